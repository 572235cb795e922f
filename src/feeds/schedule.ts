/** Every so often an origin is read that says nothing else, in seconds. */
export const usualInterval = 30 * 60;
/** What may be asked for. A minute is for a hub of one's own; the most is a week. */
export const intervalBounds = { least: 60, most: 7 * 86_400 } as const;

/** From so many failures in a row on the breaker is open: the origin is asked rarely, each time as a probe, and the first success closes it. */
export const breakerOpensAt = 5;
/** While a hub delivers, polls only make sure that nothing was lost. */
const intervalWithHub = 86_400;
const firstRetry = 60;
const leastWhenOpen = 3_600;
const mostWhenOpen = 86_400;
/** A Retry-After beyond this is a mistake. */
const longestRetryAfter = intervalBounds.most;

/** What there is to know of an origin at the end of a poll. */
export interface PollState { intervalSeconds: number; /** In a row, with this one. */ failures: number; hubUntil: Date | null }

/** How often an origin is read when nothing goes wrong, in seconds. */
export function effectiveInterval({ intervalSeconds, hubUntil }: Pick<PollState, 'intervalSeconds' | 'hubUntil'>, now: Date): number {
  const confirmed = hubUntil === null ? 0 : (hubUntil.getTime() - now.getTime()) / 1000;
  return Math.max(intervalSeconds, Math.min(intervalWithHub, confirmed));
}

/**
 * When an origin is read again: after its interval; after a failure sooner, then twice as late each time, and rarely once the breaker is open;
 * never before the origin itself wants (`retryAfter`, seconds). Spread by up to a tenth, so that origins that were added or failed together are not asked together.
 * @param random from 0 to 1
 */
export function nextSync(state: PollState, retryAfter: number | null, now: Date, random: number): Date {
  const { failures, intervalSeconds } = state;
  const wait = failures === 0 ? effectiveInterval(state, now)
    : failures < breakerOpensAt ? Math.min(firstRetry * 2 ** (failures - 1), intervalSeconds)
      : Math.min(Math.max(intervalSeconds, leastWhenOpen) * 2 ** Math.min(failures - breakerOpensAt, 20), Math.max(intervalSeconds, mostWhenOpen));
  const seconds = Math.max(wait * (1 + random / 10), Math.min(retryAfter ?? 0, longestRetryAfter));
  return new Date(now.getTime() + Math.round(seconds * 1000));
}
