/** Runs a statement. */
interface Asks { sql<Row>(statement: string): Promise<Row[]> }

const article = `(SELECT o.name || ' ' || a.origin_key FROM articles a JOIN origins o ON o.id = a.origin_id WHERE a.id = `;

/** What is said in each table, by names instead of ids, in no order: two imports of the same are equal in it. */
const tables: Readonly<Record<string, string>> = {
  articles: `SELECT origin_key, slug, title, title_key, summary, md5(body_html), md5(body_text), language, url, link_key, status, tags, published_at, content_hash FROM articles`,
  authorships: `SELECT ${article} x.article_id), x.position, u.slug, u.name FROM authorships x JOIN authors u ON u.id = x.author_id`,
  citations: `SELECT ${article} c.article_id), c.position, c.raw_text, s.key, c.confidence, c.review_state, c.fields::text, c.cited_at FROM citations c LEFT JOIN sources s ON s.id = c.source_id`,
  comments: `SELECT m.origin_key, ${article} m.article_id), p.origin_key, m.author_name, m.body, m.status, m.status_reason, m.created_at FROM comments m LEFT JOIN comments p ON p.id = m.parent_id`,
  sources: `SELECT s.key, s.title, s.type, s.container_title, p.slug, s.issued, s.url, s.doi, s.isbn, s.match_key, s.citation_count, o.name FROM sources s LEFT JOIN publishers p ON p.id = s.publisher_id LEFT JOIN origins o ON o.id = s.origin_id`,
  source_keys: `SELECT k.key, s.key FROM source_keys k JOIN sources s ON s.id = k.source_id`,
  source_authors: `SELECT s.key, x.position, u.slug FROM source_authors x JOIN sources s ON s.id = x.source_id JOIN authors u ON u.id = x.author_id`,
  publishers: `SELECT slug, name, kind, homepage, citation_count FROM publishers`,
  publisher_aliases: `SELECT k.key, k.name, p.slug FROM publisher_aliases k JOIN publishers p ON p.id = k.publisher_id`,
  authors: `SELECT slug, name, family_name, given_name, suffix FROM authors`,
  author_aliases: `SELECT k.key, k.name, u.slug FROM author_aliases k JOIN authors u ON u.id = k.author_id`,
  historical_events: `SELECT e.origin_key, e.date, e.text, e.visible FROM historical_events e`,
  event_mentions: `SELECT e.origin_key, ${article} t.in_article_id), t.position, ${article} t.article_id), t.reason, t.reference FROM event_mentions t JOIN historical_events e ON e.id = t.event_id`,
  reliances: `SELECT u.slug, p.slug, to_jsonb(r) - 'author_id' - 'publisher_id' FROM reliances r JOIN authors u ON u.id = r.author_id JOIN publishers p ON p.id = r.publisher_id`,
  citation_counts: `SELECT grouping, label, citation_count FROM citation_counts WHERE citation_count <> 0`,
  cited_authors: `SELECT u.slug, k.citation_count FROM cited_authors k JOIN authors u ON u.id = k.author_id WHERE k.citation_count <> 0`,
  list_counts: `SELECT list, count FROM list_counts`,
  origin_counts: `SELECT o.name, to_jsonb(k) - 'origin_id' FROM origin_counts k JOIN origins o ON o.id = k.origin_id`,
};

/** A digest a table, with its number of rows. */
export async function checksums({ sql }: Asks): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [table, rows] of Object.entries(tables)) {
    const [row] = await sql<{ count: number; sum: string | null }>(`SELECT count(*), md5(string_agg(md5(r::text), '' ORDER BY md5(r::text))) AS sum FROM (${rows}) AS r`);
    found[table] = `${row?.count ?? 0} rows, ${row?.sum ?? 'none'}`;
  }
  return found;
}
