import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What editors write and change here: who did last, so that an import leaves it, and what was changed after publication, for readers. */
export class Editing1764810000000 implements MigrationInterface {
  name = 'Editing1764810000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE articles ADD COLUMN edited_by text, ADD COLUMN edited_at timestamptz(3), ADD COLUMN origin_changed_at timestamptz(3);
      COMMENT ON COLUMN articles.edited_by IS 'the key that changed it here last: imports leave it then; null while it is as its origin says';
      COMMENT ON COLUMN articles.origin_changed_at IS 'when an import first brought another text than the one that is edited here';
      CREATE INDEX articles_status_idx ON articles (status) WHERE status <> 'PUBLISHED';

      CREATE TABLE article_corrections (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        article_id bigint NOT NULL REFERENCES articles ON DELETE CASCADE,
        changes jsonb NOT NULL,
        note text,
        corrected_by text NOT NULL,
        corrected_at timestamptz(3) NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN article_corrections.changes IS '[{field, before, after}, …]; before and after are null where they are too long to be told';
      CREATE INDEX article_corrections_article_idx ON article_corrections (article_id, id);

      ALTER TABLE historical_events ADD COLUMN edited_by text, ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now();
      ALTER TABLE event_mentions DROP CONSTRAINT event_mentions_reason_check,
        ADD CONSTRAINT event_mentions_reason_check CHECK (reason IN ('LISTED', 'TEASER', 'CROSS_REFERENCE', 'EDITOR'));
      COMMENT ON COLUMN event_mentions.position IS 'in the article; below zero for what an editor tied, which imports leave';
    `);
    for (const [kind, rows] of [['insert', 'NEW TABLE AS added'], ['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']]) {
      await runner.query(`CREATE TRIGGER announce_article_corrections_${kind} AFTER ${kind} ON article_corrections REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION announce_change('article_id')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM event_mentions WHERE reason = 'EDITOR';
      ALTER TABLE event_mentions DROP CONSTRAINT event_mentions_reason_check, ADD CONSTRAINT event_mentions_reason_check CHECK (reason IN ('LISTED', 'TEASER', 'CROSS_REFERENCE'));
      ALTER TABLE historical_events DROP COLUMN edited_by, DROP COLUMN updated_at;
      DROP TABLE article_corrections;
      DROP INDEX articles_status_idx;
      ALTER TABLE articles DROP COLUMN edited_by, DROP COLUMN edited_at, DROP COLUMN origin_changed_at;
    `);
  }
}
