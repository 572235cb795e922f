import type { NodeType } from '../graph/node-id';

/** How one kind of row is read for an export: pages by id, `$1` the last id, `$2` the id of an origin or null for all, `$3` the size of a page. */
export interface LibraryKind {
  /** Name of the kind in a line of NDJSON. */
  kind: string;
  /** What `ids` of a row are: they are written as the ids of the graph. */
  ids: Readonly<Record<string, NodeType>>;
  /** What the rows are read from, with the condition that they belong to the origin. */
  from: string;
  /** Alias of the table whose id pages go by. */
  alias: string;
  columns: string;
  /** Rows a page: fewer where rows are long. */
  page: number;
}

const all = '$2::bigint IS NULL';
const authorIds = (table: string, column: string, owner: string): string => `ARRAY(SELECT x.author_id FROM ${table} x WHERE x.${column} = ${owner}.id ORDER BY x.position)`;
/** What belongs to an origin by being cited in one of its articles. */
const citedIn = (condition: string): string => `EXISTS (SELECT 1 FROM citations c JOIN articles a ON a.id = c.article_id ${condition} AND a.origin_id = $2)`;

export const works = {
  kind: 'source', ids: {}, alias: 's', page: 1000, from: `sources s LEFT JOIN publishers p ON p.id = s.publisher_id WHERE (${all} OR ${citedIn('WHERE c.source_id = s.id')})`,
  columns: `s.id, s.title, s.type, s.container_title AS "containerTitle", p.name AS publisher, s.issued, s.url, s.doi, s.isbn, COALESCE((SELECT
    json_agg(json_build_object('name', u.name, 'familyName', u.family_name, 'givenName', u.given_name, 'suffix', u.suffix) ORDER BY x.position)
    FROM source_authors x JOIN authors u ON u.id = x.author_id WHERE x.source_id = s.id), '[]') AS authors`,
} satisfies LibraryKind;

/** Everything, in an order in which a row comes after what it refers to; comments stand in the order of their ids, an answer behind what it answers. */
export const libraryKinds: readonly LibraryKind[] = [
  {
    kind: 'publisher', ids: { id: 'Publisher' }, alias: 'p', page: 1000, from: `publishers p WHERE (${all} OR ${citedIn('JOIN sources s ON s.id = c.source_id WHERE s.publisher_id = p.id')})`,
    columns: `p.id, p.slug, p.name, p.kind AS "publisherKind", p.homepage, ARRAY(SELECT x.name FROM publisher_aliases x WHERE x.publisher_id = p.id AND x.name <> p.name ORDER BY x.name) AS aliases`,
  },
  {
    kind: 'author', ids: { id: 'Author' }, alias: 'u', page: 1000,
    from: `authors u WHERE (${all} OR EXISTS (SELECT 1 FROM authorships w JOIN articles a ON a.id = w.article_id WHERE w.author_id = u.id AND a.origin_id = $2)
      OR ${citedIn('JOIN source_authors w ON w.source_id = c.source_id WHERE w.author_id = u.id')})`,
    columns: `u.id, u.slug, u.name, u.family_name AS "familyName", u.given_name AS "givenName", u.suffix, ARRAY(SELECT x.name FROM author_aliases x WHERE x.author_id = u.id AND x.name <> u.name ORDER BY x.name) AS aliases`,
  },
  {
    kind: 'source', ids: { id: 'Source', publisherId: 'Publisher', authorIds: 'Author' }, alias: 's', page: 1000, from: `sources s WHERE (${all} OR ${citedIn('WHERE c.source_id = s.id')})`,
    columns: `s.id, s.title, s.type, s.container_title AS "containerTitle", s.publisher_id AS "publisherId", s.issued, s.url, s.doi, s.isbn, ${authorIds('source_authors', 'source_id', 's')} AS "authorIds"`,
  },
  {
    kind: 'article', ids: { id: 'Article', authorIds: 'Author' }, alias: 'a', page: 100, from: `articles a JOIN origins o ON o.id = a.origin_id WHERE (${all} OR a.origin_id = $2)`,
    columns: `a.id, o.name AS origin, a.origin_key AS "originKey", a.slug, a.title, a.summary, a.body_html AS "bodyHtml", a.language, a.url, a.status, a.tags, a.published_at AS "publishedAt", 
      (SELECT k.changed_at FROM article_changes k WHERE k.article_id = a.id) AS "updatedAt",
      ${authorIds('authorships', 'article_id', 'a')} AS "authorIds"`,
  },
  {
    kind: 'citation', ids: { id: 'Citation', articleId: 'Article', sourceId: 'Source' }, alias: 'c', page: 1000, from: `citations c JOIN articles a ON a.id = c.article_id WHERE (${all} OR a.origin_id = $2)`,
    columns: `c.id, c.article_id AS "articleId", c.source_id AS "sourceId", c.position, c.raw_text AS "rawText", c.confidence, c.review_state AS "reviewState", c.fields`,
  },
  {
    kind: 'comment', ids: { id: 'Comment', articleId: 'Article', parentId: 'Comment' }, alias: 'r', page: 1000, from: `comments r WHERE (${all} OR r.origin_id = $2)`,
    columns: `r.id, r.article_id AS "articleId", r.parent_id AS "parentId", r.author_name AS "authorName", r.body, r.status, r.status_reason AS "statusReason", r.created_at AS "createdAt"`,
  },
  {
    kind: 'event', ids: { id: 'HistoricalEvent', listedInIds: 'Article', articleIds: 'Article' }, alias: 'e', page: 1000, from: `historical_events e WHERE (${all} OR e.origin_id = $2)`,
    columns: `e.id, e.date, e.calendar, e.text, ARRAY(SELECT m.in_article_id FROM event_mentions m WHERE m.event_id = e.id ORDER BY m.id) AS "listedInIds",
      ARRAY(SELECT DISTINCT m.article_id FROM event_mentions m WHERE m.event_id = e.id AND m.article_id IS NOT NULL ORDER BY 1) AS "articleIds"`,
  },
];
