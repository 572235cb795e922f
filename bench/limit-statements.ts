/** One SQL statement an operation that builds the whole answer as JSON: what a person would write by hand when only speed counts. */

const nodeId = (type: string, id: string): string => `rtrim(translate(encode(convert_to('${type}:' || ${id}, 'UTF8'), 'base64'), '+/' || chr(10), '-_'), '=')`;
const instant = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const authorsOfArticle = `(SELECT coalesce(json_agg(json_build_object('name', u.name) ORDER BY x.position), '[]')
  FROM authorships x JOIN authors u ON u.id = x.author_id WHERE x.article_id = a.id)`;

const citationsOfArticle = (first: number): string => `(SELECT json_build_object('nodes', coalesce(json_agg(json_build_object(
    'position', c.position, 'rawText', c.raw_text, 'source', CASE WHEN s.id IS NOT NULL THEN json_build_object(
      'title', s.title, 'type', s.type, 'issued', s.issued, 'url', s.url,
      'publisher', CASE WHEN p.id IS NOT NULL THEN json_build_object('name', p.name, 'slug', p.slug) END,
      'authors', coalesce(w.list, '[]')) END) ORDER BY c.position), '[]'))
  FROM (SELECT position, raw_text, source_id FROM citations WHERE article_id = a.id AND cited_at IS NOT NULL ORDER BY position LIMIT ${first}) c
  LEFT JOIN sources s ON s.id = c.source_id
  LEFT JOIN publishers p ON p.id = s.publisher_id
  LEFT JOIN LATERAL (SELECT json_agg(json_build_object('name', u.name, 'familyName', u.family_name, 'givenName', u.given_name) ORDER BY x.position) AS list
    FROM source_authors x JOIN authors u ON u.id = x.author_id WHERE x.source_id = s.id) w ON true)`;

const commentsOfArticle = (first: number): string => `(SELECT json_build_object('nodes', coalesce(json_agg(json_build_object(
    'authorName', m.author_name, 'body', m.body, 'createdAt', ${instant('m.created_at')}) ORDER BY m.sorted_at, m.id), '[]'))
  FROM (SELECT id, author_name, body, created_at, sorted_at FROM comments WHERE article_id = a.id AND parent_id IS NULL AND status = 'APPROVED' ORDER BY sorted_at, id LIMIT ${first}) m)`;

const articleFields = (citations: number, comments: number): string => `'id', ${nodeId('Article', 'a.id')}, 'slug', a.slug, 'title', a.title, 'summary', a.summary,
  'publishedAt', ${instant('a.published_at')}, 'url', a.url, 'authors', ${authorsOfArticle}, 'tags', to_json(a.tags),
  'citations', ${citationsOfArticle(citations)}, 'comments', ${commentsOfArticle(comments)}`;

/** $1 and $2 are the cursor, $3 is how many; one row more is read to know whether more follow. */
const page = (columns: string): string => `SELECT ${columns}, listed_at, id, row_number() OVER () AS n FROM (
  SELECT * FROM articles WHERE status = 'PUBLISHED' AND (listed_at, id) < ($1::timestamptz, $2::bigint) ORDER BY listed_at DESC, id DESC LIMIT $3::integer + 1) AS newest`;

// What stands before a page is looked for in the order of the index: EXISTS without one is planned as a scan of the table, oldest rows first.
const feed = `WITH page AS MATERIALIZED (${page('slug, title, summary, published_at, url, tags')}), shown AS (SELECT * FROM page WHERE n <= $3::integer)
  SELECT (SELECT coalesce(json_agg(json_build_object(${articleFields(30, 10)}) ORDER BY a.n), '[]') FROM shown a)::text AS nodes,
    (SELECT count(*) > $3::integer FROM page) AS more,
    (SELECT id FROM articles WHERE status = 'PUBLISHED' AND (listed_at, id) >= ($1::timestamptz, $2::bigint) ORDER BY listed_at, id LIMIT 1) IS NOT NULL AS before,
    (SELECT json_build_array(id, ${instant('listed_at')}) FROM shown WHERE n = 1) AS first,
    (SELECT json_build_array(id, ${instant('listed_at')}) FROM shown ORDER BY n DESC LIMIT 1) AS last`;

export const statements = {
  feed,
  article: `SELECT json_build_object('data', json_build_object('article', json_build_object(${articleFields(100, 20)}, 'bodyHtml', a.body_html)))::text AS body
    FROM articles a WHERE a.slug = $1 AND a.status = 'PUBLISHED'`,
  headlines: `SELECT json_build_object('data', json_build_object('articles', json_build_object('nodes',
      coalesce(json_agg(json_build_object('id', ${nodeId('Article', 'a.id')}, 'title', a.title, 'summary', a.summary) ORDER BY a.listed_at DESC, a.id DESC), '[]'))))::text AS body
    FROM (SELECT id, title, summary, listed_at FROM articles WHERE status = 'PUBLISHED' AND (listed_at, id) < ($1::timestamptz, $2::bigint)
      ORDER BY listed_at DESC, id DESC LIMIT $3::integer) a`,
  publisher: `SELECT json_build_object('data', json_build_object('publisher', json_build_object('id', ${nodeId('Publisher', 'p.id')}, 'name', p.name, 'kind', p.kind,
      'homepage', p.homepage, 'sources', json_build_object('nodes', (
        SELECT coalesce(json_agg(json_build_object('title', s.title, 'issued', s.issued, 'citedBy', json_build_object('nodes', (
          SELECT coalesce(json_agg(json_build_object('position', c.position, 'article', json_build_object('slug', a.slug, 'title', a.title, 'publishedAt', ${instant('a.published_at')}))
            ORDER BY c.cited_at DESC, c.id DESC), '[]')
          FROM (SELECT id, position, cited_at, article_id FROM citations WHERE source_id = s.id AND cited_at IS NOT NULL ORDER BY cited_at DESC, id DESC LIMIT 10) c
          JOIN articles a ON a.id = c.article_id))) ORDER BY s.citation_count DESC, s.id DESC), '[]')
        FROM (SELECT id, title, issued, citation_count FROM sources WHERE publisher_id = p.id ORDER BY citation_count DESC, id DESC LIMIT 50) s)))))::text AS body
    FROM publishers p WHERE p.slug = $1`,
  count: `SELECT json_build_object('data', json_build_object('articles', json_build_object('totalCount', (SELECT count(*) FROM articles WHERE status = 'PUBLISHED'),
      'nodes', (SELECT json_agg(json_build_object('id', ${nodeId('Article', 'a.id')})) FROM (SELECT id FROM articles WHERE status = 'PUBLISHED' ORDER BY listed_at DESC, id DESC LIMIT 1) a))))::text AS body`,
};
