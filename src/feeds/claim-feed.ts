import type { DataSource, EntityManager } from 'typeorm';
import { WriteRefused } from '../imports/import-store';

/** An origin that one poll alone may read now. */
export interface ClaimedFeed {
  /** The name of the lease, new with each: a poll that overslept its lease must not take the next one of its own process for it. */
  lease: string;
  originId: number; name: string; url: string; intervalSeconds: number; failures: number; etag: string | null; lastModified: string | null; readWholeAt: Date | null;
  hub: string | null; topic: string | null; hubUntil: Date | null; hubAskedAt: Date | null; lastSuccessAt: Date | null;
  /** As it was when it was taken. */
  nextSyncAt: Date | null;
}

/** How long, in seconds, a poll that says nothing of itself keeps an origin; it says so with each page it reads. */
const leaseSeconds = 180;
const free = '(f.locked_until IS NULL OR f.locked_until < now())';
const columns = `f.locked_by AS lease, f.origin_id AS "originId", f.url, f.interval_seconds AS "intervalSeconds", f.failures, f.etag, f.last_modified AS "lastModified", f.read_whole_at AS "readWholeAt",
  f.hub, f.topic, f.hub_until AS "hubUntil", f.hub_asked_at AS "hubAskedAt", o.name, o.last_success_at AS "lastSuccessAt", f.next_sync_at AS "nextSyncAt"`;

/**
 * Takes the origin that has been due the longest and that nobody reads; null when there is none. Whatever the number of processes, each gets another: a row
 * that is being taken is skipped. The lease counts by the clock of the database, so that processes with different clocks agree.
 */
export function claimDue(dataSource: DataSource, now: Date): Promise<ClaimedFeed | null> {
  return claim(dataSource, `f.next_sync_at <= $1 AND ${free} ORDER BY f.next_sync_at`, now);
}

/** Takes one origin whether it is due or not; null when another poll reads it now. */
export function claimOne(dataSource: DataSource, originId: number): Promise<ClaimedFeed | null> {
  return claim(dataSource, `f.origin_id = $1 AND ${free}`, originId);
}

async function claim(dataSource: DataSource, condition: string, value: unknown): Promise<ClaimedFeed | null> {
  const [[feed]]: [ClaimedFeed[], number] = await dataSource.query(`UPDATE feeds f SET locked_until = now() + make_interval(secs => $2), locked_by = gen_random_uuid() FROM origins o
    WHERE o.id = f.origin_id AND f.origin_id = (SELECT f.origin_id FROM feeds f WHERE ${condition} LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${columns}`, [value, leaseSeconds]);
  return feed ?? null;
}

/** The lease was lost: another poll may read the origin by now. */
export class LeaseLost extends WriteRefused {}

const lost = (): LeaseLost => new LeaseLost('the origin was removed, or another poll reads it now');

/** Says that a poll still reads its origin. @throws LeaseLost when it is no longer its own, or was removed */
export async function renewClaim(dataSource: DataSource, { lease, originId }: ClaimedFeed): Promise<void> {
  const [, renewed]: [unknown, number] = await dataSource.query('UPDATE feeds SET locked_until = now() + make_interval(secs => $3) WHERE origin_id = $1 AND locked_by = $2', [originId, lease, leaseSeconds]);
  if (renewed === 0) throw lost();
}

/**
 * Lets a transaction write what a poll has read: until its end nobody else takes the origin. One that is left open, as by a process that is frozen, is
 * taken back by PostgreSQL when the lease is over.
 * @throws LeaseLost when the origin is no longer the poll's own
 */
export async function holdClaim(manager: EntityManager, { lease, originId }: ClaimedFeed): Promise<void> {
  const held: unknown[] = await manager.query(`SELECT set_config('idle_in_transaction_session_timeout', $3, true) FROM feeds WHERE origin_id = $1 AND locked_by = $2 FOR SHARE`,
    [originId, lease, String(leaseSeconds * 1000)]);
  if (held.length === 0) throw lost();
}

/** Lets the origin go, due as it was; nothing when it is no longer the poll's own. */
export async function releaseClaim(dataSource: DataSource, { lease, originId }: ClaimedFeed): Promise<void> {
  await dataSource.query('UPDATE feeds SET locked_until = NULL, locked_by = NULL WHERE origin_id = $1 AND locked_by = $2', [originId, lease]);
}
