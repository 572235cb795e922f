import { bodyOf, largestUnderLargest } from './operations';
import { startIbid } from './servers';

const clients = 16, seconds = 5;

/**
 * Each value of perf_hooks' monitorEventLoopDelay is the time from one tick of its timer to the next, so that the milliseconds between two ticks (10, as prom-client
 * sets it) stand in it: an idle process shows 10, one that is held up for 40 shows 50.
 */
const betweenTicksMs = 10;

/** How long the event loop is held up (99th percentile, ms, from what /metrics tells) while 16 clients ask for the largest page under the largest page. */
export async function measureEventLoop(databaseUrl: string): Promise<Record<string, number>> {
  const ibid = await startIbid('ibid', databaseUrl, { env: { IBID_CACHE: 'rows' } }); // the same answer again must be made again
  try {
    const ask = async (): Promise<boolean> => {
      const answer = await fetch(ibid.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: bodyOf(largestUnderLargest, {}) });
      return (await answer.text()).startsWith('{"data"');
    };
    await ask();
    await lagOf(ibid.url); // reading it starts it anew
    const end = performance.now() + seconds * 1000;
    let answered = 0, refused = 0;
    await Promise.all(Array.from({ length: clients }, async () => {
      while (performance.now() < end) if (await ask()) answered += 1; else refused += 1;
    }));
    return { largestPageEventLoopP99Ms: await lagOf(ibid.url), largestPageAnswered: answered, largestPageRefused: refused };
  } finally {
    await ibid.stop();
  }
}

async function lagOf(url: string): Promise<number> {
  const metrics = await (await fetch(new URL('/metrics', url))).text();
  const lag = /^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(metrics)?.[1];
  if (lag === undefined) throw new Error('expected nodejs_eventloop_lag_p99_seconds in /metrics');
  return Number(lag) * 1000 - betweenTicksMs;
}
