import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Outside } from '../outside/outside';
import { OutsideError, shownUrl } from '../outside/outside-error';
import type { Log } from '../log';
import type { ClaimedFeed } from './claim-feed';

/** What is asked for; hubs decide themselves. */
const leaseSeconds = 864_000;
/** A subscription is asked for again so long before it ends, and no more often than `patienceMs`. */
const renewBeforeMs = 172_800_000;
const patienceMs = 1_800_000;
/** What a hub says of the end of a lease is believed up to here. */
const longestLease = 2_592_000;

/** The path under the public address where hubs deliver; the token of an origin stands behind it. */
export const webSubPath = '/websub/';

/** A token as it is made here: no other is looked for. */
export const isHubToken = (text: string): boolean => /^[\w-]{32}$/.test(text);

/** Asks the hub of a feed to tell of changes (WebSub, 5.1), where it offers one and that is not confirmed already. What goes wrong is told to the log: polls go on. */
export async function subscribe(dataSource: DataSource, outside: Outside, publicUrl: string, { originId, name }: Pick<ClaimedFeed, 'originId' | 'name'>, now: Date, log: Pick<Log, 'info' | 'warn'>): Promise<void> {
  const [[feed]]: [{ hub: string; topic: string; token: string; secret: string }[], number] = await dataSource.query(`
    UPDATE feeds SET hub_asked_at = $2, hub_token = COALESCE(hub_token, $3), hub_secret = COALESCE(hub_secret, $4)
    WHERE origin_id = $1 AND hub IS NOT NULL AND (hub_until IS NULL OR hub_until < $5) AND (hub_asked_at IS NULL OR hub_asked_at < $6)
    RETURNING hub, topic, hub_token AS token, hub_secret AS secret`,
  [originId, now, randomBytes(24).toString('base64url'), randomBytes(32).toString('base64url'), new Date(now.getTime() + renewBeforeMs), new Date(now.getTime() - patienceMs)]);
  if (!feed) return;
  const form = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.callback': `${publicUrl}${webSubPath}${feed.token}`, 'hub.topic': feed.topic, 'hub.secret': feed.secret, 'hub.lease_seconds': String(leaseSeconds) });
  try {
    const answer = await outside.fetch({ url: feed.hub, method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString(), maxBytes: 10_000 });
    answer.discard();
    if (answer.status < 200 || answer.status > 299) log.warn({ origin: name, hub: shownUrl(feed.hub), status: answer.status }, 'a hub took no subscription; the origin is polled');
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    log.warn({ origin: name, reason: error.message }, 'a hub could not be asked; the origin is polled');
  }
}

/** Answers a hub that wants to know whether we asked (WebSub, 5.3): the challenge to send back, or null for what we did not ask for. */
export async function confirm(dataSource: DataSource, token: string, asked: URLSearchParams, now: Date): Promise<string | null> {
  const topic = asked.get('hub.topic');
  const challenge = asked.get('hub.challenge');
  if (asked.get('hub.mode') === 'denied') {
    await dataSource.query('UPDATE feeds SET hub_until = NULL WHERE hub_token = $1 AND topic = $2', [token, topic]);
    return '';
  }
  if (asked.get('hub.mode') !== 'subscribe' || challenge === null || challenge.length > 2_000) return null; // we never ask to be let go: a subscription ends by itself
  const lease = Number(asked.get('hub.lease_seconds') ?? leaseSeconds);
  const until = new Date(now.getTime() + Math.min(Number.isFinite(lease) && lease > 0 ? lease : leaseSeconds, longestLease) * 1000);
  const [, confirmed]: [unknown, number] = await dataSource.query('UPDATE feeds SET hub_until = $3 WHERE hub_token = $1 AND topic = $2 AND hub_asked_at > $4', [token, topic, until, new Date(now.getTime() - patienceMs)]);
  return confirmed > 0 ? challenge : null;
}

/** The secret of a token; null for one that is not known. */
export async function secretOf(dataSource: DataSource, token: string): Promise<string | null> {
  const [feed]: { secret: string }[] = await dataSource.query('SELECT hub_secret AS secret FROM feeds WHERE hub_token = $1', [token]);
  return feed?.secret ?? null;
}

/** Takes a delivery whose signature was right: it says that something changed, and the origin itself is asked what. */
export async function takeDelivery(dataSource: DataSource, token: string, now: Date): Promise<void> {
  await dataSource.query('UPDATE feeds SET next_sync_at = $2 WHERE hub_token = $1', [token, now]);
}

/** Reads a signature header (WebSub, 8): what hashes the body as it comes, and whether that is what was signed; null for one that cannot be checked. */
export function signatureCheck(header: string | undefined, secret: string): { add(chunk: Uint8Array): void; holds(): boolean } | null {
  const [, method, signed] = /^(sha1|sha256|sha384|sha512)=([0-9a-f]{40,128})$/i.exec(header ?? '') ?? [];
  if (method === undefined || signed === undefined) return null;
  const hmac = createHmac(method.toLowerCase(), secret);
  return {
    add: (chunk) => { hmac.update(chunk); },
    holds() {
      const own = hmac.digest();
      const came = Buffer.from(signed, 'hex');
      return own.length === came.length && timingSafeEqual(own, came);
    },
  };
}
