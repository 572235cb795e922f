import type { EntityManager } from 'typeorm';
import { IbidError } from '../errors';
import { shownUrl } from '../outside/outside-error';
import type { FoundFeed } from './discover-feed';
import { intervalBounds, usualInterval } from './schedule';

export interface NewFeed {
  /** What to call the origin; without it what the feed calls itself. */
  name?: string | null | undefined;
  /** How often it is read, in seconds. */
  intervalSeconds?: number | null | undefined;
}

const longestName = 200;

/** What is wrong with a new origin before its feed is looked for. @throws IbidError NAME_NOT_USABLE, INTERVAL_NOT_USABLE */
export function checkNewFeed({ name, intervalSeconds }: NewFeed): void {
  if (name != null && (name.trim() === '' || name.length > longestName || /\p{Cc}/u.test(name))) {
    throw new IbidError('NAME_NOT_USABLE', `Expected a name of 1 to ${longestName} characters on one line, got ${JSON.stringify(name.slice(0, 100))}.`);
  }
  const { least, most } = intervalBounds;
  if (intervalSeconds != null && !(intervalSeconds >= least && intervalSeconds <= most)) {
    throw new IbidError('INTERVAL_NOT_USABLE', `Expected an interval of ${least / 60} minute to ${most / 86_400} days, got ${intervalSeconds / 60} minutes.`);
  }
}

/**
 * Makes an origin of a feed, due at once. A name that is there already is taken only when it was given: then the feed goes on where an export of the same
 * blog began. An origin that was removed comes back with what came from it.
 * @returns the id of the origin
 * @throws IbidError FEED_THERE, NAME_TAKEN
 */
export async function addFeed(manager: EntityManager, { url, format, title }: FoundFeed, given: NewFeed, now: Date): Promise<number> {
  await manager.query('LOCK TABLE feeds IN SHARE ROW EXCLUSIVE MODE'); // two that add the same wait for each other
  const [there]: { name: string }[] = await manager.query('SELECT o.name FROM feeds f JOIN origins o ON o.id = f.origin_id WHERE f.url = $1', [url]);
  if (there) throw new IbidError('FEED_THERE', `The feed ${shownUrl(url)} is read already, as ${JSON.stringify(there.name)}.`, 'Remove that origin first to read it in another way.');
  const name = given.name?.trim() ?? (title.replace(/\p{Cc}+/gu, ' ').trim().slice(0, longestName) || new URL(url).host);
  const [same]: { isFeed: boolean; removed: boolean }[] = await manager.query('SELECT EXISTS (SELECT 1 FROM feeds f WHERE f.origin_id = o.id) AS "isFeed", o.removed_at IS NOT NULL AS removed FROM origins o WHERE o.name = $1', [name]);
  if (same && (same.isFeed || (given.name == null && !same.removed))) {
    throw new IbidError('NAME_TAKEN', `There is an origin with the name ${JSON.stringify(name)} already.`, same.isFeed ? 'Give another name.' : 'Give another name, or that one to let the feed go on where this origin stands.');
  }
  const [origin]: { id: number }[] = await manager.query(`INSERT INTO origins (name, kind, url, overdue) VALUES ($1, $2, $3, true)
    ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, url = excluded.url, overdue = true, removed_at = NULL RETURNING id`, [name, format, shownUrl(url)]);
  if (!origin) throw new Error('PostgreSQL gave no id for an origin');
  await manager.query('INSERT INTO feeds (origin_id, url, interval_seconds, next_sync_at) VALUES ($1, $2, $3, $4)', [origin.id, url, given.intervalSeconds ?? usualInterval, now]);
  return origin.id;
}
