import { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/** Any number: a run holds the lock (this, its id) as long as its process lives. */
const lockOfRuns = 1_652_000_419;

/** The sign of life of a run. */
export interface LivingRun {
  /** Gives the sign again where its connection broke. */
  renew(): Promise<void>;
  end(): Promise<void>;
}

/**
 * A lock on a connection of its own, which PostgreSQL lets go when the process dies: by it a run that was killed is told from one that is at work. Beside
 * the pool, for it lasts as long as the run.
 */
export function signOfLife({ options }: DataSource, runId: number): LivingRun {
  if (options.type !== 'postgres' || options.url === undefined) throw new Error(`expected a data source of PostgreSQL with its address, got one of ${options.type}`);
  const { url } = options;
  let client: Client | null = null;
  return {
    async renew() {
      if (client) return;
      const made = new Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000, application_name: 'ibid import' });
      made.on('error', () => { client = null; }); // the next sign is given on another
      await made.connect();
      // Shared: PostgreSQL may hold the lock of a broken connection for a while.
      await made.query('SELECT pg_advisory_lock_shared($1, hashint8($2))', [lockOfRuns, runId]);
      client = made;
    },
    async end() {
      await client?.end().catch(() => undefined); // it holds nothing else
    },
  };
}

/** Runs whose process is gone say so: those of one origin, or of all. */
export async function markAbandonedRuns(manager: EntityManager, originId: number | null = null): Promise<void> {
  await manager.query(`WITH abandoned AS (
      UPDATE import_runs SET status = 'ABANDONED' WHERE status = 'RUNNING' AND origin_id = COALESCE($1::bigint, origin_id) AND pg_try_advisory_xact_lock($2, hashint8(id)) RETURNING id
    ) DELETE FROM import_items i USING abandoned b WHERE i.run_id = b.id`, [originId, lockOfRuns]);
}
