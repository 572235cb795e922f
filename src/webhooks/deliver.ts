import { OutsideError } from '../outside/outside-error';
import type { Outside } from '../outside/outside';
import { retryAfterSeconds } from '../outside/retry-after';
import { signatureOf } from './secret';

/** A delivery that is to be attempted now. */
export interface DueDelivery { id: number; webhookId: number; eventId: number; attempts: number; url: string; payload: string; /** The new one first. */ secrets: string[] }

/** How an attempt ended. */
export interface Attempt {
  durationMs: number;
  /** Of the answer; null when none came. */
  status: number | null;
  /** Null when it was delivered. */
  error: string | null;
  /** Seconds that the receiver asks to be left alone for. */
  retryAfter: number | null;
}

/** For everything, from the look-up of the name to the status of the answer. */
const timeLimitMs = 15_000;

/** Receivers log it. */
const userAgent = 'Ibid/0.1 (webhooks; https://www.npmjs.com/package/ibid)';

/** The receiver wants no more of it (RFC 9110, 15.5.11). */
export const gone = 410;

/** Posts a message as Standard Webhooks has it (standardwebhooks.com, "Webhook headers"). A redirect is a failure: what an owner named is told, nobody else. */
export async function deliver({ eventId, url, payload, secrets }: DueDelivery, outside: Outside, now: () => number = Date.now): Promise<Attempt> {
  const began = performance.now();
  const id = messageId(eventId);
  const timestamp = Math.floor(now() / 1000);
  const ended = (status: number | null, error: string | null, retryAfter: number | null = null): Attempt => ({ durationMs: Math.round(performance.now() - began), status, error, retryAfter });
  try {
    const answer = await outside.fetch({
      url, method: 'POST', body: payload, timeoutMs: timeLimitMs, followRedirects: false,
      headers: { 'user-agent': userAgent, 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatureOf({ id, timestamp, body: payload }, secrets) },
    });
    answer.discard(); // its status says all
    const { status, headers } = answer;
    if (status >= 200 && status < 300) return ended(status, null);
    const why = status >= 300 && status < 400 ? 'it leads elsewhere, and redirects are not followed: name the address it leads to' : 'expected a status from 200 to 299';
    return ended(status, `The receiver answered ${status}; ${why}.`, retryAfterSeconds(headers['retry-after'], new Date(now())));
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return ended(null, error.message);
  }
}

/** The same at each attempt and for each webhook: receivers know by it what they have had. */
export function messageId(eventId: number): string {
  return `msg_${eventId}`;
}
