import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDataSource } from '../src/database/data-source';
import { startEmbeddedServer } from '../src/database/embedded-server';
import { migrate } from '../src/database/migrate';
import { projectRoot } from '../src/project-root';
import { finish, helpers, inserts, sizesOf } from './generate-sql';

/** A running PostgreSQL with the data of one scale. */
export interface DataSet { scale: number; url: string; postmasterPid: number; stop(): Promise<void> }

type Say = (line: string) => void;

/** Crash safety is not measured here; memory is, so it is the same at every scale. Statements are counted only when asked (`statement-count.ts`). */
const settings = {
  fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', shared_buffers: '1GB', work_mem: '64MB', maintenance_work_mem: '512MB', max_wal_size: '8GB',
  max_connections: '100', shared_preload_libraries: 'pg_stat_statements',
};

/** Where generated clusters are kept between runs: in the folder that tools keep caches in. */
const cacheOf = () => join(projectRoot(), 'node_modules', '.cache', 'ibid-bench');

/** Starts the cluster of a scale; generates it when there is none of this generator, and migrates one that is older than the schema. */
export async function openDataSet(scale: number, say: Say): Promise<DataSet> {
  const name = `scale-${scale}-${digest(scale)}`;
  mkdirSync(cacheOf(), { recursive: true });
  for (const other of readdirSync(cacheOf())) if (other.startsWith(`scale-${scale}-`) && other !== name) rmSync(join(cacheOf(), other), { recursive: true });
  const directory = join(cacheOf(), name);
  const mark = join(directory, 'complete');
  const complete = readdirSync(cacheOf()).includes(name) && readdirSync(directory).includes('complete');
  if (!complete) rmSync(directory, { recursive: true, force: true });
  const { url, stop } = await startEmbeddedServer({ dataDir: directory, log: say, settings });
  try {
    let migrated = false;
    await migrate(createDataSource(url, { poolSize: 1, statementTimeout: 0 }), url, (line) => { migrated = true; say(line); });
    if (!complete) await generate(url, scale, say);
    else if (migrated) await run(url, finish, say);
    writeFileSync(mark, '');
  } catch (error) {
    await stop();
    throw error;
  }
  return { scale, url, postmasterPid: postmasterPidOf(directory), stop };
}

/** The main process of the PostgreSQL that runs on a data directory. */
export function postmasterPidOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'database', 'cluster', 'postmaster.pid'), 'utf8'), 10);
}

async function generate(url: string, scale: number, say: Say): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE EXTENSION pg_stat_statements');
    await client.query(`ALTER SYSTEM SET pg_stat_statements.track = 'none'`);
    await client.query('SELECT pg_reload_conf()');
    await client.query(helpers);
    for (const [table, statement] of Object.entries(inserts(sizesOf(scale)))) {
      const started = Date.now();
      const { rowCount } = await client.query(statement);
      say(`generated ${rowCount} rows of ${table} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    }
  } finally {
    await client.end();
  }
  await run(url, finish, say);
}

async function run(url: string, statements: readonly string[], say: Say): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
    say('tables are vacuumed and analyzed');
  } finally {
    await client.end();
  }
}

/** Changes with the generator. */
function digest(scale: number): string {
  return createHash('sha1').update(JSON.stringify([helpers, inserts(sizesOf(scale)), finish])).digest('hex').slice(0, 12);
}
