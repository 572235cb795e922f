import { Client } from 'pg';
import type { TestGraph } from './use-database';

/** Keeps every reader of a table waiting while something runs, which can ask how many wait: the slowest statement there is. */
export async function whileLocked<T>(graph: TestGraph, table: string, run: (waiting: () => Promise<number>) => Promise<T>): Promise<T> {
  const locker = new Client({ connectionString: graph.url });
  await locker.connect();
  try {
    await locker.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    return await run(async () => {
      await locker.query('SELECT pg_stat_clear_snapshot()'); // otherwise a transaction sees the connections that were there at its first look
      const { rows: [row] } = await locker.query<{ count: number }>(`SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
      return row?.count ?? 0;
    });
  } finally {
    await locker.end();
  }
}

/** Asks again and again until it is as expected; the test's own limit ends what never is. */
export async function until(count: () => Promise<number>, expected: number): Promise<void> {
  while (await count() !== expected);
}
