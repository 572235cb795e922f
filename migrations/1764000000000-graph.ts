import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The whole domain model. PostgreSQL makes every id; `(origin, origin key)` is the natural key of what was imported.
 * Times are kept to the millisecond, so that a JavaScript Date used in a cursor is the value in the row.
 */
export class Graph1764000000000 implements MigrationInterface {
  name = 'Graph1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE origins (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL CONSTRAINT origins_name_key UNIQUE,
        kind text NOT NULL,
        url text,
        last_synced_at timestamptz(3),
        last_success_at timestamptz(3),
        last_error text,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );

      CREATE TABLE import_runs (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        origin_id bigint NOT NULL REFERENCES origins ON DELETE CASCADE,
        format text NOT NULL,
        started_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3),
        counts jsonb NOT NULL DEFAULT '{}',
        failed_count integer NOT NULL DEFAULT 0
      );
      CREATE INDEX import_runs_origin_idx ON import_runs (origin_id, started_at DESC, id DESC);

      CREATE TABLE import_failures (
        run_id bigint NOT NULL REFERENCES import_runs ON DELETE CASCADE,
        position integer NOT NULL,
        item text NOT NULL,
        reason text NOT NULL,
        PRIMARY KEY (run_id, position)
      );

      CREATE TABLE authors (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        slug text NOT NULL CONSTRAINT authors_slug_key UNIQUE,
        name text NOT NULL,
        family_name text,
        given_name text,
        suffix text,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN authors.family_name IS 'null for an organisation';
      CREATE INDEX authors_name_idx ON authors (name, id);

      CREATE TABLE author_aliases (
        key text PRIMARY KEY,
        author_id bigint NOT NULL REFERENCES authors ON DELETE CASCADE,
        name text NOT NULL
      );
      CREATE INDEX author_aliases_author_idx ON author_aliases (author_id);

      CREATE TABLE publishers (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        slug text NOT NULL CONSTRAINT publishers_slug_key UNIQUE,
        name text NOT NULL,
        kind text NOT NULL DEFAULT 'UNKNOWN' CHECK (kind IN ('NEWSPAPER', 'MAGAZINE', 'WIRE', 'BROADCASTER', 'THINK_TANK',
          'JOURNAL', 'PRESS', 'GOVERNMENT', 'WEBSITE', 'BLOG', 'ORGANISATION', 'UNKNOWN')),
        homepage text,
        citation_count integer NOT NULL DEFAULT 0,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX publishers_name_idx ON publishers (name, id);
      CREATE INDEX publishers_most_cited_idx ON publishers (citation_count DESC, id DESC);

      CREATE TABLE publisher_aliases (
        key text PRIMARY KEY,
        publisher_id bigint NOT NULL REFERENCES publishers ON DELETE CASCADE,
        name text NOT NULL
      );
      CREATE INDEX publisher_aliases_publisher_idx ON publisher_aliases (publisher_id);

      CREATE TABLE sources (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text NOT NULL CONSTRAINT sources_key_key UNIQUE,
        title text NOT NULL,
        type text NOT NULL,
        container_title text,
        publisher_id bigint REFERENCES publishers ON DELETE SET NULL,
        issued text,
        issued_order integer NOT NULL DEFAULT 0,
        url text,
        doi text,
        isbn text,
        citation_count integer NOT NULL DEFAULT 0,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN sources.issued IS 'EDTF; issued_order sorts it, 0 when undated';
      CREATE INDEX sources_publisher_idx ON sources (publisher_id, citation_count DESC, id DESC);
      CREATE INDEX sources_most_cited_idx ON sources (citation_count DESC, id DESC);
      CREATE INDEX sources_issued_idx ON sources (issued_order DESC, id DESC);
      CREATE INDEX sources_url_idx ON sources (url) WHERE url IS NOT NULL;
      CREATE INDEX sources_doi_idx ON sources (lower(doi)) WHERE doi IS NOT NULL;

      CREATE TABLE source_authors (
        source_id bigint NOT NULL REFERENCES sources ON DELETE CASCADE,
        position integer NOT NULL,
        author_id bigint NOT NULL REFERENCES authors,
        PRIMARY KEY (source_id, position)
      );
      CREATE INDEX source_authors_author_idx ON source_authors (author_id, source_id DESC);

      CREATE TABLE articles (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        origin_id bigint NOT NULL REFERENCES origins ON DELETE CASCADE,
        origin_key text NOT NULL,
        slug text NOT NULL CONSTRAINT articles_slug_key UNIQUE,
        title text NOT NULL,
        title_key text NOT NULL,
        summary text,
        body_html text NOT NULL DEFAULT '',
        body_text text NOT NULL DEFAULT '',
        language text,
        url text,
        status text NOT NULL CHECK (status IN ('DRAFT', 'PUBLISHED', 'WITHDRAWN')),
        tags text[] NOT NULL DEFAULT '{}',
        published_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        listed_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (COALESCE(published_at, created_at)) STORED,
        content_hash text NOT NULL,
        CONSTRAINT articles_origin_key UNIQUE (origin_id, origin_key)
      );
      COMMENT ON COLUMN articles.listed_at IS 'where it stands in a list: an article without a date stands where we first saw it';
      COMMENT ON COLUMN articles.title_key IS 'what a cross-reference by title is matched with';
      CREATE INDEX articles_listed_idx ON articles (listed_at DESC, id DESC) WHERE status = 'PUBLISHED';
      CREATE INDEX articles_updated_idx ON articles (updated_at, id);
      CREATE INDEX articles_tags_idx ON articles USING gin (tags);
      CREATE INDEX articles_title_key_idx ON articles (title_key);

      CREATE TABLE authorships (
        article_id bigint NOT NULL REFERENCES articles ON DELETE CASCADE,
        position integer NOT NULL,
        author_id bigint NOT NULL REFERENCES authors,
        PRIMARY KEY (article_id, position)
      );
      CREATE INDEX authorships_author_idx ON authorships (author_id, article_id DESC);

      CREATE TABLE citations (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        article_id bigint NOT NULL REFERENCES articles ON DELETE CASCADE,
        position integer NOT NULL,
        raw_text text NOT NULL,
        source_id bigint REFERENCES sources ON DELETE SET NULL,
        confidence real NOT NULL CHECK (confidence BETWEEN 0 AND 1),
        review_state text NOT NULL CHECK (review_state IN ('ACCEPTED', 'NEEDS_REVIEW', 'CORRECTED')),
        fields jsonb NOT NULL DEFAULT '[]',
        cited_at timestamptz(3),
        CONSTRAINT citations_position_key UNIQUE (article_id, position) DEFERRABLE INITIALLY IMMEDIATE
      );
      COMMENT ON COLUMN citations.cited_at IS 'listed_at of its article; null while the article is not published, so that it neither shows nor counts';
      COMMENT ON COLUMN citations.fields IS '[{name, value, start, end, rule, confidence}], offsets in UTF-16 units of raw_text';
      CREATE INDEX citations_source_idx ON citations (source_id, cited_at DESC, id DESC) WHERE cited_at IS NOT NULL;
      CREATE INDEX citations_source_fk_idx ON citations (source_id) WHERE cited_at IS NULL;
      CREATE INDEX citations_review_idx ON citations (id) WHERE review_state = 'NEEDS_REVIEW';

      CREATE TABLE comments (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        origin_id bigint NOT NULL REFERENCES origins ON DELETE CASCADE,
        origin_key text NOT NULL,
        article_id bigint NOT NULL REFERENCES articles ON DELETE CASCADE,
        parent_id bigint REFERENCES comments ON DELETE CASCADE,
        author_name text NOT NULL,
        body text NOT NULL,
        status text NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'SPAM')),
        status_reason text,
        created_at timestamptz(3),
        sorted_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (COALESCE(created_at, '1970-01-01T00:00:00Z')) STORED,
        CONSTRAINT comments_origin_key UNIQUE (origin_id, origin_key)
      );
      COMMENT ON COLUMN comments.sorted_at IS 'a comment without a date comes first, in the order of its page';
      CREATE INDEX comments_article_idx ON comments (article_id, sorted_at, id) WHERE parent_id IS NULL AND status = 'APPROVED';
      CREATE INDEX comments_parent_idx ON comments (parent_id, sorted_at, id) WHERE status = 'APPROVED';
      CREATE INDEX comments_article_fk_idx ON comments (article_id);

      CREATE TABLE historical_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        origin_id bigint NOT NULL REFERENCES origins ON DELETE CASCADE,
        origin_key text NOT NULL,
        date text NOT NULL,
        year integer,
        month smallint CHECK (month BETWEEN 1 AND 12),
        day smallint CHECK (day BETWEEN 1 AND 31),
        calendar text NOT NULL DEFAULT 'GREGORIAN' CHECK (calendar IN ('GREGORIAN', 'JULIAN', 'ISLAMIC')),
        text text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        date_order integer NOT NULL GENERATED ALWAYS AS
          (COALESCE(year, 100000) * 10000 + COALESCE(month::integer, 0) * 100 + COALESCE(day::integer, 0)) STORED,
        CONSTRAINT historical_events_origin_key UNIQUE (origin_id, origin_key)
      );
      CREATE INDEX historical_events_day_idx ON historical_events (month, day, date_order, id);
      CREATE INDEX historical_events_date_idx ON historical_events (date_order, id);

      CREATE TABLE event_mentions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id bigint NOT NULL REFERENCES historical_events ON DELETE CASCADE,
        in_article_id bigint NOT NULL REFERENCES articles ON DELETE CASCADE,
        position integer NOT NULL,
        article_id bigint REFERENCES articles ON DELETE SET NULL,
        reason text NOT NULL CHECK (reason IN ('LISTED', 'TEASER', 'CROSS_REFERENCE')),
        reference text,
        title_key text,
        CONSTRAINT event_mentions_position_key UNIQUE (in_article_id, position)
      );
      COMMENT ON TABLE event_mentions IS 'which article an event belongs to, and why; in_article_id is the article that says so';
      COMMENT ON COLUMN event_mentions.reference IS 'a cross-reference as written; article_id stays null until an article of that title exists';
      CREATE INDEX event_mentions_event_idx ON event_mentions (event_id, id);
      CREATE INDEX event_mentions_article_idx ON event_mentions (article_id, id);
      CREATE INDEX event_mentions_open_idx ON event_mentions (title_key) WHERE article_id IS NULL;
    `);
    // Counts that lists are ordered by, kept by statement triggers: set-based, in the writer's transaction, whoever writes.
    // Rows are locked in id order first, so that two imports that cite the same sources do not deadlock.
    await runner.query(`
      CREATE FUNCTION add_to_source_counts(ids bigint[], changes bigint[]) RETURNS void LANGUAGE sql AS $$
        WITH changed AS (
          SELECT id, sum(change)::integer AS change FROM unnest(ids, changes) AS c (id, change)
          WHERE id IS NOT NULL GROUP BY id HAVING sum(change) <> 0
        ), locked AS (
          SELECT s.id, c.change FROM sources s JOIN changed c USING (id) ORDER BY s.id FOR NO KEY UPDATE OF s
        )
        UPDATE sources s SET citation_count = s.citation_count + l.change FROM locked l WHERE s.id = l.id
      $$;

      CREATE FUNCTION count_citations() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          PERFORM add_to_source_counts(array_agg(source_id), array_agg(1)) FROM added WHERE cited_at IS NOT NULL;
        ELSIF TG_OP = 'DELETE' THEN
          PERFORM add_to_source_counts(array_agg(source_id), array_agg(-1)) FROM removed WHERE cited_at IS NOT NULL;
        ELSE
          PERFORM add_to_source_counts(array_agg(source_id), array_agg(change)) FROM (
            SELECT source_id, 1 AS change FROM added WHERE cited_at IS NOT NULL
            UNION ALL SELECT source_id, -1 FROM removed WHERE cited_at IS NOT NULL) AS both_sides;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER count_citations_insert AFTER INSERT ON citations
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_citations();
      CREATE TRIGGER count_citations_delete AFTER DELETE ON citations
        REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_citations();
      CREATE TRIGGER count_citations_update AFTER UPDATE ON citations
        REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_citations();

      CREATE FUNCTION count_publisher_citations() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          WITH changed AS (
            SELECT publisher_id AS id, sum(citation_count) AS change FROM removed WHERE publisher_id IS NOT NULL GROUP BY 1
          ), locked AS (
            SELECT p.id, c.change FROM publishers p JOIN changed c USING (id) WHERE c.change <> 0 ORDER BY p.id FOR NO KEY UPDATE OF p
          )
          UPDATE publishers p SET citation_count = p.citation_count - l.change FROM locked l WHERE p.id = l.id;
        ELSE
          WITH changed AS (
            SELECT id, sum(change) AS change FROM (
              SELECT publisher_id AS id, citation_count AS change FROM added
              UNION ALL SELECT publisher_id, -citation_count FROM removed) AS both_sides
            WHERE id IS NOT NULL GROUP BY id HAVING sum(change) <> 0
          ), locked AS (
            SELECT p.id, c.change FROM publishers p JOIN changed c USING (id) ORDER BY p.id FOR NO KEY UPDATE OF p
          )
          UPDATE publishers p SET citation_count = p.citation_count + l.change FROM locked l WHERE p.id = l.id;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER count_publisher_citations_update AFTER UPDATE ON sources
        REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_publisher_citations();
      CREATE TRIGGER count_publisher_citations_delete AFTER DELETE ON sources
        REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_publisher_citations();

      CREATE FUNCTION date_citations() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE citations c SET cited_at = CASE WHEN n.status = 'PUBLISHED' THEN n.listed_at END
        FROM added n JOIN removed o USING (id)
        WHERE c.article_id = n.id AND (n.status, n.listed_at) IS DISTINCT FROM (o.status, o.listed_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER date_citations_update AFTER UPDATE ON articles
        REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION date_citations();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE event_mentions, historical_events, comments, citations, authorships, articles, source_authors, sources,
        publisher_aliases, publishers, author_aliases, authors, import_failures, import_runs, origins;
      DROP FUNCTION count_citations, count_publisher_citations, date_citations, add_to_source_counts;
    `);
  }
}
