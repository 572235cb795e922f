import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Log } from '../log';
import type { Outside } from '../outside/outside';
import { type FoundFeed, discoverFeed } from './discover-feed';
import type { HandedIn } from '../imports/import-request';
import { createImportDesk } from './import-desk';
import type { Scheduler } from './scheduler';
import { type WebSubEndpoint, createWebSubEndpoint } from './websub-endpoint';

/** What a request may take that waits for others; the whole of it has five seconds. */
const patienceMs = 3_000;

/** Where mutations ask for what takes longer than a request may: it goes on when they no longer wait. */
export interface FeedDesk {
  /** @throws IbidError NO_FEED_FOUND */
  find(url: string): Promise<FoundFeed>;
  /** Has an origin read now; waits for it, but not long. */
  sync(originId: number): Promise<void>;
  /** Has what is due read soon. */
  wake(): void;
  /** Where hubs deliver; null without a public address. */
  readonly webSub: WebSubEndpoint | null;
  /** Imports a text, or what is at an address; gives the run, which may go on; null when there was nothing to import. */
  import(handedIn: HandedIn): Promise<number | null>;
  /** From now on imports go on that a restart cut off. */
  start(): void;
  stop(): Promise<void>;
}

/** One a server. */
export function createFeedDesk({ dataSource, outside, scheduler, log, publicUrl = null }: { dataSource: DataSource; outside: Outside; scheduler: Scheduler; log: Pick<Log, 'info' | 'error'>; publicUrl?: string | null }): FeedDesk {
  const imports = createImportDesk({ dataSource, outside, log });
  const failed = (error: unknown): void => { log.error({ err: error }, 'what a request began did not come to its end'); };
  return {
    find: (url) => discoverFeed(outside, url, patienceMs),
    async sync(originId) {
      const work = scheduler.sync(originId).then((outcome) => { if (outcome === null) scheduler.wake(); }).catch(failed);
      await atMost(work);
    },
    wake: () => { scheduler.wake(); },
    webSub: publicUrl === null ? null : createWebSubEndpoint(dataSource, () => { scheduler.wake(); }),
    async import(handedIn) {
      let runId: number | null = null;
      const work = imports.import(handedIn, (id) => { runId = id; });
      await atMost(work);
      work.catch(failed); // heard here when nobody waits any more
      return runId;
    },
    start: () => { imports.start(); },
    stop: () => imports.stop(),
  };
}

/** Waits until the work has ended, or for as long as a request may; throws what the work throws until then. */
async function atMost(work: Promise<unknown>): Promise<void> {
  const limit = new AbortController();
  try {
    await Promise.race([work, delay(patienceMs, undefined, { signal: limit.signal, ref: false })]);
  } finally {
    limit.abort();
  }
}
