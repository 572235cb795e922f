import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../errors';
import { requireText } from '../graph/input-text';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { allowedUrl } from '../outside/allowed-url';
import { OutsideError } from '../outside/outside-error';
import { makeSecret } from './secret';
import { readHiddenId } from './webhook-id';
import type { AddWebhookInput, RotateWebhookSecretInput, UpdateWebhookInput } from './webhook.arguments';
import type { WebhookEventType } from './webhook.type';

/** Each event is written once for each that asks for it. */
const mostWebhooks = 100;

/** Adds a webhook; gives its id and its secret, which is shown once. Throws Mistake or InvalidInput. */
export async function addWebhook(manager: EntityManager, { url, events }: AddWebhookInput, allowPrivate: readonly string[], by: string): Promise<{ id: number; secret: string }> {
  const secret = makeSecret();
  const [row]: { id: number }[] = await manager.query('INSERT INTO webhooks (url, events, secret, created_by) SELECT $1, $2, $3, $4 WHERE (SELECT count(*) FROM webhooks) < $5 RETURNING id',
    [readAddress(url, allowPrivate), readEvents(events), secret, by, mostWebhooks]);
  if (!row) throw new Mistake('input', UserErrorCode.CONFLICT, `input: expected fewer than ${mostWebhooks} webhooks to be there, found as many. Remove one first.`);
  return { id: row.id, secret };
}

/** Changes where a webhook leads, what it is told of, or whether it is told. */
export async function updateWebhook(manager: EntityManager, { id, url, events, paused }: UpdateWebhookInput, allowPrivate: readonly string[], by: string): Promise<number> {
  return changed(manager, id, `url = COALESCE($2, url), events = COALESCE($3, events),
    paused_at = CASE WHEN $4::boolean THEN COALESCE(paused_at, now()) WHEN $4 IS NULL THEN paused_at END, paused_reason = CASE WHEN $4 THEN COALESCE(paused_reason, $5) WHEN $4 IS NULL THEN paused_reason END,
    quiet_until = CASE WHEN $2::text IS NULL AND $4 IS DISTINCT FROM false THEN quiet_until END`,
  [url == null ? null : readAddress(url, allowPrivate), events == null ? null : readEvents(events), paused ?? null, `Paused by ${by}.`]);
}

/** Gives a webhook a new secret; the old one signs beside it for some hours, until the receiver knows the new one. */
export async function rotateSecret(manager: EntityManager, { id, keepOldHours }: RotateWebhookSecretInput): Promise<{ id: number; secret: string }> {
  const hours = keepOldHours ?? 24;
  if (hours < 0 || hours > 168) throw new InvalidInput('input.keepOldHours', 'a number from 0 to 168', hours);
  const secret = makeSecret();
  return { id: await changed(manager, id, `previous_secret = secret, previous_until = now() + $3 * interval '1 hour', secret = $2`, [secret, hours]), secret };
}

/** Removes a webhook with its messages and their log; what is under way may still arrive. */
export async function removeWebhook(manager: EntityManager, { id }: { id: string }): Promise<void> {
  const [rows]: [object[], number] = await manager.query('DELETE FROM webhooks WHERE id = $1 RETURNING id', [readHiddenId(id, 'input.id', 'Webhook')]);
  if (rows.length === 0) throw notThere('webhook');
}

/** Sends a webhook a message that says nothing; gives the id of the delivery. It is of an entity of its own: an earlier test that failed does not hold it up. */
export async function testWebhook(manager: EntityManager, { id }: { id: string }, by: string): Promise<number> {
  const [row]: { id: number }[] = await manager.query(`
    WITH webhook AS (SELECT id FROM webhooks WHERE id = $1 AND paused_at IS NULL), event AS (
      INSERT INTO webhook_events (type, entity, payload) SELECT 'webhook.test', 'Test:' || gen_random_uuid(),
        json_build_object('type', 'webhook.test', 'timestamp', iso_instant(now()), 'data', json_build_object('askedBy', $2::text))::text FROM webhook RETURNING id, entity
    ) INSERT INTO webhook_deliveries (webhook_id, event_id, entity) SELECT w.id, e.id, e.entity FROM webhook w CROSS JOIN event e RETURNING id`, [readHiddenId(id, 'input.id', 'Webhook'), by]);
  if (row) return row.id;
  const [there]: object[] = await manager.query('SELECT 1 FROM webhooks WHERE id = $1', [readHiddenId(id, 'input.id', 'Webhook')]);
  if (!there) throw notThere('webhook');
  throw new Mistake('input.id', UserErrorCode.CONFLICT, 'input.id: expected a webhook that is told of what happens, got one that is paused. Resume it with updateWebhook first.');
}

/** Lets a message be told again, as if for the first time, under the same id; gives the id of the delivery. */
export async function replayDelivery(manager: EntityManager, { id }: { id: string }): Promise<number> {
  const delivery = readHiddenId(id, 'input.id', 'WebhookDelivery');
  const rows: object[] = await manager.query(`
    WITH again AS (UPDATE webhook_deliveries SET status = 'PENDING', attempts = 0, next_attempt_at = now(), finished_at = NULL WHERE id = $1 AND status <> 'PENDING' RETURNING webhook_id)
    SELECT pg_notify('ibid_changes', 'webhooks:UPDATE:' || webhook_id) FROM again`, [delivery]); // workers look at once
  if (rows.length > 0) return delivery;
  const [there]: object[] = await manager.query('SELECT 1 FROM webhook_deliveries WHERE id = $1', [delivery]);
  if (!there) throw notThere('delivery');
  throw new Mistake('input.id', UserErrorCode.CONFLICT, 'input.id: expected a message that was delivered or given up, got one that is still being told.');
}

async function changed(manager: EntityManager, id: string, assignments: string, values: unknown[]): Promise<number> {
  const [rows]: [{ id: number }[], number] = await manager.query(`UPDATE webhooks SET ${assignments} WHERE id = $1 RETURNING id`, [readHiddenId(id, 'input.id', 'Webhook'), ...values]);
  if (!rows[0]) throw notThere('webhook');
  return rows[0].id;
}

function notThere(what: string): Mistake {
  return new Mistake('input.id', UserErrorCode.NOT_FOUND, `input.id: expected the id of a ${what}, got one that is not there.`);
}

function readEvents(events: readonly WebhookEventType[]): WebhookEventType[] {
  if (events.length === 0) throw new InvalidInput('input.events', 'at least one event', events);
  return [...new Set(events)];
}

/** Names are looked up when a message is sent, and each address checked then; here what can be seen at once. */
function readAddress(text: string, allowPrivate: readonly string[]): string {
  try {
    return allowedUrl(requireText(text, 'input.url', { most: 2_000, line: true }), allowPrivate).url.href;
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    throw new Mistake('input.url', UserErrorCode.INVALID, `input.url: ${error.message}`);
  }
}
