import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A delivery is no longer announced when it is claimed, tried or settled: each attempt cost two notifications, and those of all processes wait for one
 * another at the commit. What is new is announced still, for whoever tells it. Nothing of deliveries is kept between requests: only a key may ask for them.
 */
export class QuietDeliveries1764890000000 implements MigrationInterface {
  name = 'QuietDeliveries1764890000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER announce_webhook_deliveries_update ON webhook_deliveries;
      DROP TRIGGER announce_webhook_deliveries_delete ON webhook_deliveries;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [kind, rows] of [['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']]) {
      await runner.query(`CREATE TRIGGER announce_webhook_deliveries_${kind} AFTER ${kind} ON webhook_deliveries REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION announce_change('webhook_id')`);
    }
  }
}
