/**
 * The data set as SQL. Everything follows from row numbers and hash functions, so that every run has the same rows.
 * Triggers stay on: the counters they keep are right without being written down here a second time.
 */

/** How many rows of each kind a scale has; scale 1 is the data set that the numbers of docs/speed.md belong to. */
export interface Sizes { articles: number; citationsPerArticle: number; sources: number; publishers: number; authors: number; commentsPerArticle: number }

export function sizesOf(scale: number): Sizes {
  return { articles: 10_000 * scale, citationsPerArticle: 30, sources: 100_000 * scale, publishers: 2_000 * scale, authors: 20_000 * scale, commentsPerArticle: 5 };
}

const words = (text: string): string => `'{${text.trim().split(/\s+/).join(',')}}'::text[]`;
/** 64 of each: six bits of a hash choose one. */
const nouns = words(`army border budget cabinet census city clerk coast contract convoy council court crisis debt decree deputy desert district dossier election
  embassy exile factory faction farm frontier governor harbor hearing hospital inquiry journal judge law ledger market militia minister mission mosque museum oil
  parliament patrol pipeline police port prison province refinery refugee report river road school senate shrine siege station strike treaty tribe wage war water`);
const family = words(`Abbas Abdul Adler Alwan Anders Baker Barzani Berg Brandt Carver Chalabi Cole Dawood Dexter Ellis Farhan Fisher Galt Gordon Haddad Hale Hamid Hassan
  Ibrahim Ivers Jabr Jensen Kadhim Karim Keller Kubba Lang Lind Mahdi Malik Marsh Mercer Nasser Noor Oates Okafor Osman Packer Pereira Quinn Rahim Ricks Rossi Salih Sharif
  Shaw Stern Tahir Talbot Ulrich Vance Voss Walker Wells Yusuf Zahra Zaki Zeller Zubaidi`);
const given = words(`Ahmed Alice Amal Anna Anthony Basma Brian Carla Charles Dalia Daniel David Deborah Edward Elena Emma Faisal Fatima Frank George Grace Hannah Hasan Helen
  Huda Ian Imad Irene Jamal James Jane John Karen Khalid Laith Laura Layla Leila Louis Mark Mary Maya Michael Mona Nadia Nancy Nizar Omar Paul Peter Rania Robert
  Rosa Ruth Sami Sara Sinan Susan Thomas Trudy Walid William Yasin Zainab`);

/** Functions of the generating session: `u` is a number in [0, 1), `word` and `title` are text, each from a row number and a seed. */
export const helpers = `
  CREATE FUNCTION pg_temp.h(i bigint, seed integer) RETURNS bigint IMMUTABLE PARALLEL SAFE LANGUAGE sql AS 'SELECT hashint8extended(i, seed)';
  CREATE FUNCTION pg_temp.u(i bigint, seed integer) RETURNS double precision IMMUTABLE PARALLEL SAFE LANGUAGE sql
    AS 'SELECT (hashint8extended(i, seed) & 4503599627370495) / 4503599627370496.0::double precision';
  CREATE FUNCTION pg_temp.word(i bigint, seed integer) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$ SELECT (${nouns})[1 + (hashint8extended(i, seed) & 63)] $$;
  CREATE FUNCTION pg_temp.family(i bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$ SELECT (${family})[1 + (hashint8extended(i, 901) & 63)] $$;
  CREATE FUNCTION pg_temp.given(i bigint) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$ SELECT (${given})[1 + (hashint8extended(i, 902) & 63)] $$;
  CREATE FUNCTION pg_temp.title(i bigint, seed integer) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT initcap(concat_ws(' ', pg_temp.word(i, seed), pg_temp.word(i, seed + 1), 'and', pg_temp.word(i, seed + 2), pg_temp.word(i, seed + 3), 'after the', pg_temp.word(i, seed + 4))) $$;
  CREATE TEMP TABLE sentences AS
    SELECT n, initcap(left(string_agg(w, ' '), 1)) || substr(string_agg(w, ' '), 2) || '.' AS text
    FROM (SELECT n, pg_temp.word(n, k) || CASE WHEN k % 3 = 0 THEN ' of the' ELSE '' END AS w FROM generate_series(0, 4095) AS n, generate_series(1, 13) AS k ORDER BY n, k) AS said
    GROUP BY n;
  ANALYZE sentences`;

/** One statement a table, in the order of their references. */
export function inserts({ articles, citationsPerArticle, sources, publishers, authors, commentsPerArticle }: Sizes): Record<string, string> {
  // The square of an even number: few publishers have many sources and few sources are cited often, as in any archive.
  const publisherOf = `CASE WHEN pg_temp.u(i, 21) >= 0.05 THEN 1 + floor(${publishers} * pg_temp.u(i, 22) ^ 2)::bigint END`;
  // Sources that are cited often lie scattered in the table: 7919 has no factor in common with their number.
  const sourceOf = `CASE WHEN pg_temp.u(n, 41) >= 0.03 THEN 1 + (floor(${sources} * pg_temp.u(n, 42) ^ 2)::bigint * 7919) % ${sources} END`;
  return {
    origins: `INSERT INTO origins (id, name, kind) OVERRIDING SYSTEM VALUE VALUES (1, 'Bench', 'plain-text')`,
    authors: `INSERT INTO authors (id, slug, name, family_name, given_name) OVERRIDING SYSTEM VALUE
      SELECT i, lower(pg_temp.given(i) || '-' || pg_temp.family(i)) || '-' || i, pg_temp.given(i) || ' ' || pg_temp.family(i), pg_temp.family(i), pg_temp.given(i)
      FROM generate_series(1, ${authors}::bigint) AS i`,
    publishers: `INSERT INTO publishers (id, slug, name, kind, homepage) OVERRIDING SYSTEM VALUE
      SELECT i, lower(pg_temp.word(i, 11) || '-' || pg_temp.word(i, 12)) || '-' || i, initcap(pg_temp.word(i, 11) || ' ' || pg_temp.word(i, 12)) || ' ' || i,
        ('{NEWSPAPER,MAGAZINE,WIRE,THINK_TANK}'::text[])[1 + (pg_temp.h(i, 13) & 3)], CASE WHEN i % 4 > 0 THEN 'https://www.publisher-' || i || '.example/' END
      FROM generate_series(1, ${publishers}::bigint) AS i`,
    sources: `INSERT INTO sources (id, key, title, type, publisher_id, issued, issued_order, url, doi) OVERRIDING SYSTEM VALUE
      SELECT i, 'bench ' || i, title, type, publisher, to_char(issued, CASE WHEN type = 'book' THEN 'YYYY' ELSE 'YYYY-MM-DD' END), to_char(issued, 'YYYYMMDD')::integer,
        CASE WHEN pg_temp.u(i, 23) < 0.7 THEN 'https://www.example.org/' || to_char(issued, 'YYYY/MM/DD/') || replace(lower(title), ' ', '-') || '-' || i END,
        CASE WHEN pg_temp.u(i, 24) < 0.05 THEN '10.5555/bench.' || i END
      FROM (SELECT i, pg_temp.title(i, 30) AS title, ${publisherOf} AS publisher, date '2001-01-01' + (pg_temp.h(i, 25) & 2047)::integer AS issued,
        ('{article-newspaper,article-newspaper,article-newspaper,article-magazine,report,report,book,webpage}'::text[])[1 + (pg_temp.h(i, 26) & 7)] AS type
        FROM generate_series(1, ${sources}::bigint) AS i) AS made`,
    sourceAuthors: `INSERT INTO source_authors (source_id, position, author_id)
      SELECT i, p, 1 + floor(${authors} * pg_temp.u(i * 4 + p, 27))::bigint FROM generate_series(1, ${sources}::bigint) AS i, generate_series(1, 3) AS p
      WHERE p <= 1 + (pg_temp.h(i, 28) & 1) + CASE WHEN pg_temp.h(i, 28) & 14 = 0 THEN 1 ELSE 0 END`,
    articles: `INSERT INTO articles (id, origin_id, origin_key, slug, title, title_key, summary, body_html, body_text, language, url, status, tags, published_at, content_hash)
        OVERRIDING SYSTEM VALUE
      SELECT i, 1, 'bench ' || i, replace(lower(title), ' ', '-') || '-' || i, title, lower(title), body.summary, body.html, body.text, 'en', 'https://notebook.example/' || i,
        CASE WHEN i % 50 = 0 THEN 'DRAFT' ELSE 'PUBLISHED' END, ARRAY[pg_temp.word(i, 51), pg_temp.word(i, 52)],
        timestamptz '2005-01-01T00:00:00Z' + i * interval '4 hours' / ${articles / 10_000} + interval '1 second' * (pg_temp.h(i, 53) & 1023), ''
      FROM (SELECT i, pg_temp.title(i, 60) AS title FROM generate_series(1, ${articles}::bigint) AS i) AS made
      JOIN (SELECT i, string_agg(said, ' ' ORDER BY k) FILTER (WHERE k <= 2) AS summary, '<p>' || string_agg(said, '</p><p>' ORDER BY k) || '</p>' AS html,
          string_agg(said, E'\\n\\n' ORDER BY k) AS text
        FROM (SELECT i, k, s.text AS said FROM generate_series(1, ${articles}::bigint) AS i CROSS JOIN generate_series(1, 42) AS k
          JOIN sentences s ON s.n = (hashint8extended(i, k) & 4095)) AS pieces GROUP BY i) AS body USING (i) ORDER BY i`,
    authorships: `INSERT INTO authorships (article_id, position, author_id)
      SELECT i, p, 1 + floor(${authors} / 100 * pg_temp.u(i * 2 + p, 54))::bigint FROM generate_series(1, ${articles}::bigint) AS i, generate_series(1, 2) AS p
      WHERE p = 1 OR pg_temp.h(i, 55) & 3 = 0`,
    citations: `INSERT INTO citations (article_id, position, raw_text, source_id, confidence, review_state, fields, cited_at)
      SELECT article, position, raw, source, CASE WHEN source IS NULL THEN 0 ELSE 0.9 END, CASE WHEN source IS NULL THEN 'NEEDS_REVIEW' ELSE 'ACCEPTED' END,
        CASE WHEN source IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(
          jsonb_build_object('name', 'author', 'value', author, 'start', 0, 'end', length(author), 'rule', 'leading names', 'confidence', 0.98),
          jsonb_build_object('name', 'title', 'value', title, 'start', length(author) + 3, 'end', length(author) + 3 + length(title), 'rule', 'quoted title', 'confidence', 0.99),
          jsonb_build_object('name', 'date', 'value', issued, 'start', length(raw) - length(issued), 'end', length(raw), 'rule', 'date at the end', 'confidence', 0.95)) END, cited_at
      FROM (SELECT a.id AS article, line.position, s.id AS source, f.name AS author, s.title, s.issued, CASE WHEN a.status = 'PUBLISHED' THEN a.listed_at END AS cited_at,
          CASE WHEN s.id IS NULL THEN 'An interview in the ' || pg_temp.title(n, 70) ELSE concat_ws(', ', f.name, '“' || s.title || ',” ' || p.name, s.issued) END AS raw
        FROM (SELECT i, position, n, ${sourceOf} AS cited
          FROM (SELECT i, position, i * 1000 + position AS n FROM generate_series(1, ${articles}::bigint) AS i, generate_series(1, ${citationsPerArticle}) AS position) AS numbered) AS line
        JOIN articles a ON a.id = line.i LEFT JOIN sources s ON s.id = line.cited LEFT JOIN publishers p ON p.id = s.publisher_id
        LEFT JOIN source_authors x ON x.source_id = s.id AND x.position = 1
        LEFT JOIN LATERAL (SELECT u.family_name || ', ' || u.given_name AS name FROM authors u WHERE u.id = x.author_id) AS f ON true
        ORDER BY a.id, line.position) AS lines`,
    comments: `INSERT INTO comments (id, origin_id, origin_key, article_id, parent_id, author_name, body, status, created_at) OVERRIDING SYSTEM VALUE
      SELECT c, 1, 'bench ' || c, i, CASE WHEN k = ${commentsPerArticle} THEN c - ${commentsPerArticle - 1} END, pg_temp.given(c), s.text || ' ' || t.text,
        CASE WHEN k > 1 AND pg_temp.h(c, 82) & 15 = 0 THEN 'PENDING' ELSE 'APPROVED' END, a.listed_at + k * interval '1 hour'
      FROM (SELECT i, k, (i - 1) * ${commentsPerArticle} + k AS c FROM generate_series(1, ${articles}::bigint) AS i, generate_series(1, ${commentsPerArticle}) AS k) AS numbered
      JOIN articles a ON a.id = i JOIN sentences s ON s.n = (pg_temp.h(c, 80) & 4095) JOIN sentences t ON t.n = (pg_temp.h(c, 81) & 4095) ORDER BY c`,
  };
}

/** Leaves every table as if it had been filled long ago: counters are compact, statistics known, the next id free. */
export const finish = [
  ...['origins', 'authors', 'publishers', 'sources', 'articles', 'comments'].map((table) => `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`),
  'VACUUM FULL sources', 'VACUUM FULL publishers', 'VACUUM FREEZE ANALYZE', 'CHECKPOINT',
];
