import type { MigrationInterface, QueryRunner } from 'typeorm';
import { IbidError, errorCode } from '../src/errors';

/** Snowball stemmers that every PostgreSQL has, by the first part of a language tag (BCP 47); other languages are searched word by word. */
const stemmers = {
  ar: 'arabic', ca: 'catalan', da: 'danish', de: 'german', el: 'greek', en: 'english', es: 'spanish', eu: 'basque', fi: 'finnish', fr: 'french', ga: 'irish', hi: 'hindi', hu: 'hungarian',
  hy: 'armenian', id: 'indonesian', it: 'italian', lt: 'lithuanian', nb: 'norwegian', ne: 'nepali', nl: 'dutch', nn: 'norwegian', no: 'norwegian', pt: 'portuguese', ro: 'romanian', ru: 'russian',
  sr: 'serbian', sv: 'swedish', ta: 'tamil', tr: 'turkish', yi: 'yiddish',
} as const;
const configurations = ['simple', ...new Set(Object.values(stemmers))];

/** As in 1764550000000: the other tables are always entered by an index. */
const byIndex = 'SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off';

/**
 * What can be searched, one row each, written at the end of the transaction that changed it: statement triggers note whose text changed, and a deferred
 * trigger reads each of those once, however many tables had to do with it. Only what readers see is in it, so no search can find anything else.
 */
export class Search1764740000000 implements MigrationInterface {
  name = 'Search1764740000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const extension of ['unaccent', 'pg_trgm']) await createExtension(runner, extension);
    for (const name of configurations) {
      await runner.query(`CREATE TEXT SEARCH CONFIGURATION ibid_${name} (COPY = ${name});
        ALTER TEXT SEARCH CONFIGURATION ibid_${name} ALTER MAPPING FOR hword, hword_part, word, asciihword, hword_asciipart, asciiword WITH unaccent, ${name === 'simple' ? name : `${name}_stem`}`);
    }
    await runner.query(`
      CREATE TABLE search_documents (
        type text NOT NULL CHECK (type IN ('ARTICLE', 'SOURCE', 'AUTHOR', 'PUBLISHER', 'HISTORICAL_EVENT', 'COMMENT')),
        id bigint NOT NULL,
        configuration text NOT NULL,
        date_order integer NOT NULL,
        vector tsvector NOT NULL,
        head tsvector,
        PRIMARY KEY (type, id)
      );
      COMMENT ON TABLE search_documents IS 'what readers see, as it is searched; written by triggers';
      COMMENT ON COLUMN search_documents.date_order IS 'year * 512 + month * 32 + day, 0 without a date';
      COMMENT ON COLUMN search_documents.vector IS 'title A, summary, tags and names B, text C';
      COMMENT ON COLUMN search_documents.head IS 'of an article: its vector without the text';
      CREATE INDEX search_documents_date_idx ON search_documents (type, date_order DESC, id DESC);

      CREATE TABLE search_configurations (name text PRIMARY KEY);
      COMMENT ON TABLE search_configurations IS 'in which a document was ever read: a query is read in each of them';
      CREATE TABLE search_words (word text COLLATE "C" PRIMARY KEY);
      COMMENT ON TABLE search_words IS 'words of titles and names: what a misspelt word may have meant';
      CREATE TABLE search_queue (type text NOT NULL, ids bigint[] NOT NULL);
      COMMENT ON TABLE search_queue IS 'whose text the transaction changed; empty outside of one';

      CREATE FUNCTION search_configuration(language text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT 'ibid_' || CASE lower(split_part(language, '-', 1)) ${Object.entries(stemmers).map(([tag, name]) => `WHEN '${tag}' THEN '${name}'`).join(' ')} ELSE 'simple' END
      $$;
      CREATE FUNCTION date_order_of(instant timestamptz) RETURNS integer LANGUAGE sql STABLE AS $$
        SELECT (extract(year FROM d) * 512 + extract(month FROM d) * 32 + extract(day FROM d))::integer FROM (SELECT instant AT TIME ZONE 'UTC' AS d) AS x
      $$;
    `);
    await runner.query(readDocuments);
    await runner.query(writeDocuments);
    // Indexes are made over the rows that are there: many times as fast as row by row.
    for (const [type, table] of Object.entries(tables)) {
      await runner.query(`DO $$ DECLARE ids bigint[]; BEGIN FOR ids IN SELECT array_agg(id) FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / 2000 AS part FROM ${table}) AS t GROUP BY part LOOP PERFORM index_for_search('${type}', ids); END LOOP; END $$`);
    }
    await runner.query(`
      CREATE INDEX search_documents_vector_idx ON search_documents USING gin (vector);
      CREATE INDEX search_documents_head_idx ON search_documents USING gin (head) WHERE type = 'ARTICLE';
      CREATE INDEX search_words_similar_idx ON search_words USING gin (word gin_trgm_ops);
      CREATE CONSTRAINT TRIGGER index_for_search AFTER INSERT ON search_queue DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION index_queued();
      CREATE FUNCTION announce_search() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('ibid_changes', TG_TABLE_NAME || ':' || TG_OP || ':*');
        RETURN NULL;
      END $$;
      CREATE TRIGGER announce_search_documents AFTER INSERT OR UPDATE OR DELETE ON search_documents FOR EACH STATEMENT EXECUTE FUNCTION announce_search();
    `);
    for (const [n, { table, kinds = everyKind, type, columns, rows }] of queued.entries()) {
      for (const kind of kinds) {
        await runner.query(`CREATE TRIGGER queue_for_search_${n}_${kind} AFTER ${kind} ON ${table} REFERENCING ${transitionTables[kind]} FOR EACH STATEMENT
          EXECUTE FUNCTION queue_for_search('${type}', '${columns}', '${rows.replaceAll(`'`, `''`)}')`);
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION queue_for_search, index_queued, announce_search CASCADE;
      DROP FUNCTION index_for_search, searchable, date_order_of, search_configuration;
      DROP TABLE search_queue, search_words, search_configurations, search_documents;
      ${configurations.map((name) => `DROP TEXT SEARCH CONFIGURATION ibid_${name};`).join(' ')}
    `);
  }
}

async function createExtension(runner: QueryRunner, name: string): Promise<void> {
  const [{ there } = { there: false }] = await runner.query(`SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = $1) AS there`, [name]) as { there: boolean }[];
  if (there) return;
  try {
    await runner.query(`CREATE EXTENSION ${name}`);
  } catch (error) {
    throw new IbidError('EXTENSION_MISSING', `Searching needs the PostgreSQL extension ${name}; creating it failed (${errorCode(error) ?? 'no code'}): ${(error as Error).message}.`,
      `Let a superuser run "CREATE EXTENSION ${name};" in this database (it is in the package postgresql-contrib), then start again.`, { cause: error });
  }
}

/** Which table has the rows of a type. */
const tables = { ARTICLE: 'articles', SOURCE: 'sources', AUTHOR: 'authors', PUBLISHER: 'publishers', HISTORICAL_EVENT: 'historical_events', COMMENT: 'comments' };

/**
 * The texts of what readers see: title A, detail B, body C of a vector, and what a snippet is cut from. A work is read in the language of who cites it,
 * which at worst shortens its words in another way than its own would, in the query as well. A body is searched up to 100,000 characters:
 * a vector has an end (1 MB), and an error here would lose the article.
 */
const readDocuments = `
  CREATE FUNCTION searchable(wanted text, ids bigint[]) RETURNS TABLE (type text, id bigint, configuration text, date_order integer, title text, detail text, body text, shown text) LANGUAGE plpgsql STABLE ${byIndex} AS $$
  #variable_conflict use_column
  BEGIN
    CASE wanted
    WHEN 'ARTICLE' THEN RETURN QUERY
      SELECT wanted, a.id, search_configuration(a.language), date_order_of(a.listed_at), a.title,
        concat_ws(' . ', a.summary, array_to_string(a.tags, ' . '), (SELECT string_agg(u.name, ' . ' ORDER BY x.position) FROM authorships x JOIN authors u ON u.id = x.author_id WHERE x.article_id = a.id)),
        left(a.body_text, 100000), left(CASE WHEN a.body_text = '' THEN a.summary ELSE a.body_text END, 100000)
      FROM articles a WHERE a.id = ANY(ids) AND a.status = 'PUBLISHED';
    WHEN 'SOURCE' THEN RETURN QUERY
      SELECT wanted, s.id, search_configuration(l.language), s.issued_order, left(s.title, 10000), left(concat_ws(' . ', w.names, s.container_title, p.name), 10000), NULL,
        left(concat_ws(', ', w.names, s.title, COALESCE(p.name, s.container_title)), 10000)
      FROM sources s LEFT JOIN publishers p ON p.id = s.publisher_id
      CROSS JOIN LATERAL (SELECT string_agg(u.name, ', ' ORDER BY x.position) AS names FROM source_authors x JOIN authors u ON u.id = x.author_id WHERE x.source_id = s.id) AS w
      LEFT JOIN LATERAL (SELECT a.language FROM citations c JOIN articles a ON a.id = c.article_id WHERE c.source_id = s.id AND c.cited_at IS NOT NULL ORDER BY c.cited_at DESC, c.id DESC LIMIT 1) AS l ON true
      WHERE s.id = ANY(ids);
    WHEN 'AUTHOR' THEN RETURN QUERY
      SELECT wanted, u.id, search_configuration(NULL), 0, left(u.name, 10000), w.names, NULL, left(concat_ws(', ', u.name, w.names), 10000)
      FROM authors u CROSS JOIN LATERAL (SELECT left(string_agg(k.name, ', ' ORDER BY k.name), 10000) AS names FROM author_aliases k WHERE k.author_id = u.id AND k.name <> u.name) AS w WHERE u.id = ANY(ids);
    WHEN 'PUBLISHER' THEN RETURN QUERY
      SELECT wanted, p.id, search_configuration(NULL), 0, left(p.name, 10000), w.names, NULL, left(concat_ws(', ', p.name, w.names), 10000)
      FROM publishers p CROSS JOIN LATERAL (SELECT left(string_agg(k.name, ', ' ORDER BY k.name), 10000) AS names FROM publisher_aliases k WHERE k.publisher_id = p.id AND k.name <> p.name) AS w WHERE p.id = ANY(ids);
    WHEN 'HISTORICAL_EVENT' THEN RETURN QUERY
      SELECT wanted, e.id, search_configuration(l.language), CASE WHEN e.year IS NULL THEN 0 ELSE e.year * 512 + COALESCE(e.month, 0) * 32 + COALESCE(e.day, 0) END, NULL, e.date, left(e.text, 100000), left(e.text, 100000)
      FROM historical_events e LEFT JOIN LATERAL (SELECT a.language FROM event_mentions t JOIN articles a ON a.id = t.in_article_id WHERE t.event_id = e.id AND a.status = 'PUBLISHED' ORDER BY t.id LIMIT 1) AS l ON true
      WHERE e.id = ANY(ids) AND e.visible;
    WHEN 'COMMENT' THEN RETURN QUERY
      SELECT wanted, m.id, search_configuration(a.language), COALESCE(date_order_of(m.created_at), 0), NULL, m.author_name, left(m.body, 100000), left(m.body, 100000)
      FROM comments m JOIN articles a ON a.id = m.article_id WHERE m.id = ANY(ids) AND m.status = 'APPROVED' AND a.status = 'PUBLISHED';
    END CASE;
  END $$`;

const writeDocuments = `
  CREATE FUNCTION index_for_search(wanted text, ids bigint[]) RETURNS void LANGUAGE plpgsql ${byIndex} AS $$
  BEGIN
    DELETE FROM search_documents d WHERE d.type = wanted AND d.id = ANY(ids) AND NOT EXISTS (SELECT 1 FROM searchable(wanted, ARRAY[d.id]));
    WITH read AS MATERIALIZED (
      SELECT s.type, s.id, s.configuration, s.date_order, to_tsvector('ibid_simple', s.title) AS words,
        setweight(to_tsvector(s.configuration::regconfig, COALESCE(s.title, '')), 'A') || setweight(to_tsvector(s.configuration::regconfig, COALESCE(s.detail, '')), 'B') AS head,
        CASE WHEN s.body IS NOT NULL THEN setweight(to_tsvector(s.configuration::regconfig, s.body), 'C') END AS body
      FROM searchable(wanted, ids) AS s
    ), new_words AS (
      INSERT INTO search_words (word) SELECT DISTINCT w.word FROM read r, unnest(tsvector_to_array(r.words)) AS w (word)
      WHERE length(w.word) BETWEEN 4 AND 40 AND w.word !~ '[0-9]' AND NOT EXISTS (SELECT 1 FROM search_words k WHERE k.word = w.word) ORDER BY 1
      ON CONFLICT DO NOTHING
    ), new_configurations AS (
      INSERT INTO search_configurations (name) SELECT DISTINCT r.configuration FROM read r WHERE NOT EXISTS (SELECT 1 FROM search_configurations k WHERE k.name = r.configuration) ORDER BY 1
      ON CONFLICT DO NOTHING
    )
    INSERT INTO search_documents AS d (type, id, configuration, date_order, vector, head)
    SELECT r.type, r.id, r.configuration, r.date_order, CASE WHEN r.body IS NULL THEN r.head ELSE r.head || r.body END, CASE WHEN r.type = 'ARTICLE' THEN r.head END FROM read r ORDER BY r.id
    ON CONFLICT (type, id) DO UPDATE SET configuration = excluded.configuration, date_order = excluded.date_order, vector = excluded.vector, head = excluded.head;
  END $$;

  -- The first of a transaction does the work of all: only its own rows are there.
  CREATE FUNCTION index_queued() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE part record;
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM search_queue) THEN RETURN NULL; END IF;
    FOR part IN WITH gone AS (DELETE FROM search_queue RETURNING type, ids) SELECT g.type, array_agg(DISTINCT i.id ORDER BY i.id) AS ids FROM gone g, unnest(g.ids) AS i (id) GROUP BY 1 ORDER BY 1 LOOP
      PERFORM index_for_search(part.type, part.ids);
    END LOOP;
    RETURN NULL;
  END $$;

  -- $1 the type, $2 the columns that matter, $3 a statement over %s, the rows that changed in them, that gives ids.
  CREATE FUNCTION queue_for_search() RETURNS trigger LANGUAGE plpgsql ${byIndex} AS $$
  DECLARE changed text;
  BEGIN
    changed := CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'DELETE' THEN 'removed'
      ELSE format('((SELECT %1$s FROM added EXCEPT SELECT %1$s FROM removed) UNION ALL (SELECT %1$s FROM removed EXCEPT SELECT %1$s FROM added))', TG_ARGV[1]) END;
    EXECUTE format('INSERT INTO search_queue SELECT %L, array_agg(DISTINCT id) FROM (%s) AS t HAVING count(*) > 0', TG_ARGV[0], replace(TG_ARGV[2], '%s', changed));
    RETURN NULL;
  END $$`;

type Kind = keyof typeof transitionTables;
const transitionTables = { insert: 'NEW TABLE AS added', update: 'NEW TABLE AS added OLD TABLE AS removed', delete: 'OLD TABLE AS removed' };

const everyKind: readonly Kind[] = ['insert', 'update', 'delete'];

/** Whose text a change of a table is part of. */
const queued: readonly { table: string; kinds?: readonly Kind[]; type: keyof typeof tables; columns: string; rows: string }[] = [
  { table: 'articles', type: 'ARTICLE', columns: 'id, title, summary, body_text, language, status, tags, listed_at', rows: 'SELECT id FROM %s AS n' },
  { table: 'authorships', type: 'ARTICLE', columns: 'article_id, position, author_id', rows: 'SELECT article_id AS id FROM %s AS n' },
  { table: 'articles', kinds: ['update'], type: 'COMMENT', columns: 'id, language, status', rows: 'SELECT m.id FROM %s AS n JOIN comments m ON m.article_id = n.id' },
  { table: 'sources', type: 'SOURCE', columns: 'id, title, container_title, publisher_id, issued_order', rows: 'SELECT id FROM %s AS n' },
  { table: 'source_authors', type: 'SOURCE', columns: 'source_id, position, author_id', rows: 'SELECT source_id AS id FROM %s AS n' },
  { table: 'authors', type: 'AUTHOR', columns: 'id, name', rows: 'SELECT id FROM %s AS n' },
  { table: 'author_aliases', type: 'AUTHOR', columns: 'author_id, name', rows: 'SELECT author_id AS id FROM %s AS n' },
  { table: 'authors', kinds: ['update'], type: 'ARTICLE', columns: 'id, name', rows: 'SELECT x.article_id AS id FROM %s AS n JOIN authorships x ON x.author_id = n.id' },
  { table: 'authors', kinds: ['update'], type: 'SOURCE', columns: 'id, name', rows: 'SELECT x.source_id AS id FROM %s AS n JOIN source_authors x ON x.author_id = n.id' },
  { table: 'publishers', type: 'PUBLISHER', columns: 'id, name', rows: 'SELECT id FROM %s AS n' },
  { table: 'publisher_aliases', type: 'PUBLISHER', columns: 'publisher_id, name', rows: 'SELECT publisher_id AS id FROM %s AS n' },
  { table: 'publishers', kinds: ['update'], type: 'SOURCE', columns: 'id, name', rows: 'SELECT s.id FROM %s AS n JOIN sources s ON s.publisher_id = n.id' },
  { table: 'historical_events', type: 'HISTORICAL_EVENT', columns: 'id, text, date, visible', rows: 'SELECT id FROM %s AS n' },
  { table: 'comments', type: 'COMMENT', columns: 'id, article_id, author_name, body, status, created_at', rows: `SELECT id FROM %s AS n WHERE status = 'APPROVED'` },
];
