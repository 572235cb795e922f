import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { pauseAfter } from '../../src/webhooks/back-off';
import { makeSecret, signatureOf } from '../../src/webhooks/secret';

type IsGenuine = (secret: string, headers: Record<string, string | undefined>, body: string, now?: number) => boolean;

/** The verifier as the documentation has it: a module, which is made a function here. */
const text = readFileSync(join(__dirname, '../../examples/verify-webhook.mjs'), 'utf8');
const isGenuine = new Function('require', text.replace(/^import (\{.*\}) from '(.*)';$/m, `const $1 = require('$2');`).replace(/^export function/m, 'return function'))(createRequire(__filename)) as IsGenuine;

const message = { id: 'msg_17', timestamp: 1_800_000_000, body: '{"type":"article.published","data":{"title":"Café — „Ü“"}}' };
const headersOf = (secrets: string[], { id, timestamp }: typeof message = message): Record<string, string> =>
  ({ 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatureOf({ ...message, id, timestamp }, secrets) });
const now = message.timestamp + 10;

describe('a secret', () => {
  test('is whsec_ and 256 random bits', () => {
    expect(makeSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(makeSecret()).not.toBe(makeSecret());
  });
});

describe('a signature', () => {
  const secret = makeSecret();

  test('is what the library of Standard Webhooks makes, and what it verifies', () => {
    const library = new Webhook(secret);
    expect(signatureOf(message, [secret])).toBe(library.sign(message.id, new Date(message.timestamp * 1000), message.body));
    const current = { ...message, timestamp: Math.floor(Date.now() / 1000) };
    expect(library.verify(current.body, headersOf([makeSecret(), secret], current))).toEqual(JSON.parse(message.body));
  });

  test('is verified by the snippet of the documentation, while a secret changes by the old and the new one', () => {
    const old = makeSecret();
    const headers = headersOf([secret, old]);
    expect([isGenuine(secret, headers, message.body, now), isGenuine(old, headers, message.body, now), isGenuine(makeSecret(), headers, message.body, now)]).toEqual([true, true, false]);
  });

  test.each<[string, (headers: Record<string, string>) => Record<string, string | undefined>, string, number]>([
    ['another body', (headers) => headers, `${message.body} `, now],
    ['another id', (headers) => ({ ...headers, 'webhook-id': 'msg_18' }), message.body, now],
    ['another time', (headers) => ({ ...headers, 'webhook-timestamp': String(message.timestamp + 1) }), message.body, now],
    ['a message of six minutes ago', (headers) => headers, message.body, message.timestamp + 360],
    ['a message from the future', (headers) => headers, message.body, message.timestamp - 360],
    ['no time', (headers) => ({ ...headers, 'webhook-timestamp': undefined }), message.body, now],
    ['no signature', (headers) => ({ ...headers, 'webhook-signature': undefined }), message.body, now],
    ['another version', (headers) => ({ ...headers, 'webhook-signature': headers['webhook-signature']?.replace('v1,', 'v2,') }), message.body, now],
    ['a signature cut short', (headers) => ({ ...headers, 'webhook-signature': headers['webhook-signature']?.slice(0, 20) }), message.body, now],
  ])('does not hold for %s', (_case, change, body, at) => {
    const headers = change(headersOf([secret]));
    expect(isGenuine(secret, headersOf([secret]), message.body, now)).toBe(true);
    expect(isGenuine(secret, headers, body, at)).toBe(false);
  });
});

test('what fails is tried again with growing pauses, for the last time when a day is over', () => {
  const pauses: number[] = [];
  for (let attempts = 1, pause = pauseAfter(1, null, 0); pause !== null; pause = pauseAfter(attempts += 1, null, 0)) pauses.push(pause);
  expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
  expect(pauses[0]).toBe(5);
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(86_400);
  expect(pauseAfter(1, null, 1)).toBe(4.5);
  expect([pauseAfter(1, 600, 0), pauseAfter(1, 999_999, 0), pauseAfter(10, 1, 0)]).toEqual([600, 3_600, 37_045]);
});
