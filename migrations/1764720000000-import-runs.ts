import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As in 1764550000000: a trigger is planned once a connection, so the other tables are always entered by an index. */
const byIndex = 'SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off';

/**
 * What an import did can be asked for while it runs and after it was killed; and how much an origin brought is kept, so that asking does not count.
 * Counted is what readers see: published articles with their lines and approved comments, events that show, works that the origin brought first.
 */
export class ImportRuns1764720000000 implements MigrationInterface {
  name = 'ImportRuns1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_runs ADD COLUMN status text NOT NULL DEFAULT 'RUNNING' CHECK (status IN ('RUNNING', 'FINISHED', 'FAILED', 'ABANDONED'));
      UPDATE import_runs SET status = CASE WHEN finished_at IS NULL THEN 'ABANDONED' ELSE 'FINISHED' END;
      CREATE INDEX import_runs_running_idx ON import_runs (origin_id) WHERE status = 'RUNNING';

      ALTER TABLE sources DISABLE TRIGGER USER;
      ALTER TABLE sources ADD COLUMN origin_id bigint;
      COMMENT ON COLUMN sources.origin_id IS 'the origin that brought it first; null for one that a person named. No foreign key: the work stays when the origin goes';
      -- In one pass: asked for each source by itself, PostgreSQL walks the lines in the order of their ids until it meets one of the source.
      UPDATE sources s SET origin_id = f.origin_id
        FROM (SELECT DISTINCT ON (c.source_id) c.source_id, a.origin_id FROM citations c JOIN articles a ON a.id = c.article_id WHERE c.source_id IS NOT NULL ORDER BY c.source_id, c.id) AS f
        WHERE f.source_id = s.id;
      ALTER TABLE sources ENABLE TRIGGER USER;

      CREATE TABLE origin_counts (
        origin_id bigint PRIMARY KEY REFERENCES origins ON DELETE CASCADE,
        articles bigint NOT NULL DEFAULT 0, comments bigint NOT NULL DEFAULT 0, citations bigint NOT NULL DEFAULT 0, events bigint NOT NULL DEFAULT 0, sources bigint NOT NULL DEFAULT 0
      );
      INSERT INTO origin_counts SELECT o.id,
        (SELECT count(*) FROM articles a WHERE a.origin_id = o.id AND a.status = 'PUBLISHED'),
        (SELECT count(*) FROM comments m JOIN articles a ON a.id = m.article_id WHERE m.origin_id = o.id AND m.status = 'APPROVED' AND a.status = 'PUBLISHED'),
        (SELECT count(*) FROM citations c JOIN articles a ON a.id = c.article_id WHERE a.origin_id = o.id AND c.cited_at IS NOT NULL),
        (SELECT count(*) FROM historical_events e WHERE e.origin_id = o.id AND e.visible),
        (SELECT count(*) FROM sources s WHERE s.origin_id = o.id) FROM origins o;
    `);
    await countByTriggers(runner);
    for (const [table, column] of [['import_runs', 'id'], ['import_failures', 'run_id'], ['origin_counts', 'origin_id']]) {
      for (const [kind, rows] of changes) {
        await runner.query(`CREATE TRIGGER announce_${table}_${kind} AFTER ${kind} ON ${table} REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION announce_change('${column}')`);
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION make_origin_counts, keep_origin_counts, keep_origin_counts_of_articles, forget_article_counts CASCADE;
      DROP TABLE origin_counts;
      ALTER TABLE sources DROP COLUMN origin_id;
      DROP INDEX import_runs_running_idx;
      DROP TRIGGER announce_import_runs_insert ON import_runs;
      DROP TRIGGER announce_import_runs_update ON import_runs;
      DROP TRIGGER announce_import_runs_delete ON import_runs;
      DROP TRIGGER announce_import_failures_insert ON import_failures;
      DROP TRIGGER announce_import_failures_update ON import_failures;
      DROP TRIGGER announce_import_failures_delete ON import_failures;
      ALTER TABLE import_runs DROP COLUMN status;
    `);
  }
}

const changes = [['insert', 'NEW TABLE AS added'], ['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']] as const;

/** What each table counts for: the column, and the visible rows of `%s` with their origin. Lines are put together by article before their origin is looked up. */
const counted: readonly [table: string, column: string, visible: string][] = [
  ['comments', 'comments', `SELECT m.origin_id, count(*) AS change FROM %s m JOIN articles a ON a.id = m.article_id WHERE m.status = 'APPROVED' AND a.status = 'PUBLISHED' GROUP BY 1`],
  ['citations', 'citations', 'SELECT a.origin_id, sum(c.change) AS change FROM (SELECT article_id, count(*) AS change FROM %s WHERE cited_at IS NOT NULL GROUP BY 1) AS c JOIN articles a ON a.id = c.article_id GROUP BY 1'],
  ['historical_events', 'events', 'SELECT origin_id, count(*) AS change FROM %s WHERE visible GROUP BY 1'],
  ['sources', 'sources', 'SELECT origin_id, count(*) AS change FROM %s WHERE origin_id IS NOT NULL GROUP BY 1'],
];

async function countByTriggers(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION make_origin_counts() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO origin_counts (origin_id) SELECT id FROM added;
      RETURN NULL;
    END $$;
    CREATE TRIGGER make_counts AFTER INSERT ON origins REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION make_origin_counts();

    -- An article that appears or disappears takes its comments along; of its lines and events their own tables tell.
    CREATE FUNCTION keep_origin_counts_of_articles() RETURNS trigger LANGUAGE plpgsql ${byIndex} AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        UPDATE origin_counts k SET articles = k.articles + c.change
        FROM (SELECT origin_id, count(*) AS change FROM added WHERE status = 'PUBLISHED' GROUP BY 1) AS c WHERE k.origin_id = c.origin_id;
      ELSIF TG_OP = 'DELETE' THEN
        UPDATE origin_counts k SET articles = k.articles - c.change
        FROM (SELECT origin_id, count(*) AS change FROM removed WHERE status = 'PUBLISHED' GROUP BY 1) AS c WHERE k.origin_id = c.origin_id;
      ELSE
        UPDATE origin_counts k SET articles = k.articles + c.change
        FROM (SELECT origin_id, sum(side) AS change FROM (
          SELECT origin_id, 1 AS side FROM added WHERE status = 'PUBLISHED' UNION ALL SELECT origin_id, -1 FROM removed WHERE status = 'PUBLISHED') AS sides
          GROUP BY 1 HAVING sum(side) <> 0) AS c WHERE k.origin_id = c.origin_id;
        UPDATE origin_counts k SET comments = k.comments + c.change
        FROM (SELECT m.origin_id, sum(s.side) AS change FROM (SELECT id, sum(side) AS side FROM (
            SELECT id, 1 AS side FROM added WHERE status = 'PUBLISHED' UNION ALL SELECT id, -1 FROM removed WHERE status = 'PUBLISHED') AS sides
            GROUP BY 1 HAVING sum(side) <> 0) AS s
          JOIN comments m ON m.article_id = s.id WHERE m.status = 'APPROVED' GROUP BY 1) AS c WHERE k.origin_id = c.origin_id;
      END IF;
      RETURN NULL;
    END $$;

    -- After each row, before the foreign keys take its comments and lines: their triggers no longer find whose they were.
    CREATE FUNCTION forget_article_counts() RETURNS trigger LANGUAGE plpgsql ${byIndex} AS $$
    BEGIN
      UPDATE origin_counts k SET citations = k.citations - c.change
      FROM (SELECT count(*) AS change FROM citations WHERE article_id = OLD.id AND cited_at IS NOT NULL) AS c WHERE k.origin_id = OLD.origin_id AND c.change > 0;
      UPDATE origin_counts k SET comments = k.comments - c.change
      FROM (SELECT origin_id, count(*) AS change FROM comments WHERE article_id = OLD.id AND status = 'APPROVED' GROUP BY 1) AS c WHERE k.origin_id = c.origin_id AND OLD.status = 'PUBLISHED';
      RETURN NULL;
    END $$;
    CREATE TRIGGER "Forget_article_counts" AFTER DELETE ON articles FOR EACH ROW EXECUTE FUNCTION forget_article_counts();

    -- $1 the column of the count, $2 a statement over %s that gives origins with their number of visible rows.
    CREATE FUNCTION keep_origin_counts() RETURNS trigger LANGUAGE plpgsql ${byIndex} AS $$
    DECLARE sides text := '';
    BEGIN
      IF TG_OP <> 'DELETE' THEN sides := 'SELECT origin_id, change FROM (' || replace(TG_ARGV[1], '%s', 'added') || ') AS a'; END IF;
      IF TG_OP = 'UPDATE' THEN sides := sides || ' UNION ALL '; END IF;
      IF TG_OP <> 'INSERT' THEN sides := sides || 'SELECT origin_id, -change AS change FROM (' || replace(TG_ARGV[1], '%s', 'removed') || ') AS r'; END IF;
      EXECUTE format('UPDATE origin_counts k SET %1$I = k.%1$I + c.change FROM (SELECT origin_id, sum(change) AS change FROM (%2$s) AS s GROUP BY 1 HAVING sum(change) <> 0) AS c WHERE k.origin_id = c.origin_id', TG_ARGV[0], sides);
      RETURN NULL;
    END $$;
  `);
  for (const [kind, rows] of changes) {
    await runner.query(`CREATE TRIGGER keep_origin_counts_${kind} AFTER ${kind} ON articles REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION keep_origin_counts_of_articles()`);
    for (const [table, column, visible] of counted) {
      if (kind === 'update' && table === 'sources') continue; // who brought a work first never changes, and its other columns often do
      await runner.query(`CREATE TRIGGER keep_origin_counts_${kind} AFTER ${kind} ON ${table} REFERENCING ${rows} FOR EACH STATEMENT
        EXECUTE FUNCTION keep_origin_counts('${column}', '${visible.replaceAll(`'`, `''`)}')`);
    }
  }
}
