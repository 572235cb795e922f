import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { IbidError } from '../errors';
import { migrations } from './data-source';

/** Any number: processes that start together agree on it, and the second waits for the first. */
const migrationLock = 1_652_000_417;

/**
 * Brings a database to this version's schema and closes `dataSource`. One process at a time: the others wait for the lock,
 * which ends with its connection. Throws IbidError DATABASE_NEWER.
 */
export async function migrate(dataSource: DataSource, url: string, log: (line: string) => void): Promise<void> {
  const lock = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'ibid migrate' });
  lock.on('error', () => { /* the statement that runs reports it; an idle connection that ends is no fault here */ });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await refuseNewerDatabase(lock);
    await dataSource.initialize();
    for (const { name } of await dataSource.runMigrations({ transaction: 'each' })) log(`migrated the database: ${name}`);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await lock.end();
  }
}

async function refuseNewerDatabase(client: Client): Promise<void> {
  const { rows: [table] } = await client.query<{ name: string | null }>(`SELECT to_regclass('migrations') AS name`);
  if (!table?.name) return;
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
  const ours = new Set<string>(migrations.map(({ name }) => name));
  const foreign = rows.map(({ name }) => name).filter((name) => !ours.has(name));
  if (foreign.length === 0) return;
  throw new IbidError('DATABASE_NEWER', `The database was migrated by a newer version of Ibid: it has ${foreign.join(', ')}, which this version does not know.`,
    'Start the newer version, or point DATABASE_URL or IBID_DATA_DIR to another database.');
}
