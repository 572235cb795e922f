import type { Redis } from '../redis';
import { script } from '../redis-script';
import type { Budget } from './budgets';
import type { LeakyBucket } from './leaky-bucket';

/** One bucket for all processes, by the clock of Redis: takes what is owed in any case, and the points if they are there; gives whether it did, and what remains. */
const takePoints = script(`
local limit, rate, owed, points = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local state = redis.call('HMGET', KEYS[1], 'used', 'at')
local used, at = tonumber(state[1]) or 0, tonumber(state[2]) or now
used = math.max(0, math.max(0, used - math.max(0, now - at) * rate / 1000) + owed)
local taken = 0
if used + points <= limit then used = used + points taken = 1 end
redis.call('HSET', KEYS[1], 'used', used, 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(used / rate * 1000) + 1000)
return { taken, tostring(limit - used) }`);

/** Points that a process may spend before it tells the others: two processes together go over a budget by at most four hundredths of it. */
const allowance = (limit: number): number => Math.max(2, limit / 50);
/** What is owed is told at the latest after so long. */
const flushMs = 50;

/**
 * A budget that processes share through Redis. An operation is charged there, at once and for all; single points are spent by what this process knows and
 * told in sums. While Redis does not answer, the bucket of this process is all there is: nobody is refused for that, nobody waits.
 */
export function sharedBudget(redis: Redis, bucket: LeakyBucket, client: string): Budget {
  const key = `ibid:budget:${client}`;
  const { limit, restoreRate } = bucket;
  let owed = 0, timer: NodeJS.Timeout | null = null, telling: Promise<void> | null = null;

  const ask = async (points: number): Promise<boolean | null> => {
    const told = owed;
    owed = 0;
    try {
      const [taken, remaining] = await redis.run(takePoints, [key], [limit, restoreRate, told, points]) as [number, string];
      bucket.set(Number(remaining) - Math.max(0, owed), performance.now());
      return taken === 1;
    } catch {
      return null; // redis.ts has told the log; the bucket here already knows what was owed
    }
  };
  const tell = (): Promise<void> => (telling ??= ask(0).then(() => { telling = null; }));
  const owe = (points: number): void => {
    if (!redis.live) return;
    owed += points;
    if (Math.abs(owed) * 2 >= allowance(limit)) void tell();
    timer ??= setTimeout(() => {
      timer = null;
      if (owed !== 0) void tell();
    }, flushMs).unref();
  };

  return {
    async take(points) {
      if (redis.live) {
        const taken = await ask(points);
        if (taken !== null) return taken;
      }
      return bucket.take(points, performance.now());
    },
    spend(points) {
      const spend = (): boolean => {
        const spent = bucket.take(points, performance.now());
        if (spent) owe(points);
        return spent;
      };
      return redis.live && owed >= allowance(limit) ? tell().then(spend) : spend();
    },
    giveBack(points) {
      bucket.giveBack(points);
      owe(-points);
    },
    throttle: () => ({ limit, remaining: Math.floor(bucket.remaining(performance.now())), restoreRate }),
  };
}
