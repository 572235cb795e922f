import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a run over a full export has met until now: an article of the origin that is not among it at the end is gone there. On the disk, for an export may have millions. */
export class FullExports1764720200000 implements MigrationInterface {
  name = 'FullExports1764720200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE import_items (
        run_id bigint NOT NULL REFERENCES import_runs ON DELETE CASCADE,
        origin_key text NOT NULL,
        PRIMARY KEY (run_id, origin_key)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import_items');
  }
}
