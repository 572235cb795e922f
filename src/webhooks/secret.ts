import { createHmac, randomBytes } from 'node:crypto';

const mark = 'whsec_';

/** A new secret: 256 random bits (Standard Webhooks: 24 to 64 bytes, as base64 behind `whsec_`). */
export function makeSecret(): string {
  return mark + randomBytes(32).toString('base64');
}

/** What a message is signed with. */
export interface SignedMessage { id: string; /** Seconds since 1970. */ timestamp: number; body: string }

/** The header `webhook-signature` (Standard Webhooks, "Signature scheme"): one signature a secret, so that a receiver may know the old or the new one. */
export function signatureOf({ id, timestamp, body }: SignedMessage, secrets: readonly string[]): string {
  return secrets.map((secret) => `v1,${createHmac('sha256', Buffer.from(secret.slice(mark.length), 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64')}`).join(' ');
}
