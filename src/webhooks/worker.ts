import type { Changes } from '../database/changes';
import type { Database } from '../database/database';
import type { Log } from '../log';
import type { Outside } from '../outside/outside';
import { pauseAfter } from './back-off';
import { type DueDelivery, deliver, gone } from './deliver';
import { claimDue, forgetOld, mostOfOneWebhook, pauseWebhook, secondsToNext, settleAttempt } from './delivery-queue';

/** Attempts of one process at a time. */
const mostAtOnce = 32;
/** So long nobody looks at most: what another process left behind is found by then. */
const longestPauseMs = 5_000;
/** What is due but has to wait for its turn is asked for again after this. */
const shortestPauseMs = 200;
const forgettingMs = 3_600_000;
/** Of attempts under way when the process stops; what is lost then is made again by another. */
const stopLimitMs = 5_000;

export interface WebhookWorker {
  /** Takes nothing new and waits for what is under way, five seconds at most. */
  stop(): Promise<void>;
}

interface Options { db: Database; outside: Outside; changes: Changes; log: Pick<Log, 'info' | 'warn' | 'error'>; random?: () => number }

/** Tells webhooks what happened, as long as the process lives and beside any number of other processes that do the same. */
export function startWebhookWorker({ db, outside, changes, log, random = Math.random }: Options): WebhookWorker {
  const underWay = new Map<number, number>();
  const attempts = new Set<Promise<void>>();
  let stopped = false;
  let looking = false;
  let lookAgain = false;
  let timer: NodeJS.Timeout | undefined;
  let forgotten = Date.now();

  const attempt = async (due: DueDelivery): Promise<void> => {
    const made = await deliver(due, outside);
    const pause = made.status === gone ? null : pauseAfter(due.attempts, made.retryAfter, random());
    if (made.error !== null) log.info({ webhook: due.webhookId, event: due.eventId, attempt: due.attempts, status: made.status, nextInSeconds: pause }, 'a webhook could not be told');
    await settleAttempt(db, due, made, pause);
    if (made.status === gone) await pauseWebhook(db, due.webhookId);
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
    const busy = [...underWay].filter(([, count]) => count >= mostOfOneWebhook).map(([id]) => id);
    const claimed = attempts.size < mostAtOnce ? await claimDue(db, busy, mostAtOnce - attempts.size) : [];
    for (const due of claimed) begin(due);
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
    void (async () => {
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
      let limit: NodeJS.Timeout | undefined;
      await Promise.race([Promise.all(attempts), new Promise((resolve) => { limit = setTimeout(resolve, stopLimitMs); })]);
      clearTimeout(limit);
    },
  };
}
