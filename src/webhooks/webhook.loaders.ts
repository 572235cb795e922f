import type { List } from '../database/lists';
import { pagesByParent, rowBy } from '../database/loaders';
import type { Order } from '../graph/cursor';
import type { WebhookDeliveryStatus, WebhookEventType } from './webhook.type';

type DeliveryStatus = `${WebhookDeliveryStatus}`;
export interface WebhookRow { id: number; url: string; events: WebhookEventType[]; createdBy: string; createdAt: string; previousSecretUntil: string | null; pausedAt: string | null; pausedReason: string | null; quietUntil: string | null }
export interface WebhookDeliveryRow { id: number; webhookId: number; messageId: string; event: WebhookEventType; payload: string; status: DeliveryStatus; attemptCount: number; createdAt: string; nextAttemptAt: string | null; finishedAt: string | null }
export interface WebhookAttemptRow { id: number; attemptedAt: string; durationMs: number; status: number | null; error: string | null }

/** Never the secrets: they are shown once, by the mutation that makes them. */
const webhookColumns = `w.id, w.url, w.events, w.created_by AS "createdBy", w.created_at AS "createdAt", CASE WHEN w.previous_until > now() THEN w.previous_until END AS "previousSecretUntil",
  CASE WHEN w.quiet_until > now() THEN w.quiet_until END AS "quietUntil", w.paused_at AS "pausedAt", w.paused_reason AS "pausedReason"`;
const deliveryColumns = `d.id, d.webhook_id AS "webhookId", 'msg_' || d.event_id AS "messageId", e.type AS event, e.payload, d.status, d.attempts AS "attemptCount", d.created_at AS "createdAt",
  CASE WHEN d.status = 'PENDING' THEN d.next_attempt_at END AS "nextAttemptAt", d.finished_at AS "finishedAt"`;
const deliveries = 'webhook_deliveries d JOIN webhook_events e ON e.id = d.event_id';
const byId = (alias: string, name: string, descending: boolean): Order => ({ name, descending, columns: [{ sql: `${alias}.id`, property: 'id', type: 'bigint' }] });

export const webhookList: List = { name: 'webhooks', columns: webhookColumns, from: 'webhooks w', where: 'true' };
export const oldestWebhooks = byId('w', 'OLDEST', false);

const deliveryList = (status: DeliveryStatus | null): List => ({
  name: `Webhook.deliveries ${status ?? ''}`, columns: deliveryColumns, from: deliveries, where: status === null ? 'true' : `d.status = '${status}'`, parent: 'd.webhook_id',
});

export const webhookLoaders = {
  webhookById: rowBy<number, WebhookRow>('id', `SELECT ${webhookColumns} FROM webhooks w WHERE w.id = ANY($1::bigint[])`),
  deliveryById: rowBy<number, WebhookDeliveryRow>('id', `SELECT ${deliveryColumns} FROM ${deliveries} WHERE d.id = ANY($1::bigint[])`),
  deliveriesByWebhookId: pagesByParent<WebhookDeliveryRow>(deliveryList(null), byId('d', 'NEWEST', true)),
  pendingByWebhookId: pagesByParent<WebhookDeliveryRow>(deliveryList('PENDING'), byId('d', 'NEWEST', true)),
  deliveredByWebhookId: pagesByParent<WebhookDeliveryRow>(deliveryList('DELIVERED'), byId('d', 'NEWEST', true)),
  deadByWebhookId: pagesByParent<WebhookDeliveryRow>(deliveryList('DEAD'), byId('d', 'NEWEST', true)),
  attemptsByDeliveryId: pagesByParent<WebhookAttemptRow>({
    name: 'WebhookDelivery.attempts', columns: 't.id, t.attempted_at AS "attemptedAt", t.duration_ms AS "durationMs", t.status, t.error', from: 'webhook_attempts t', where: 'true', parent: 't.delivery_id',
  }, byId('t', 'OLDEST', false)),
};
