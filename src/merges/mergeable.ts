/** Which rows belong to a thing that is merged away, and go over to the one that stays. */
interface Move {
  table: string;
  /** The column with the id of the thing they belong to. */
  owner: string;
  /** What finds a row again when the merge is undone, with its SQL type. */
  key: Readonly<Record<string, 'bigint' | 'integer' | 'text'>>;
}

/** Rows that would say a thing twice after the merge. `condition` speaks of a row `x`, of `$1` (ids merged away) and `$2` (the id that stays). */
interface Drop { table: string; parent: { table: string; column: string }; condition: string }

/** How things of one type are merged, as data. */
export interface Mergeable {
  kind: 'PUBLISHERS' | 'AUTHORS' | 'SOURCES';
  type: 'Publisher' | 'Author' | 'Source';
  /** As a sentence says it. */
  noun: string;
  table: string;
  /** The column a person knows it by. */
  name: string;
  hasSlug: boolean;
  /** Columns that undoing puts back; counters start from nothing and count what comes back. */
  columns: readonly string[];
  /** Columns with the id of another thing, which may have been merged since. */
  refers: Readonly<Record<string, Mergeable['type']>>;
  drops: readonly Drop[];
  moves: readonly Move[];
  /** Columns that the row that stays takes over where it has none; those of a group go together, by the first. */
  fills: readonly (readonly string[])[];
}

/** The author stands in the same list twice: the later place goes. */
const namedTwice = (parent: string, table: string): string => `x.author_id = ANY($1::bigint[] || $2::bigint) AND EXISTS (
  SELECT 1 FROM ${table} y WHERE y.${parent} = x.${parent} AND y.author_id = ANY($1::bigint[] || $2::bigint) AND y.position < x.position)`;

export const mergeables: Readonly<Record<Mergeable['kind'], Mergeable>> = {
  PUBLISHERS: {
    kind: 'PUBLISHERS', type: 'Publisher', noun: 'publisher', table: 'publishers', name: 'name', hasSlug: true,
    columns: ['id', 'slug', 'name', 'kind', 'homepage', 'created_at'], refers: {},
    drops: [],
    moves: [{ table: 'publisher_aliases', owner: 'publisher_id', key: { key: 'text' } }, { table: 'sources', owner: 'publisher_id', key: { id: 'bigint' } }],
    fills: [['homepage']],
  },
  AUTHORS: {
    kind: 'AUTHORS', type: 'Author', noun: 'author', table: 'authors', name: 'name', hasSlug: true,
    columns: ['id', 'slug', 'name', 'family_name', 'given_name', 'suffix', 'created_at'], refers: {},
    drops: [
      { table: 'authorships', parent: { table: 'articles', column: 'article_id' }, condition: namedTwice('article_id', 'authorships') },
      { table: 'source_authors', parent: { table: 'sources', column: 'source_id' }, condition: namedTwice('source_id', 'source_authors') },
    ],
    moves: [
      { table: 'author_aliases', owner: 'author_id', key: { key: 'text' } },
      { table: 'authorships', owner: 'author_id', key: { article_id: 'bigint', position: 'integer' } },
      { table: 'source_authors', owner: 'author_id', key: { source_id: 'bigint', position: 'integer' } },
    ],
    fills: [],
  },
  SOURCES: {
    kind: 'SOURCES', type: 'Source', noun: 'source', table: 'sources', name: 'title', hasSlug: false,
    columns: ['id', 'key', 'title', 'type', 'container_title', 'publisher_id', 'issued', 'issued_order', 'url', 'doi', 'isbn', 'match_key', 'origin_id', 'created_at'],
    refers: { publisher_id: 'Publisher' },
    // One list of authors is enough: that of the source that stays, or else of the first that has one.
    drops: [{
      table: 'source_authors', parent: { table: 'sources', column: 'source_id' },
      condition: `x.source_id = ANY($1::bigint[]) AND (EXISTS (SELECT 1 FROM source_authors y WHERE y.source_id = $2::bigint)
        OR x.source_id > (SELECT min(y.source_id) FROM source_authors y WHERE y.source_id = ANY($1::bigint[])))`,
    }],
    moves: [
      { table: 'source_authors', owner: 'source_id', key: { position: 'integer' } },
      { table: 'source_keys', owner: 'source_id', key: { key: 'text' } },
      { table: 'citations', owner: 'source_id', key: { id: 'bigint' } },
    ],
    fills: [['container_title'], ['publisher_id'], ['issued', 'issued_order'], ['url'], ['doi'], ['isbn']],
  },
};
