import { createAnswerCache } from '../../src/answer-cache';
import { type Changes, listenForChanges } from '../../src/database/changes';
import { createDataSource } from '../../src/database/data-source';
import { databaseOf } from '../../src/database/database';
import { createRowCache } from '../../src/database/row-cache';
import type { BudgetSizes } from '../../src/limits/budgets';
import { readProxies } from '../../src/limits/client-address';
import { createLog } from '../../src/log';
import { startServer } from '../../src/server';
import type { DataSource } from 'typeorm';
import { patience } from './use-database';

/** A whole server, as a process of its own would be: its own pool, its own ears, its own caches. */
export interface KeepingServer {
  url: string;
  dataSource: DataSource;
  changes: Changes;
  ask(query: string, variables?: object): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server that keeps rows and answers; `keep: false` one that reads everything anew. */
export async function startKeepingServer(databaseUrl: string, { keep, budgets = null, trustProxy }: { keep: boolean; budgets?: BudgetSizes | null; trustProxy?: string }): Promise<KeepingServer> {
  const log = createLog('silent');
  const dataSource = await createDataSource(databaseUrl, { poolSize: 4, connectTimeout: patience }).initialize();
  const changes = listenForChanges(databaseUrl, log);
  const server = await startServer({ port: 0, host: '127.0.0.1', budgets, deadline: patience, trustedProxies: trustProxy === undefined ? null : readProxies(trustProxy) ?? null }, databaseOf(dataSource), log,
    keep ? { rows: createRowCache(changes, 10_000), answers: createAnswerCache(changes, 10_000_000), changes } : { rows: null, answers: null, changes });
  await changes.listening();
  return {
    url: server.url, dataSource, changes,
    async ask(query, variables = {}) {
      const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
      return response.text();
    },
    async stop() {
      await server.stop();
      await changes.stop();
      await dataSource.destroy();
    },
  };
}
