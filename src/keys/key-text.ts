import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const mark = 'ibid_';
/** The mark and 48 of the 192 random bits: enough to tell keys apart, and 144 bits stay secret. */
const prefixLength = mark.length + 8;

/** A new key: `ibid_` and 192 random bits as base64url. */
export function makeKey(): string {
  return mark + randomBytes(24).toString('base64url');
}

/** The part of a key that may be seen and is looked up; null for a text that is no key. */
export function prefixOf(key: string): string | null {
  return /^ibid_[\w-]{32}$/.test(key) ? key.slice(0, prefixLength) : null;
}

/** What is stored of a key: SHA-256 in hex. A random key needs no salt and no slow hash. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Whether a key has a stored hash, in a time that does not tell how much of it is right. */
export function hasHash(key: string, storedHash: string): boolean {
  const given = Buffer.from(hashOfKey(key), 'hex');
  const stored = Buffer.from(storedHash, 'hex');
  return given.length === stored.length && timingSafeEqual(given, stored);
}

/** The credential of a request: what follows `Bearer` when it has the mark of our keys, or all of `x-api-key`; null without one. */
export function keyInHeaders(headers: { get(name: string): string | undefined }): string | null {
  const bearer = /^bearer +(ibid_.*)$/i.exec(headers.get('authorization') ?? '');
  return bearer?.[1] ?? headers.get('x-api-key') ?? null;
}
