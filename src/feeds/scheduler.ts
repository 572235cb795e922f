import type { DataSource } from 'typeorm';
import type { Log } from '../log';
import type { Outside } from '../outside/outside';
import { type ClaimedFeed, LeaseLost, claimDue, claimOne, releaseClaim, renewClaim } from './claim-feed';
import { type PollOutcome, pollFeed } from './poll-feed';
import { markOverdue, settlePoll } from './settle-poll';
import { subscribe } from './websub';

/** Reads origins when they are due, each of them alone, beside any number of other processes that do the same. */
export interface Scheduler {
  /** Reads everything that is due now. Gives the ids of the origins that were read. */
  tick(): Promise<number[]>;
  /** Reads one origin now, whether it is due or not; null when another poll reads it, or it is not polled. */
  sync(originId: number): Promise<PollOutcome | null>;
  /** Ticks from now on. */
  start(): void;
  /** Looks at once whether something is due. */
  wake(): void;
  /** Takes no new origin and gives the one that is being read back: whoever is there next reads it again. */
  stop(): Promise<void>;
}

interface Options {
  dataSource: DataSource;
  outside: Outside;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** What time it is for what is due. */
  clock?: () => Date;
  /** From 0 to 1. */
  random?: () => number;
  /** Where this server is reached from outside; null: hubs cannot deliver, and origins are polled. */
  publicUrl?: string | null;
}

/** Origins that a process reads at a time: they wait for others most of the time, and one that is slow must not hold up the rest. */
const together = 3;
/** A statement so often is nothing, and no origin waits longer for its turn. */
const pauseMs = 5_000;

export function createScheduler({ dataSource, outside, log, clock = () => new Date(), random = Math.random, publicUrl = null }: Options): Scheduler {
  let timer: NodeJS.Timeout | undefined;
  let started = false;
  let waiting = false;
  const stopping = new AbortController();
  const stopped = (): boolean => stopping.signal.aborted;
  const stoppable: Outside = { fetch: (request) => outside.fetch({ ...request, signal: stopping.signal }) };
  let running: Promise<unknown> = Promise.resolve();

  const onPage = async (feed: ClaimedFeed): Promise<void> => {
    if (stopped()) throw new LeaseLost('stopped; it is read again when the server is back');
    await renewClaim(dataSource, feed);
  };
  const poll = async (feed: ClaimedFeed): Promise<PollOutcome | null> => {
    const now = clock();
    try {
      const outcome = await pollFeed(feed, { dataSource, outside: stoppable, now, onPage: () => onPage(feed) });
      if (stopped() && outcome.kind === 'failed') throw new LeaseLost('stopped'); // which was no fault of the origin
      if (outcome.kind === 'failed') log.warn({ origin: feed.name, reason: outcome.reason }, 'an origin could not be read');
      await dataSource.transaction((manager) => settlePoll(manager, feed, outcome, now, random()));
      if (publicUrl !== null && (outcome.kind === 'read' || outcome.kind === 'unchanged')) await subscribe(dataSource, stoppable, publicUrl, feed, now, log);
      return outcome;
    } catch (error) {
      if (error instanceof LeaseLost) {
        await releaseClaim(dataSource, feed);
        return null;
      }
      // A fault of ours: the origin is tried again like one that failed, so that it does not come round at once for ever.
      await dataSource.transaction((manager) => settlePoll(manager, feed, { kind: 'failed', reason: 'a fault of the server; its log says more', retryAfter: null, recorded: false }, now, random()));
      throw error;
    }
  };
  const tick = async (): Promise<number[]> => {
    const polled: number[] = [];
    await markOverdue(dataSource.manager, clock());
    const work = async (): Promise<void> => {
      while (!stopped()) {
        const feed = await claimDue(dataSource, clock());
        if (!feed) return;
        polled.push(feed.originId);
        await poll(feed);
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: together }, work));
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
    return polled;
  };
  /** Never two at once: the next is planned when one has ended. */
  const run = (): void => {
    if (waiting) return; // it will look at everything that is due then
    clearTimeout(timer);
    waiting = true;
    running = running.then(() => {
      waiting = false;
      return tick();
    })
      .catch((error: unknown) => { log.error({ err: error }, 'origins that are due could not be read; tried again'); })
      .then(() => {
        clearTimeout(timer);
        if (!stopped()) timer = setTimeout(run, pauseMs).unref();
      });
  };
  return {
    tick,
    async sync(originId) {
      const feed = await claimOne(dataSource, originId);
      return feed && poll(feed);
    },
    start() {
      started = true;
      run();
    },
    wake() {
      if (started && !stopped()) run();
    },
    async stop() {
      stopping.abort(new Error('the server stops'));
      clearTimeout(timer);
      await running;
    },
  };
}
