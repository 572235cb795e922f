import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An import by another version that reads the same from the same content notes so beside the original: that is no change of the article. */
export class NotedReadings1764892100000 implements MigrationInterface {
  name = 'NotedReadings1764892100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE article_originals ADD COLUMN content_hash text;
      COMMENT ON COLUMN article_originals.content_hash IS 'instead of that of the article, when another version read the same content and nothing else came of it';
      CREATE INDEX article_originals_version_idx ON article_originals (reading_version);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX article_originals_version_idx; ALTER TABLE article_originals DROP COLUMN content_hash');
  }
}
