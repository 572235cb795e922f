/** Seconds between attempts; together a day. */
const pauses = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 37_045];
/** What a receiver asks for (Retry-After) is heeded up to here. */
export const longestAsked = 3_600;

/** Seconds until the next attempt after so many that failed; null when it is given up. `asked`: what the receiver wants. `random` from 0 to 1, so that not everything comes back at once. */
export function pauseAfter(attempts: number, asked: number | null, random: number): number | null {
  const pause = pauses[attempts - 1];
  if (pause === undefined) return null;
  return Math.max(pause * (1 - random / 10), Math.min(asked ?? 0, longestAsked));
}
