import { Overloaded } from '../errors';
import type { GraphQLEndpoint } from '../graphql-endpoint';
import type { Caller } from '../keys/find-caller';
import type { Admission } from '../limits/admission';
import type { Budgets } from '../limits/budgets';
import { networkOf } from '../limits/client-address';
import { type OpenCount, subscriptionLimits } from './open-count';
import { whenEnded } from './source-stream';
import type { Subscribed } from './subscriptions';

/** Who subscribes, over what. */
export interface Subscribing {
  requestId: string;
  caller: Caller | null;
  address: string;
  isGone: () => boolean;
}

interface Options {
  endpoint: GraphQLEndpoint;
  budgets: Budgets | null;
  /** The same that requests over HTTP pass: whatever something comes over, it waits for its turn. */
  admission: Admission;
  /** Subscriptions that are open. */
  open: OpenCount;
}

/** Where sockets and streams of events begin. Throws Overloaded when their turn would not come soon. */
export interface SubscriptionDesk {
  findCaller(key: string, isGone: () => boolean): Promise<Caller | null>;
  begin(operation: object, by: Subscribing): Promise<Subscribed>;
}

export function createSubscriptionDesk({ endpoint, budgets, admission, open }: Options): SubscriptionDesk {
  const inTurn = async <T>(work: () => Promise<T>, isGone: () => boolean, client?: string): Promise<T> => {
    const done = await admission.run(async () => ({ result: await work() }), isGone, client);
    if (!done) throw new Overloaded('More is asked of this server than it can answer soon. Try again in a second or two.');
    return done.result;
  };
  return {
    findCaller: (key, isGone) => inTurn(() => endpoint.findCaller(key), isGone),
    async begin(operation, { requestId, caller, address, isGone }) {
      if (!open.admit(address)) throw new Overloaded(`Expected at most ${subscriptionLimits.ofOneAddress} open subscriptions of one address, got one more. End some first.`);
      let begun: Subscribed | null = null;
      try {
        const budget = (caller ? budgets?.ofKey(caller.name) : budgets?.ofAddress(networkOf(address))) ?? null;
        begun = await inTurn(() => endpoint.subscribe(operation, { caller, address, requestId, budget }), isGone, address);
      } finally {
        if (!begun || 'errors' in begun) open.close(address);
      }
      return 'errors' in begun ? begun : { ...begun, answers: whenEnded(begun.answers, () => { open.close(address); }) };
    },
  };
}
