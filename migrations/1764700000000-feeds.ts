import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Origins that are read again and again. The row is the place in the queue: when it is due, who reads it now and until when that counts.
 * An origin that is no longer read stays as long as something came from it, but is not listed.
 */
export class Feeds1764700000000 implements MigrationInterface {
  name = 'Feeds1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE feeds (
        origin_id bigint PRIMARY KEY REFERENCES origins ON DELETE CASCADE,
        url text NOT NULL CONSTRAINT feeds_url_key UNIQUE,
        interval_seconds integer NOT NULL CHECK (interval_seconds > 0),
        next_sync_at timestamptz(3),
        failures integer NOT NULL DEFAULT 0,
        locked_until timestamptz(3),
        locked_by text,
        etag text,
        last_modified text,
        read_whole_at timestamptz(3),
        hub text,
        topic text,
        hub_token text CONSTRAINT feeds_hub_token_key UNIQUE,
        hub_secret text,
        hub_asked_at timestamptz(3),
        hub_until timestamptz(3)
      );
      CREATE INDEX feeds_due_idx ON feeds (next_sync_at);

      ALTER TABLE origins ADD COLUMN overdue boolean NOT NULL DEFAULT false, ADD COLUMN removed_at timestamptz(3);
    `);
    await createTriggers(runner, 'announce_feeds', 'feeds', `announce_change('origin_id')`);
    await countOrigins(runner, 'removed_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await countOrigins(runner, 'true');
    await runner.query(`
      DROP TABLE feeds;
      ALTER TABLE origins DROP COLUMN overdue, DROP COLUMN removed_at;
    `);
  }
}

/** Which origins the length of their list counts. */
async function countOrigins(runner: QueryRunner, condition: string): Promise<void> {
  await runner.query('DROP TRIGGER count_origins_insert ON origins; DROP TRIGGER count_origins_update ON origins; DROP TRIGGER count_origins_delete ON origins');
  await createTriggers(runner, 'count_origins', 'origins', `keep_list_count('origins', '${condition}')`);
  await runner.query(`UPDATE list_counts SET count = (SELECT count(*) FROM origins WHERE ${condition}) WHERE list = 'origins'`);
}

/** One statement trigger for each kind of write, with the rows as `added` and `removed`. */
async function createTriggers(runner: QueryRunner, name: string, table: string, call: string): Promise<void> {
  for (const [kind, rows] of [['insert', 'NEW TABLE AS added'], ['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']]) {
    await runner.query(`CREATE TRIGGER ${name}_${kind} AFTER ${kind} ON ${table} REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION ${call}`);
  }
}
