import { addFeed } from '../../src/feeds/add-feed';
import { discoverFeed } from '../../src/feeds/discover-feed';
import { type Scheduler, createScheduler } from '../../src/feeds/scheduler';
import { createLog } from '../../src/log';
import { type Outside, createOutside } from '../../src/outside/outside';
import { Blog } from '../support/blog';
import { useDatabase } from '../support/use-database';
import { type WebSite, startSite } from '../support/web-site';

const graph = useDatabase('empty');
const local = createOutside({ allowPrivate: ['127.0.0.1'] });
/** Deadlines of a test are short: a server that never answers is waited for. */
const outside: Outside = { fetch: (request) => local.fetch({ ...request, timeoutMs: 400 }) };

interface Shown { name: string; kind: string; url: string; lastSyncedAt: string | null; lastSuccessAt: string | null; lastError: string | null; stale: boolean; nextSyncAt: string | null }
const minute = 60_000;

let site: WebSite;
let blog: Blog;
let now: Date;
let scheduler: Scheduler;
let originId: number;

beforeAll(async () => {
  blog = new Blog();
  blog.publish('The first');
  site = await startSite({ '/feed.xml': blog.answer });
  now = new Date('2026-03-01T00:00:00.000Z');
  scheduler = createScheduler({ dataSource: graph.dataSource, outside, log: createLog('silent'), clock: () => now, random: () => 0 });
  const feed = await discoverFeed(outside, `${site.url}/feed.xml`);
  originId = await graph.dataSource.transaction((manager) => addFeed(manager, feed, {}, now));
});
afterAll(() => site.stop());

const origin = async (): Promise<Shown> => {
  const { origins: { nodes: [shown] } } = await graph.query<{ origins: { nodes: Shown[] } }>('{ origins { nodes { name kind url lastSyncedAt lastSuccessAt lastError stale nextSyncAt } } }');
  if (!shown) throw new Error('expected an origin');
  return shown;
};
const served = async (): Promise<string[]> => (await graph.query<{ articles: { nodes: { title: string; bodyText: string }[] } }>('{ articles(first: 100) { nodes { title bodyText } } }'))
  .articles.nodes.map(({ title, bodyText }) => `${title}: ${bodyText}`);
/** Everything that was ever published, as it was last seen. */
const expected = new Map<number, string>();
const note = (): void => { for (const { id, title, text } of blog.posts) expected.set(id, `${title}: ${text}`); };
const expectedNow = (): string[] => [...expected].sort(([a], [b]) => b - a).map(([, text]) => text);
const inMinutes = (from: Date, minutes: number): string => new Date(from.getTime() + minutes * minute).toISOString();

/** Goes to the moment when the origin is due, and polls. */
async function pollWhenDue(): Promise<Shown> {
  const due = (await origin()).nextSyncAt;
  now = new Date(Math.max(now.getTime(), Date.parse(due ?? '')));
  if (Number.isNaN(now.getTime())) throw new Error('the origin is not polled any more');
  expect(await scheduler.tick()).toEqual([originId]);
  return origin();
}

async function pollWithSuccess(): Promise<void> {
  note();
  const shown = await pollWhenDue();
  expect(shown).toMatchObject({ lastError: null, stale: false, lastSyncedAt: now.toISOString(), lastSuccessAt: now.toISOString(), nextSyncAt: inMinutes(now, 30) });
  expect(await served()).toEqual(expectedNow());
}

async function pollInVain(reason: RegExp, minutesToNext: number): Promise<void> {
  const before = await origin();
  const shown = await pollWhenDue();
  expect(shown).toMatchObject({ lastError: expect.stringMatching(reason) as string, stale: true, lastSyncedAt: now.toISOString(), lastSuccessAt: before.lastSuccessAt, nextSyncAt: inMinutes(now, minutesToNext) });
  expect(await served()).toEqual(expectedNow()); // nothing is lost
}

describe('a blog that is polled fifty times', () => {
  test('is due at once, and is stale until it was read', async () => {
    expect(await origin()).toMatchObject({ name: 'Lighthouse Log', kind: 'rss', url: `${site.url}/feed.xml`, lastSyncedAt: null, lastSuccessAt: null, lastError: null, stale: true, nextSyncAt: now.toISOString() });
  });

  test('1 to 20: each new and changed post is served, and an answer without change is a success', async () => {
    for (let n = 1; n <= 20; n++) {
      if (n % 3 === 0) blog.publish(`Written before poll ${n}`);
      if (n % 5 === 0 && blog.posts[0]) blog.posts[0].text = `Changed before poll ${n}`;
      await pollWithSuccess();
    }
    const [runs] = await graph.sql<{ runs: number; created: number; updated: number }>(`SELECT count(*) AS runs, sum((counts->'articles'->>'created')::int) AS created, sum((counts->'articles'->>'updated')::int) AS updated FROM import_runs`);
    expect(runs).toEqual({ runs: 10, created: 7, updated: 3 }); // polls that were answered with 304 read nothing
    expect(await scheduler.tick()).toEqual([]); // nothing is due
  });

  test('21 to 23: a post that is gone from the feed stays, for a feed has the newest only', async () => {
    blog.posts.shift();
    for (let n = 21; n <= 23; n++) await pollWithSuccess();
  });

  test('24 to 30: failures are asked again soon, then later and later; from the fifth on rarely; one success closes the breaker', async () => {
    site.pages = { '/feed.xml': { status: 500, body: 'oops' } };
    for (const minutes of [1, 2, 4, 8, 60, 120]) await pollInVain(/\/feed\.xml: expected a feed, got HTTP status 500$/, minutes);
    const failed = await graph.query<{ origins: { nodes: { runs: { nodes: object[] } }[] } }>('{ origins { nodes { runs(first: 6) { nodes { status failedCount failed(first: 1) { nodes { reason } } } } } } }');
    expect(failed.origins.nodes[0]?.runs.nodes).toEqual(Array(6).fill({ status: 'FAILED', failedCount: 1, failed: { nodes: [{ reason: expect.stringContaining('500') as string }] } }));
    site.pages = { '/feed.xml': blog.answer };
    blog.publish('After the storm');
    await pollWithSuccess();
  });

  test('31 to 33: a server that wants to be left alone until later is', async () => {
    site.pages = { '/feed.xml': { status: 503, headers: { 'retry-after': '5400' } } };
    await pollInVain(/503/, 90);
    site.pages = { '/feed.xml': () => ({ status: 429, headers: { 'retry-after': new Date(now.getTime() + 45 * minute).toUTCString() } }) };
    await pollInVain(/429/, 45);
    site.pages = { '/feed.xml': blog.answer };
    await pollWithSuccess();
  });

  test('34 to 38: one that never answers, breaks the connection, or sends half, fails', async () => {
    site.pages = { '/feed.xml': () => null };
    await pollInVain(/feed\.xml/, 1);
    site.pages = { '/feed.xml': { hang: true } };
    await pollInVain(/not complete in time/, 2);
    site.pages = { '/feed.xml': { headers: { 'content-length': '5000' }, body: blog.rss.slice(0, 400) } };
    await pollInVain(/feed\.xml/, 4);
    site.pages = { '/feed.xml': { headers: { 'content-encoding': 'gzip' }, body: 'no gzip' } };
    await pollInVain(/feed\.xml/, 8);
    site.pages = { '/feed.xml': blog.answer };
    await pollWithSuccess();
  });

  test('39 to 42: a broken feed says so, what stands before the break is served, and the next poll mends it', async () => {
    blog.publish('Stands before the break');
    const whole = blog.rss;
    const cut = whole.slice(0, whole.indexOf('</item>') + 20);
    site.pages = { '/feed.xml': { body: cut } };
    note();
    await pollInVain(/expected .*found the end|breaks off/, 1);
    site.pages = { '/feed.xml': { headers: { 'content-type': 'application/rss+xml' }, body: '<!doctype html><title>Maintenance</title>' } };
    await pollInVain(/expected a feed .*got a web page/, 2);
    site.pages = { '/feed.xml': { body: '' } };
    await pollInVain(/got nothing/, 4);
    site.pages = { '/feed.xml': blog.answer };
    await pollWithSuccess();
  });

  test('43 to 46: one that moved for good is asked for at its new place from then on; one that is elsewhere today is not', async () => {
    site.pages = { '/feed.xml': { status: 302, headers: { location: '/today.xml' } }, '/today.xml': blog.answer };
    blog.publish('From elsewhere');
    await pollWithSuccess();
    expect((await origin()).url).toBe(`${site.url}/feed.xml`);
    site.pages = { '/feed.xml': { status: 301, headers: { location: '/moved.xml' } }, '/moved.xml': blog.answer };
    await pollWithSuccess();
    expect((await origin()).url).toBe(`${site.url}/moved.xml`);
    site.pages = { '/moved.xml': blog.answer };
    blog.publish('At the new place');
    await pollWithSuccess();
    site.asked.length = 0;
    await pollWithSuccess();
    expect(site.asked).toEqual(['GET /moved.xml']);
  });

  test('47 to 49: a server of ours that was off says on its return that it serves old content', async () => {
    now = new Date(now.getTime() + 61 * minute);
    site.pages = { '/moved.xml': () => null };
    await graph.sql('UPDATE feeds SET locked_until = now() + interval \'1 hour\', locked_by = $1', ['another process']);
    expect(await scheduler.tick()).toEqual([]);
    expect(await origin()).toMatchObject({ stale: true, lastError: null });
    await graph.sql('UPDATE feeds SET locked_until = now() - interval \'1 second\'');
    await pollInVain(/moved\.xml/, 1); // the lease of a process that was killed has run out
    site.pages = { '/moved.xml': blog.answer };
    await pollWithSuccess();
    await pollWithSuccess();
  });

  test('50 to 52: one that is gone for good is not asked any more, and what came from it stays', async () => {
    await pollWithSuccess();
    site.pages = { '/moved.xml': { status: 410 } };
    const before = await origin();
    now = new Date(Date.parse(before.nextSyncAt ?? ''));
    expect(await scheduler.tick()).toEqual([originId]);
    expect(await origin()).toMatchObject({ stale: true, nextSyncAt: null, lastError: expect.stringContaining('410') as string });
    now = new Date(now.getTime() + 10_000 * minute);
    expect(await scheduler.tick()).toEqual([]);
    expect(await served()).toEqual(expectedNow());
    site.pages = { '/moved.xml': blog.answer };
    expect(await scheduler.sync(originId)).toMatchObject({ kind: 'read' });
    expect(await origin()).toMatchObject({ stale: false, lastError: null, nextSyncAt: inMinutes(now, 30) });
  });
});
