import { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/** Any numbers: a run, and what was handed in, hold the lock (this, their id) as long as their process lives. */
const lockOfRuns = 1_652_000_419;
const lockOfRequests = 1_652_000_421;

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
export function signOfLife(dataSource: DataSource, runId: number): LivingRun {
  return lifeOf(dataSource, lockOfRuns, runId);
}

/** Takes what was handed in, when no living process has it; null when one has. */
export async function takeAlone(dataSource: DataSource, requestId: number): Promise<LivingRun | null> {
  const life = lifeOf(dataSource, lockOfRequests, requestId);
  if (await life.take()) return life;
  await life.end();
  return null;
}

function lifeOf({ options }: DataSource, lock: number, id: number): LivingRun & { take(): Promise<boolean> } {
  if (options.type !== 'postgres' || options.url === undefined) throw new Error(`expected a data source of PostgreSQL with its address, got one of ${options.type}`);
  const { url } = options;
  let client: Client | null = null;
  const connect = async (): Promise<Client> => {
    const made = new Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000, application_name: 'ibid import' });
    made.on('error', () => { client = null; }); // the next sign is given on another
    await made.connect();
    return made;
  };
  return {
    async take() {
      client = await connect();
      const { rows: [row] } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, hashint8($2)) AS taken', [lock, id]);
      return row?.taken ?? false;
    },
    async renew() {
      if (client) return;
      const made = await connect();
      // Shared: PostgreSQL may hold the lock of a broken connection for a while.
      await made.query('SELECT pg_advisory_lock_shared($1, hashint8($2))', [lock, id]);
      client = made;
    },
    async end() {
      await client?.end().catch(() => undefined); // it holds nothing else
      client = null;
    },
  };
}

/** Runs whose process is gone say so: those of one origin, or of all. One that has what was handed in goes on instead. */
export async function markAbandonedRuns(manager: EntityManager, originId: number | null = null): Promise<void> {
  await manager.query(`WITH abandoned AS (
      UPDATE import_runs SET status = 'ABANDONED' WHERE status = 'RUNNING' AND origin_id = COALESCE($1::bigint, origin_id) AND pg_try_advisory_xact_lock($2, hashint8(id))
        AND NOT EXISTS (SELECT FROM import_requests q WHERE q.run_id = import_runs.id) RETURNING id
    ) DELETE FROM import_items i USING abandoned b WHERE i.run_id = b.id`, [originId, lockOfRuns]);
}
