import { type Database, statement } from '../database/database';
import { longestAsked } from './back-off';
import type { Attempt, DueDelivery } from './deliver';

/** Attempts to one webhook at a time, in one process. */
export const mostOfOneWebhook = 4;
/** An attempt takes 15 seconds at most; after so many it was lost with its process, and another makes it. */
const leaseSeconds = 30;

const claim = statement(`
  WITH due AS (
    SELECT x.id FROM webhooks w LEFT JOIN unnest($1::bigint[], $2::integer[]) AS r (id, room) ON r.id = w.id CROSS JOIN LATERAL (
      SELECT d.id FROM webhook_deliveries d
      WHERE d.webhook_id = w.id AND d.status = 'PENDING' AND d.next_attempt_at <= now()
        AND NOT EXISTS (SELECT 1 FROM webhook_deliveries e WHERE e.webhook_id = d.webhook_id AND e.entity = d.entity AND e.event_id < d.event_id AND e.status = 'PENDING')
      ORDER BY d.next_attempt_at, d.id LIMIT COALESCE(r.room, ${mostOfOneWebhook}) FOR UPDATE SKIP LOCKED) AS x
    WHERE w.paused_at IS NULL AND (w.quiet_until IS NULL OR w.quiet_until <= now()) LIMIT $3
  )
  UPDATE webhook_deliveries d SET next_attempt_at = now() + interval '${leaseSeconds} seconds', attempts = d.attempts + 1
  FROM due, webhooks w, webhook_events e WHERE d.id = due.id AND w.id = d.webhook_id AND e.id = d.event_id
  RETURNING d.id, d.webhook_id AS "webhookId", d.event_id AS "eventId", d.attempts, w.url, e.payload,
    CASE WHEN w.previous_until > now() THEN ARRAY[w.secret, w.previous_secret] ELSE ARRAY[w.secret] END AS secrets`);

/** Takes what is due, for this process alone, as long as its lease lasts: of one entity only the first that is not told yet. `rooms`: how many of a webhook where it is not as many as of any. */
export function claimDue(db: Database, rooms: ReadonlyMap<number, number>, most: number): Promise<DueDelivery[]> {
  return db.rows<DueDelivery>(claim, [[...rooms.keys()], [...rooms.values()], most]);
}

const giveBackOne = statement(`UPDATE webhook_deliveries SET next_attempt_at = now(), attempts = attempts - 1 WHERE id = $1 AND status = 'PENDING' AND attempts = $2`);

/** Lets go of what was taken, as if it had never been. */
export async function giveBack(db: Database, { id, attempts }: DueDelivery): Promise<void> {
  await db.rows(giveBackOne, [id, attempts]);
}

const settle = statement(`
  WITH attempt AS (
    INSERT INTO webhook_attempts (delivery_id, duration_ms, status, error) SELECT id, $3, $4, $5 FROM webhook_deliveries WHERE id = $1
  )
  UPDATE webhook_deliveries SET status = $6, next_attempt_at = now() + $7 * interval '1 second', finished_at = CASE WHEN $6 <> 'PENDING' THEN now() END
  WHERE id = $1 AND status = 'PENDING' AND (attempts = $2 OR $6 = 'DELIVERED')`);

/** Writes down how an attempt ended. `pause` in seconds: null when there is no other. One whose lease was lost meanwhile is only kept in the log, unless it was delivered. */
export async function settleAttempt(db: Database, { id, attempts }: DueDelivery, { durationMs, status, error }: Attempt, pause: number | null): Promise<void> {
  await db.rows(settle, [id, attempts, durationMs, status, error, error === null ? 'DELIVERED' : pause === null ? 'DEAD' : 'PENDING', pause ?? 0]);
}

const quiet = statement(`UPDATE webhooks SET quiet_until = now() + LEAST($2::integer, ${longestAsked}) * interval '1 second' WHERE id = $1`);

/** Leaves a webhook alone, with all its messages, for as long as the receiver asks for; in seconds. */
export async function keepQuiet(db: Database, id: number, seconds: number): Promise<void> {
  await db.rows(quiet, [id, seconds]);
}

const pauseGone = statement(`UPDATE webhooks SET paused_at = now(), paused_reason = 'The receiver answered 410: it is gone.' WHERE id = $1 AND paused_at IS NULL`);

/** Tells a webhook nothing more, because it wants nothing more. */
export async function pauseWebhook(db: Database, id: number): Promise<void> {
  await db.rows(pauseGone, [id]);
}

/** What has been due for longer waits for what came before it, or for room; whoever ends that looks again, so nobody has to ask in between. */
const next = statement(`
  SELECT EXTRACT(EPOCH FROM min(GREATEST(x.due, now())) - now())::double precision AS seconds FROM webhooks w CROSS JOIN LATERAL (
    SELECT w.quiet_until AS due WHERE w.quiet_until > now()
    UNION ALL (
      SELECT d.next_attempt_at FROM webhook_deliveries d
      WHERE d.webhook_id = w.id AND d.status = 'PENDING' AND d.next_attempt_at > now() - interval '1 second' AND (w.quiet_until IS NULL OR w.quiet_until <= now())
      ORDER BY d.next_attempt_at LIMIT 1)) AS x
  WHERE w.paused_at IS NULL`);

/** Seconds until something can be told that can not be now; null when nothing is planned. */
export async function secondsToNext(db: Database): Promise<number | null> {
  const [row] = await db.rows<{ seconds: number | null }>(next, []);
  return row?.seconds ?? null;
}

/** A statement: after a big import there are millions, and none may take long. */
const forgottenAtOnce = 2_000;
const forget = statement(`
  DELETE FROM webhook_events WHERE id IN (
    SELECT e.id FROM webhook_events e WHERE e.created_at < now() - interval '30 days' AND NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.event_id = e.id AND d.status = 'PENDING')
    ORDER BY e.created_at LIMIT ${forgottenAtOnce})
  RETURNING id`);

/** Drops what was told, or given up, a month ago. */
export async function forgetOld(db: Database): Promise<void> {
  for (let dropped = forgottenAtOnce; dropped === forgottenAtOnce;) dropped = (await db.rows(forget, [])).length;
}
