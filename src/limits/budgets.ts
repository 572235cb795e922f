import { LRUCache } from 'lru-cache';
import { LeakyBucket } from './leaky-bucket';

/** What a client has left, as `extensions.cost.throttle` shows it. */
export interface Throttle {
  /** Points of a full budget. */
  limit: number;
  /** Points that are there now. */
  remaining: number;
  /** Points that come back each second. */
  restoreRate: number;
}

/** The points of one client. */
export interface Budget {
  /** Takes points if they are there; a promise where other processes have to be asked. */
  take(points: number): boolean | Promise<boolean>;
  /** As `take`, for a few points: mostly at once, by what this process knows. */
  spend(points: number): boolean | Promise<boolean>;
  giveBack(points: number): void;
  throttle(): Throttle;
}

/** The budgets of all clients. */
export interface Budgets {
  ofAddress(address: string): Budget;
  ofKey(name: string): Budget;
}

/** An empty budget is full again after so many seconds (as Shopify's: 50 points a second into a bucket of 1,000). */
export const secondsToRestore = 20;

/** Clients whose budgets are known at a time; who was not seen for longest is forgotten, with what it owes. */
const mostClients = 50_000;

/** How many points a budget holds. */
export interface BudgetSizes { address: number; key: number }

/** Budgets that this process alone keeps. `make` can put something else in their place, over the bucket. */
export function createBudgets(sizes: BudgetSizes, make: (bucket: LeakyBucket, client: string) => Budget = localBudget): Budgets {
  const known = new LRUCache<string, Budget>({ max: mostClients });
  const find = (client: string, limit: number): Budget => {
    let budget = known.get(client);
    if (!budget) known.set(client, budget = make(new LeakyBucket(limit, limit / secondsToRestore, performance.now()), client));
    return budget;
  };
  return {
    ofAddress: (address) => find(`address ${address}`, sizes.address),
    ofKey: (name) => find(`key ${name}`, sizes.key),
  };
}

export function localBudget(bucket: LeakyBucket): Budget {
  const take = (points: number): boolean => bucket.take(points, performance.now());
  return {
    take, spend: take,
    giveBack: (points) => { bucket.giveBack(points); },
    throttle: () => ({ limit: bucket.limit, remaining: Math.floor(bucket.remaining(performance.now())), restoreRate: bucket.restoreRate }),
  };
}
