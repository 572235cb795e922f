import type { EntityManager } from 'typeorm';
import type { ClaimedFeed } from './claim-feed';
import type { PollOutcome } from './poll-feed';
import { nextSync } from './schedule';
import { shownUrl } from '../outside/outside-error';

/** Runs of a feed that are kept: a poll every half hour would fill the disk with what nobody reads. */
const keptRuns = 200;

/** What is said of an origin that answered 410. */
export const goneReason = 'the origin says that it is gone for good (HTTP status 410) and is not asked any more; what came from it stays. Sync it to try all the same';

/** Writes what a poll found and when the next one is due, and lets the origin go; nothing when it is no longer the poll's own. Who asked for it meanwhile gets another poll. */
export async function settlePoll(manager: EntityManager, feed: ClaimedFeed, outcome: PollOutcome, now: Date, random: number): Promise<void> {
  const failed = outcome.kind === 'failed' || outcome.kind === 'gone';
  const failures = failed ? feed.failures + 1 : 0;
  const next = outcome.kind === 'gone' ? null : nextSync({ ...feed, failures }, outcome.kind === 'failed' ? outcome.retryAfter : null, now, random);
  const error = outcome.kind === 'failed' ? outcome.reason.replaceAll('\0', '␀').slice(0, 2_000) : outcome.kind === 'gone' ? goneReason : null;
  const read = outcome.kind === 'read' ? outcome : null;
  const moved = 'permanentUrl' in outcome && outcome.permanentUrl !== null ? await freeUrl(manager, outcome.permanentUrl) : null;
  const [, own]: [unknown, number] = await manager.query(`UPDATE feeds SET locked_until = NULL, locked_by = NULL, next_sync_at = CASE WHEN next_sync_at IS NOT DISTINCT FROM $13 THEN $3 ELSE next_sync_at END, failures = $4, url = COALESCE($5, url),
      etag = CASE WHEN $6 THEN $7 ELSE etag END, last_modified = CASE WHEN $6 THEN $8 ELSE last_modified END, read_whole_at = CASE WHEN $9 THEN $10 ELSE read_whole_at END,
      hub = CASE WHEN $6 THEN $11 ELSE hub END, hub_until = CASE WHEN $6 AND hub IS DISTINCT FROM $11 THEN NULL ELSE hub_until END, topic = CASE WHEN $6 THEN $12 ELSE topic END
    WHERE origin_id = $1 AND locked_by = $2`,
  [feed.originId, feed.lease, next, failures, moved, read !== null, read?.etag, read?.lastModified, read?.whole ?? false, now, read?.hub, read?.topic, feed.nextSyncAt]);
  if (own === 0) return;
  await manager.query(`UPDATE origins SET last_synced_at = $2, last_success_at = $3, last_error = $4, overdue = overdue AND $4::text IS NOT NULL,
      url = COALESCE($5, url) WHERE id = $1`, [feed.originId, now, failed ? feed.lastSuccessAt : now, error, moved === null ? null : shownUrl(moved)]);
  if (failed && !(outcome.kind === 'failed' && outcome.recorded)) await recordFailure(manager, feed, error ?? '');
  await manager.query(`DELETE FROM import_runs WHERE origin_id = $1 AND status <> 'RUNNING' AND id <= (
    SELECT id FROM import_runs WHERE origin_id = $1 ORDER BY started_at DESC, id DESC OFFSET $2 LIMIT 1)`, [feed.originId, keptRuns]);
}

/** The address, unless another origin is already read there. */
async function freeUrl(manager: EntityManager, url: string): Promise<string | null> {
  const [row]: { taken: boolean }[] = await manager.query('SELECT EXISTS (SELECT 1 FROM feeds WHERE url = $1) AS taken', [url]);
  return row?.taken ? null : url;
}

/** A poll that read nothing has a run, too: so it can be seen how long an origin has failed, and why. */
async function recordFailure(manager: EntityManager, { originId, url }: ClaimedFeed, reason: string): Promise<void> {
  await manager.query(`WITH run AS (
      INSERT INTO import_runs (origin_id, format, status, finished_at, failed_count)
      SELECT id, kind, 'FAILED', now(), 1 FROM origins WHERE id = $1 RETURNING id
    ) INSERT INTO import_failures (run_id, position, item, reason) SELECT id, 1, $2, $3 FROM run`, [originId, shownUrl(url), reason]);
}

/** Marks origins that have not been read with success for longer than two polls take, whether or not a poll has failed since: a server may have been off. */
export async function markOverdue(manager: EntityManager, now: Date): Promise<void> {
  await manager.query(`UPDATE origins o SET overdue = true FROM feeds f WHERE f.origin_id = o.id AND NOT o.overdue
    AND COALESCE(o.last_success_at, o.created_at) < $1::timestamptz - make_interval(secs => 2 * CASE WHEN f.hub_until > $1::timestamptz THEN greatest(f.interval_seconds, 86400) ELSE f.interval_seconds END)`, [now]);
}
