import 'reflect-metadata';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDataSource } from '../../src/database/data-source';
import { startEmbeddedServer } from '../../src/database/embedded-server';
import { migrate } from '../../src/database/migrate';
import { importSample } from '../../src/imports/import-sample';
import { createLog } from '../../src/log';
import { cluster, databaseUrl, templates } from './cluster';

const quickRatherThanSafe = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '60', shared_buffers: '32MB' };

/** Starts the cluster and prepares the templates that databases of tests are copies of. */
export default async function startCluster(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-tests-'));
  chmodSync(directory, 0o755); // as root, PostgreSQL runs as another user
  const server = await startEmbeddedServer({ dataDir: directory, log: () => undefined, settings: quickRatherThanSafe });
  cluster.running = { server, directory };
  // A run that is cut short gets no teardown: ending by process.exit lets the server be told to go.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  process.env.IBID_TEST_CLUSTER = server.url;
  await createDatabase(`CREATE DATABASE ${templates.empty}`, server.url);
  await migrate(createDataSource(databaseUrl(templates.empty), { poolSize: 1 }), databaseUrl(templates.empty), () => undefined);
  await createDatabase(`CREATE DATABASE ${templates.sample} TEMPLATE ${templates.empty} STRATEGY FILE_COPY`, server.url);
  const dataSource = await createDataSource(databaseUrl(templates.sample), { poolSize: 1 }).initialize();
  await importSample(dataSource, createLog('silent'));
  await dataSource.query('ANALYZE');
  await dataSource.destroy();
}

async function createDatabase(statement: string, url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
