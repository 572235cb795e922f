import type { EntityManager } from 'typeorm';
import { findOrCreateAuthors } from '../authors/find-or-create-authors';
import { identityKey } from '../bibliography/identity-key';
import { authorKey, publisherName, sourceKey } from '../bibliography/normalize';
import { type Cell, copyRows } from '../database/copy-rows';
import { saveCandidates } from '../merges/save-candidates';
import { findOrCreatePublishers } from '../publishers/find-or-create-publishers';
import { improved, orderOf, saveImproved } from './improve-sources';
import { type Matches, type Target, type UnknownReference, identifierKeys, matchSources } from './match-sources';
import { type SourceMatch, type SourceReference, isNamed, matchKey, workOfReference } from './work-of';

/** Works by the key of `sourceKey(reference)`; those of `fresh` have an id, but no row yet. */
export interface FoundSources {
  ids: Map<string, number>;
  fresh: readonly NewSource[];
  /** What references of unknown keys turned out to mean. */
  matches: Matches;
  publishers: ReadonlyMap<string, number>;
}
interface NewSource extends UnknownReference { id: number }

/**
 * Ids of the works that references mean: found by their key, by what else tells works alike, or new. New ones get their ids here and their rows from
 * `createSources`, in the same transaction. Sources are told what a reference says better. A fixed number of statements.
 */
export async function findSources(manager: EntityManager, references: readonly SourceReference[]): Promise<FoundSources> {
  const wanted = new Map<string, SourceReference>();
  for (const reference of references) {
    const key = sourceKey(reference);
    if (key !== null && !wanted.has(key)) wanted.set(key, reference);
  }
  const found: (Omit<SourceMatch, 'authors'> & { key: string })[] = await manager.query(`
    WITH found AS (
      SELECT key, id FROM sources WHERE key = ANY($1::text[]) UNION ALL SELECT key, source_id FROM source_keys WHERE key = ANY($1::text[])
    ) SELECT f.key, s.id, s.title, s.type, s.container_title AS "containerTitle", s.publisher_id AS "publisherId", s.issued, s.url, s.doi, s.isbn FROM found f JOIN sources s USING (id)`, [[...wanted.keys()]]);
  const ids = new Map(found.map(({ key, id }) => [key, id]));
  const unknown = [...wanted].flatMap(([key, reference]) => (ids.has(key) ? [] : [{ key, reference }]));
  const publishers = await findOrCreatePublishers(manager, unknown.flatMap(({ reference }) => publisherName(reference) ?? []));
  const matches: Matches = unknown.length === 0 ? { same: new Map<string, Target>(), maybe: [] } : await matchSources(manager, unknown, publishers);

  const news = unknown.filter(({ key }) => !matches.same.has(key));
  const reserved: { id: number }[] = news.length === 0 ? []
    : await manager.query(`SELECT nextval(pg_get_serial_sequence('sources', 'id')) AS id FROM generate_series(1, $1)`, [news.length]);
  const fresh = news.map((one, i) => ({ ...one, id: reserved[i]?.id as number })); // as many ids as were asked for
  for (const { key, id } of fresh) ids.set(key, id);
  const better = new Map<number, Omit<SourceMatch, 'authors'>>();
  const tell = (source: Omit<SourceMatch, 'authors'>, reference: SourceReference | undefined): void => {
    const next = reference && improved(better.get(source.id) ?? source, reference, publishers);
    if (next) better.set(source.id, next);
  };
  for (const source of found) tell(source, wanted.get(source.key));
  for (const [key, target] of matches.same) {
    ids.set(key, idOf(target, ids));
    if ('source' in target) tell(target.source, wanted.get(key));
  }
  await saveImproved(manager, [...better.values()]);
  return { ids, fresh, matches, publishers };
}

/**
 * Writes new works with their publishers and authors. Lines that cite them may stand before them (their foreign key deferred): they are counted here once,
 * where counting a source up later writes all its indexes again. A fixed number of statements.
 */
export async function createSources(manager: EntityManager, { ids, fresh, matches, publishers }: FoundSources): Promise<void> {
  if (fresh.length > 0) {
    const authors = await findOrCreateAuthors(manager, fresh.flatMap(({ reference }) => reference.authors.filter(isNamed)));
    const counts: { id: number; count: number }[] = await manager.query(
      'SELECT source_id AS id, count(*) FROM citations WHERE source_id = ANY($1::bigint[]) AND cited_at IS NOT NULL GROUP BY source_id', [fresh.map(({ id }) => id)]);
    const countOf = new Map(counts.map(({ id, count }) => [id, count]));
    await copyRows(manager, 'sources', ['id', 'key', 'title', 'type', 'container_title', 'publisher_id', 'issued', 'issued_order', 'url', 'doi', 'isbn', 'match_key', 'citation_count'],
      fresh.map(({ id, key, reference }) => [id, key, ...sourceCells(reference, publishers), countOf.get(id) ?? 0]));
    await copyRows(manager, 'source_authors', ['source_id', 'position', 'author_id'],
      fresh.flatMap(({ id, reference }) => reference.authors.filter(isNamed).map((name, i) => [id, i + 1, authors.get(authorKey(name)) as number])));
  }
  const others = [...[...matches.same.keys()].map((key) => ({ key, id: ids.get(key) })), ...fresh.flatMap((source) => otherKeys(source, publishers))];
  if (others.length > 0) {
    await manager.query('INSERT INTO source_keys (key, source_id) SELECT key, id FROM json_to_recordset($1) AS r (key text, id bigint) ON CONFLICT (key) DO NOTHING', [JSON.stringify(others)]);
  }
  await saveCandidates(manager, 'SOURCES', matches.maybe.map(({ key, other, reason, score }) => ({ one: ids.get(key) as number, other: idOf(other, ids), reason, score })));
}

/** `findSources` and `createSources` at once, for references that no line cites yet. */
export async function findOrCreateSources(manager: EntityManager, references: readonly SourceReference[]): Promise<FoundSources> {
  const found = await findSources(manager, references);
  await createSources(manager, found);
  return found;
}

function idOf(target: Target, ids: ReadonlyMap<string, number>): number {
  return 'source' in target ? target.source.id : ids.get(target.key) as number; // a work that is new has its id
}

/** A work with an identifier is found by that too, and one with a DOI also by its title. */
function otherKeys({ id, key, reference }: NewSource, publishers: ReadonlyMap<string, number>): { key: string; id: number }[] {
  const byTitle = reference.doi === null ? key : sourceKey({ ...reference, doi: null });
  return [...identifierKeys(workOfReference(reference, publishers)), ...(byTitle === null || byTitle === key ? [] : [byTitle])].map((other) => ({ key: other, id }));
}

/** title, type, container_title, publisher_id, issued, issued_order, url, doi, isbn, match_key */
function sourceCells(reference: SourceReference, publishers: ReadonlyMap<string, number>): Cell[] {
  const { title, type, container, date, url, doi, isbn = null } = reference;
  const publisher = publisherName(reference);
  return [title, type, container !== publisher ? container : null, publisher === null ? null : (publishers.get(identityKey(publisher)) ?? null),
    date, orderOf(date), url, doi, isbn, matchKey(workOfReference(reference, publishers))];
}
