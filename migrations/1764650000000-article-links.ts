import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Comments from elsewhere name their article by its address: the form of it by which two of one page are the same. */
export class ArticleLinks1764650000000 implements MigrationInterface {
  name = 'ArticleLinks1764650000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE articles ADD COLUMN link_key text;
      COMMENT ON COLUMN articles.link_key IS 'url without what does not tell pages apart; null without url';
      CREATE INDEX articles_link_key_idx ON articles (link_key) WHERE link_key IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE articles DROP COLUMN link_key');
  }
}
