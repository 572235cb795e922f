import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What articles were read from, to be read again when reading gets better. A table of its own: nothing that answers readers touches it, and writing it changes no article. */
export class ArticleOriginals1764860000000 implements MigrationInterface {
  name = 'ArticleOriginals1764860000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE article_originals (
        article_id bigint PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        media_type text NOT NULL,
        body text,
        facts text NOT NULL,
        result text NOT NULL,
        reading_version integer NOT NULL
      );
      COMMENT ON COLUMN article_originals.body IS 'null where articles.body_html is the same';
      COMMENT ON COLUMN article_originals.facts IS 'JSON: what else the format said of the article, without its comments';
      COMMENT ON COLUMN article_originals.result IS 'digest of what was read from it: the same when reading again changes nothing';
      COMMENT ON COLUMN article_originals.reading_version IS 'what the program that read it last called its way of reading';
      DO $$ BEGIN
        ALTER TABLE article_originals ALTER body SET COMPRESSION lz4;
      EXCEPTION WHEN feature_not_supported THEN NULL; -- a server built without lz4 compresses in its own way
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE article_originals');
  }
}
