import type { Changes } from '../database/changes';
import type { Database } from '../database/database';
import type { Log } from '../log';
import type { Outside } from '../outside/outside';
import { pauseAfter } from './back-off';
import { type DueDelivery, deliver, gone } from './deliver';
import { claimDue, forgetOld, giveBack, keepQuiet, mostOfOneWebhook, pauseWebhook, secondsToNext, settleAttempt } from './delivery-queue';

/** Attempts of one process at a time: more than there are webhooks, so that however many hang, none waits for room. */
const mostAtOnce = 128;
/** So long nobody looks at most: what another process left behind is found by then. */
const longestPauseMs = 5_000;
/** What is due but has to wait for its turn is asked for again after this. */
const shortestPauseMs = 200;
const forgettingMs = 3_600_000;
/** For attempts under way when the process stops; what has no answer then is given back. */
const stopPatienceMs = 2_000;

export interface WebhookWorker {
  /** Takes nothing new, and waits for what is under way, but not long: the rest is given back to be told by another process. */
  stop(): Promise<void>;
}

interface Options {
  db: Database;
  outside: Outside;
  changes: Changes;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
  random?: () => number;
  /** Milliseconds that attempts under way have to end when the process stops. */
  stopPatience?: number;
}

/** Tells webhooks what happened, as long as the process lives and beside any number of other processes that do the same. */
export function startWebhookWorker({ db, outside, changes, log, random = Math.random, stopPatience = stopPatienceMs }: Options): WebhookWorker {
  const underWay = new Map<number, number>();
  const attempts = new Set<Promise<void>>();
  /** Webhooks whose last attempt failed: they are tried one message at a time until they answer again. */
  const failing = new Set<number>();
  const stopping = new AbortController();
  const stoppable: Outside = { fetch: (request) => outside.fetch({ ...request, signal: stopping.signal }) };
  let stopped = false;
  let looking = false;
  let looked: Promise<void> = Promise.resolve();
  let lookAgain = false;
  let timer: NodeJS.Timeout | undefined;
  let forgotten = Date.now();

  const attempt = async (due: DueDelivery): Promise<void> => {
    const made = await deliver(due, stoppable);
    if (made.error !== null && stopping.signal.aborted) return giveBack(db, due);
    if (made.error === null) failing.delete(due.webhookId);
    else failing.add(due.webhookId);
    const pause = made.status === gone ? null : pauseAfter(due.attempts, made.retryAfter, random());
    if (made.error !== null) log.info({ webhook: due.webhookId, event: due.eventId, attempt: due.attempts, status: made.status, nextInSeconds: pause }, 'a webhook could not be told');
    await settleAttempt(db, due, made, pause);
    if (made.status === gone) await pauseWebhook(db, due.webhookId);
    else if (made.retryAfter !== null) await keepQuiet(db, due.webhookId, made.retryAfter);
  };
  const begin = (due: DueDelivery): void => {
    underWay.set(due.webhookId, (underWay.get(due.webhookId) ?? 0) + 1);
    const running = attempt(due).catch((error: unknown) => {
      log.error({ err: error, webhook: due.webhookId, event: due.eventId }, 'an attempt to tell a webhook failed'); // it is made again when its lease is over
    }).finally(() => {
      const left = (underWay.get(due.webhookId) ?? 1) - 1;
      if (left === 0) underWay.delete(due.webhookId);
      else underWay.set(due.webhookId, left);
      attempts.delete(running);
      look();
    });
    attempts.add(running);
  };
  const lookOnce = async (): Promise<number> => {
    const rooms = new Map([...underWay.keys(), ...failing].map((id) => [id, Math.max(0, (failing.has(id) ? 1 : mostOfOneWebhook) - (underWay.get(id) ?? 0))]));
    const claimed = attempts.size < mostAtOnce ? await claimDue(db, rooms, mostAtOnce - attempts.size) : [];
    if (stopped) await Promise.all(claimed.map((due) => giveBack(db, due)));
    else for (const due of claimed) begin(due);
    if (Date.now() - forgotten > forgettingMs) {
      forgotten = Date.now();
      await forgetOld(db);
    }
    if (claimed.length > 0) return 0;
    return Math.min(longestPauseMs, ((await secondsToNext(db)) ?? Infinity) * 1000 + 10);
  };
  const look = (): void => {
    lookAgain = true;
    if (looking || stopped) return;
    looking = true;
    clearTimeout(timer);
    looked = (async () => {
      let pauseMs = longestPauseMs;
      try {
        do {
          lookAgain = false;
          pauseMs = await lookOnce();
        } while ((lookAgain || pauseMs === 0) && !stopped && attempts.size < mostAtOnce);
      } catch (error) {
        log.warn({ err: error }, 'webhooks could not be looked after; they are again in a moment');
      }
      looking = false;
      if (!stopped) timer = setTimeout(look, Math.max(pauseMs, shortestPauseMs)).unref();
    })();
  };
  changes.onChange((table, kind) => { if (table === '*' || (table === 'webhook_deliveries' && kind === 'INSERT') || table === 'webhooks') look(); });
  look();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      const patience = setTimeout(() => { stopping.abort(); }, stopPatience);
      await looked; // what it took meanwhile it gives back
      await Promise.all(attempts);
      clearTimeout(patience);
    },
  };
}
