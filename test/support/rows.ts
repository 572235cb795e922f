import { nodeId } from '../../src/graph/node-id';
import type { TestGraph } from './use-database';

/** How much a made publication has. */
interface Size { articles: number; citationsEach: number; sources?: number }

/**
 * Fills an empty database: articles of which three each share an instant, citations that share sources, two authors an article and a
 * source, threads, and an event an article. Ids count from 1, so that a test can name them.
 */
export async function fillPublication({ dataSource }: TestGraph, { articles, citationsEach, sources = 40 }: Size): Promise<void> {
  await dataSource.query(`INSERT INTO origins (name, kind) VALUES ('Made', 'plain-text')`);
  await dataSource.query(`INSERT INTO publishers (slug, name, kind) SELECT 'publisher-' || n, 'Publisher ' || n, 'NEWSPAPER' FROM generate_series(1, 5) n`);
  await dataSource.query(`INSERT INTO authors (slug, name, family_name, given_name) SELECT 'author-' || n, 'Author ' || n, 'Author', n::text FROM generate_series(1, 8) n`);
  await dataSource.query(`INSERT INTO sources (key, title, type, publisher_id, issued, issued_order)
    SELECT n::text, 'Source ' || n, 'article-newspaper', n % 5 + 1, '2008-06', 2008 * 512 + 192 FROM generate_series(1, $1::integer) n`, [sources]);
  await dataSource.query(`INSERT INTO source_authors (source_id, position, author_id) SELECT s.id, p, (s.id + p) % 8 + 1 FROM sources s, generate_series(1, 2) p`);
  await dataSource.query(`INSERT INTO articles (origin_id, origin_key, slug, title, title_key, body_text, status, tags, published_at, content_hash)
    SELECT 1, n::text, 'article-' || n, 'Article ' || n, 'article ' || n, repeat('body ', 100), 'PUBLISHED', ARRAY['tag-' || n % 3],
      timestamptz '2009-01-01T00:00:00Z' + (n / 3) * interval '1 day', '' FROM generate_series(1, $1::integer) n`, [articles]);
  await dataSource.query(`INSERT INTO authorships (article_id, position, author_id) SELECT a.id, p, (a.id + p) % 8 + 1 FROM articles a, generate_series(1, 2) p`);
  await dataSource.query(`INSERT INTO citations (article_id, position, raw_text, source_id, confidence, review_state, cited_at)
    SELECT a.id, p, 'Line ' || p, (a.id * $1::integer + p) % $2::integer + 1, 1, 'ACCEPTED', a.listed_at FROM articles a, generate_series(1, $1::integer) p ORDER BY a.id, p`, [citationsEach, sources]);
  await dataSource.query(`INSERT INTO comments (origin_id, origin_key, article_id, author_name, body, status, created_at)
    SELECT 1, a.id || '#' || p, a.id, 'Reader', 'Comment ' || p, 'APPROVED', a.listed_at FROM articles a, generate_series(1, 3) p ORDER BY a.id, p`);
  await dataSource.query(`INSERT INTO comments (origin_id, origin_key, article_id, parent_id, author_name, body, status, created_at)
    SELECT 1, 'answer ' || c.id, c.article_id, c.id, 'Reader', 'Answer', 'APPROVED', c.created_at + interval '1 hour' FROM comments c ORDER BY c.id`);
  await dataSource.query(`INSERT INTO historical_events (origin_id, origin_key, date, year, month, day, text)
    SELECT 1, a.id::text, '1920-07-19', 1920, 7, 19, 'Event ' || a.id FROM articles a ORDER BY a.id`);
  await dataSource.query(`INSERT INTO event_mentions (event_id, in_article_id, position, article_id, reason) SELECT a.id, a.id, 1, a.id, 'LISTED' FROM articles a ORDER BY a.id`);
}

/** A row that a test makes: its columns with their values. */
type Row = Record<string, unknown>;

/** Inserts one row and gives its id. */
export async function insert({ dataSource }: TestGraph, table: string, row: Row): Promise<number> {
  const names = Object.keys(row);
  const [{ id } = { id: 0 }]: { id: number }[] = await dataSource.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING id`, Object.values(row));
  return id;
}

/** Inserts an article of the first origin, which is made when there is none, and gives its row id and its global id. */
export async function insertArticle(graph: TestGraph, row: Row & { slug: string }): Promise<{ id: number; globalId: string }> {
  await graph.dataSource.query(`INSERT INTO origins (name, kind) VALUES ('Made', 'plain-text') ON CONFLICT DO NOTHING`);
  const [origin]: { id: number }[] = await graph.dataSource.query('SELECT min(id) AS id FROM origins');
  const id = await insert(graph, 'articles', {
    origin_id: origin?.id, origin_key: row.slug, title: row.slug, title_key: row.slug, status: 'PUBLISHED', content_hash: '', ...row,
  });
  return { id, globalId: nodeId('Article', id) };
}
