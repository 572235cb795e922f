import type { DataSource } from 'typeorm';

/** An origin that this process alone may read now. */
export interface ClaimedFeed {
  originId: number; name: string; url: string; intervalSeconds: number; failures: number; etag: string | null; lastModified: string | null; readWholeAt: Date | null;
  hub: string | null; topic: string | null; hubUntil: Date | null; hubAskedAt: Date | null; lastSuccessAt: Date | null;
  /** As it was when it was taken. */
  nextSyncAt: Date | null;
}

/** How long a process that says nothing of itself keeps an origin; it says so with each page it reads. */
const lease = `interval '3 minutes'`;
const free = '(f.locked_until IS NULL OR f.locked_until < now())';
const columns = `f.origin_id AS "originId", f.url, f.interval_seconds AS "intervalSeconds", f.failures, f.etag, f.last_modified AS "lastModified", f.read_whole_at AS "readWholeAt",
  f.hub, f.topic, f.hub_until AS "hubUntil", f.hub_asked_at AS "hubAskedAt", o.name, o.last_success_at AS "lastSuccessAt", f.next_sync_at AS "nextSyncAt"`;

/**
 * Takes the origin that has been due the longest and that nobody reads; null when there is none. Whatever the number of processes, each gets another: a row
 * that is being taken is skipped. The lease counts by the clock of the database, so that processes with different clocks agree.
 * @param by the process; the lease is its own
 */
export function claimDue(dataSource: DataSource, by: string, now: Date): Promise<ClaimedFeed | null> {
  return claim(dataSource, by, `f.next_sync_at <= $2 AND ${free} ORDER BY f.next_sync_at`, now);
}

/** Takes one origin whether it is due or not; null when another process reads it now. */
export function claimOne(dataSource: DataSource, by: string, originId: number): Promise<ClaimedFeed | null> {
  return claim(dataSource, by, `f.origin_id = $2 AND ${free}`, originId);
}

async function claim(dataSource: DataSource, by: string, condition: string, value: unknown): Promise<ClaimedFeed | null> {
  const [[feed]]: [ClaimedFeed[], number] = await dataSource.query(`UPDATE feeds f SET locked_until = now() + ${lease}, locked_by = $1 FROM origins o
    WHERE o.id = f.origin_id AND f.origin_id = (SELECT f.origin_id FROM feeds f WHERE ${condition} LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${columns}`, [by, value]);
  return feed ?? null;
}

/** The lease was lost: another process may read the origin by now. */
export class LeaseLost extends Error {}

/** Says that this process still reads the origin. @throws LeaseLost when it is no longer its own, or was removed */
export async function renewClaim(dataSource: DataSource, by: string, originId: number): Promise<void> {
  const [, renewed]: [unknown, number] = await dataSource.query(`UPDATE feeds SET locked_until = now() + ${lease} WHERE origin_id = $1 AND locked_by = $2`, [originId, by]);
  if (renewed === 0) throw new LeaseLost('the origin was removed, or another process reads it now');
}

/** Lets the origin go, due as it was; nothing when it is not this process's own. */
export async function releaseClaim(dataSource: DataSource, by: string, originId: number): Promise<void> {
  await dataSource.query('UPDATE feeds SET locked_until = NULL, locked_by = NULL WHERE origin_id = $1 AND locked_by = $2', [originId, by]);
}
