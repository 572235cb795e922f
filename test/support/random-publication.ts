import { seededRandom } from './random';
import type { TestGraph } from './use-database';

interface Size { articles: number; sources: number; publishers: number; authors: number }
type Random = ReturnType<typeof seededRandom>;

/** Fills an empty database at random: drafts, withdrawn articles, articles of one instant, lines that cite a work twice or none, works without publisher, date or author. */
export async function fillAtRandom({ dataSource }: TestGraph, seed: number, { articles, sources, publishers, authors }: Size): Promise<void> {
  const random = seededRandom(seed);
  const make = <Row>(count: number, row: (n: number) => Row): Row[] => Array.from({ length: count }, (_, i) => row(i + 1));
  const insert = (table: string, columns: string, rows: object[]): Promise<unknown> => dataSource.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`, [JSON.stringify(rows)]);
  await dataSource.query(`INSERT INTO origins (name, kind) VALUES ('Made', 'plain-text')`);
  await insert('publishers', 'slug, name', make(publishers, (n) => ({ slug: `publisher-${n}`, name: `Publisher ${n}` })));
  await insert('authors', 'slug, name', make(authors, (n) => ({ slug: `author-${n}`, name: `Author ${n}` })));
  await insert('sources', 'key, title, type, publisher_id, issued, issued_order', make(sources, (n) => {
    const year = random.below(5) === 0 ? null : 2000 + random.below(4);
    return { key: String(n), title: `Source ${n}`, type: random.pick(['book', 'report', 'article-newspaper']), publisher_id: random.below(6) === 0 ? null : 1 + random.below(publishers),
      issued: year === null ? null : String(year), issued_order: year === null ? 0 : year * 512 };
  }));
  await insert('source_authors', 'source_id, position, author_id', make(sources, (n) => make(random.below(3), (position) => ({ source_id: n, position, author_id: 1 + random.below(authors) }))).flat());
  await insert('articles', 'origin_id, origin_key, slug, title, title_key, body_html, body_text, status, tags, published_at, created_at, content_hash', make(articles, (n) => ({
    origin_id: 1, origin_key: String(n), slug: `article-${n}`, title: `Article ${n}`, title_key: `article ${n}`, body_html: '', body_text: '', tags: '{}', content_hash: '',
    created_at: '2010-01-01', ...randomPlace(random),
  })));
  await insert('authorships', 'article_id, position, author_id', make(articles, (n) => make(random.below(3), (position) => ({ article_id: n, position, author_id: 1 + random.below(authors) }))).flat());
  await dataSource.query(`INSERT INTO citations (article_id, position, raw_text, source_id, confidence, review_state, cited_at)
    SELECT r.article, r.position, 'line', r.source, 1, 'ACCEPTED', CASE WHEN a.status = 'PUBLISHED' THEN a.listed_at END
    FROM json_to_recordset($1) AS r (article bigint, position integer, source bigint) JOIN articles a ON a.id = r.article ORDER BY 1, 2`,
  [JSON.stringify(make(articles, (article) => make(random.below(9), (position) => ({ article, position, source: random.below(8) === 0 ? null : skewed(random, sources) }))).flat())]);
}

/** Status and date of an article; few days, so that some share one. */
export function randomPlace(random: Random): { status: string; published_at: string } {
  return { status: random.pick(['PUBLISHED', 'PUBLISHED', 'PUBLISHED', 'DRAFT', 'WITHDRAWN']), published_at: `2009-0${1 + random.below(9)}-01T00:00:00Z` };
}

/** From 1 to `limit`, low numbers more often: a few works are cited everywhere. */
export function skewed(random: Random, limit: number): number {
  return 1 + Math.floor(limit * random.next() ** 2);
}

/** A line that readers see and whose work is known, with all that is counted of it. `at` is the instant of its article. */
export interface Line {
  id: number; article: number; position: number; at: string; source: number; publisher: number | null; type: string; issued: string | null; citing: number[]; cited: number[];
}

/** Every such line as plain rows, in the order of time, for computing by hand what the graph should answer. */
export async function visibleLines({ dataSource }: TestGraph): Promise<Line[]> {
  return dataSource.query<Line[]>(`
    SELECT c.id, c.article_id AS article, c.position, to_char(a.listed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, c.source_id AS source,
      s.publisher_id AS publisher, s.type, s.issued,
      ARRAY(SELECT x.author_id FROM authorships x WHERE x.article_id = a.id ORDER BY x.position) AS citing,
      ARRAY(SELECT y.author_id FROM source_authors y WHERE y.source_id = s.id ORDER BY y.position) AS cited
    FROM citations c JOIN articles a ON a.id = c.article_id JOIN sources s ON s.id = c.source_id
    WHERE a.status = 'PUBLISHED' ORDER BY a.listed_at, c.id`);
}

/** How many rows there are of each key. */
export function tally<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return counts;
}
