import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When an article last changed, in the order in which changes became visible, so that who asks for what came after a change misses none: a transaction that
 * commits late gets a late instant. And what is left of an article that was public: a tombstone. docs/decisions/0021.
 */
export class ArticleChanges1764720100000 implements MigrationInterface {
  name = 'ArticleChanges1764720100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE article_changes (
        article_id bigint PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        changed_at timestamptz(3) NOT NULL,
        changed_in xid8 NOT NULL
      );
      COMMENT ON COLUMN article_changes.changed_at IS 'set at the end of the transaction changed_in; infinity until then';
      INSERT INTO article_changes SELECT id, updated_at, '0' FROM articles;
      CREATE INDEX article_changes_order_idx ON article_changes (changed_at, article_id);

      ALTER TABLE articles DROP COLUMN updated_at, ADD COLUMN tombstone_title text, ADD COLUMN tombstone_url text;
      COMMENT ON COLUMN articles.tombstone_title IS 'the last title that was public, of an article that no longer is; null while it is, and of one that never was';

      -- What a title says after an article was taken back is not public: the tombstone has the one before.
      CREATE FUNCTION bury_article() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.status = 'PUBLISHED' THEN
          NEW.tombstone_title := NULL;
          NEW.tombstone_url := NULL;
        ELSIF OLD.status = 'PUBLISHED' THEN
          NEW.tombstone_title := OLD.title;
          NEW.tombstone_url := OLD.url;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER bury_article BEFORE UPDATE ON articles FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION bury_article();

      CREATE FUNCTION note_article_changes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- With an article go its lines and authors: those are no change of it any more.
        EXECUTE format('INSERT INTO article_changes AS k (article_id, changed_at, changed_in) SELECT DISTINCT r.%1$I, timestamptz ''infinity'', pg_current_xact_id() FROM %2$s
          ON CONFLICT (article_id) DO UPDATE SET changed_at = excluded.changed_at, changed_in = excluded.changed_in WHERE k.changed_in <> excluded.changed_in',
          TG_ARGV[0], CASE WHEN TG_OP = 'DELETE' THEN format('removed r JOIN articles a ON a.id = r.%I', TG_ARGV[0]) ELSE 'added r' END);
        RETURN NULL;
      END $$;

      -- At the end of a transaction, one transaction at a time: the lock is let go when others see it. The clock may have gone backwards.
      CREATE FUNCTION stamp_article_changes() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        me text := pg_current_xact_id()::text;
        instant timestamptz;
      BEGIN
        IF current_setting('ibid.stamped', true) = me THEN RETURN NULL; END IF;
        PERFORM pg_advisory_xact_lock(1652000420);
        SELECT GREATEST(date_trunc('milliseconds', clock_timestamp()), max(changed_at) + interval '1 millisecond') INTO instant FROM article_changes WHERE changed_at < 'infinity';
        UPDATE article_changes SET changed_at = instant WHERE changed_at = 'infinity';
        PERFORM set_config('ibid.stamped', me, true);
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER stamp_article_changes AFTER INSERT OR UPDATE OF changed_in ON article_changes DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION stamp_article_changes();
    `);
    for (const [kind, rows] of [['insert', 'NEW TABLE AS added'], ['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']]) {
      for (const [table, column] of [['articles', 'id'], ['authorships', 'article_id'], ['citations', 'article_id']]) {
        if (table === 'articles' && kind === 'delete') continue;
        await runner.query(`CREATE TRIGGER note_changes_${kind} AFTER ${kind} ON ${table} REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION note_article_changes('${column}')`);
      }
      await runner.query(`CREATE TRIGGER announce_article_changes_${kind} AFTER ${kind} ON article_changes REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION announce_change('article_id')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE articles ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now(), DROP COLUMN tombstone_title, DROP COLUMN tombstone_url;
      DROP FUNCTION bury_article, note_article_changes CASCADE;
      ALTER TABLE articles DISABLE TRIGGER USER;
      UPDATE articles a SET updated_at = k.changed_at FROM article_changes k WHERE k.article_id = a.id;
      ALTER TABLE articles ENABLE TRIGGER USER;
      CREATE INDEX articles_updated_idx ON articles (updated_at, id);
      DROP TABLE article_changes;
      DROP FUNCTION stamp_article_changes;
    `);
  }
}
