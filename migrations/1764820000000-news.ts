import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What became visible, by name, for those who want to know at once: articles when they are published, comments when they are approved.
 * In the writer's transaction, so nothing is told that did not happen; in parts of 500 ids, since a message holds 8,000 bytes.
 */
export class News1764820000000 implements MigrationInterface {
  name = 'News1764820000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION tell_news() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE ids bigint[];
      BEGIN
        IF TG_OP = 'INSERT' THEN
          SELECT array_agg(id ORDER BY id) INTO ids FROM added WHERE status = TG_ARGV[0];
        ELSE
          SELECT array_agg(n.id ORDER BY n.id) INTO ids FROM added n JOIN removed o USING (id) WHERE n.status = TG_ARGV[0] AND o.status <> TG_ARGV[0];
        END IF;
        FOR part IN 0 .. (COALESCE(cardinality(ids), 0) - 1) / 500 LOOP
          PERFORM pg_notify('ibid_changes', 'news_' || TG_TABLE_NAME || ':INSERT:' || array_to_string(ids[part * 500 + 1 : part * 500 + 500], ',')) WHERE ids IS NOT NULL;
        END LOOP;
        RETURN NULL;
      END $$;
    `);
    for (const [table, status] of [['articles', 'PUBLISHED'], ['comments', 'APPROVED']]) {
      await runner.query(`CREATE TRIGGER tell_news_insert AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell_news('${status}')`);
      await runner.query(`CREATE TRIGGER tell_news_update AFTER UPDATE ON ${table} REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION tell_news('${status}')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION tell_news CASCADE');
  }
}
