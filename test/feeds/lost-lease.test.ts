import { addFeed } from '../../src/feeds/add-feed';
import { claimOne, holdClaim } from '../../src/feeds/claim-feed';
import { discoverFeed } from '../../src/feeds/discover-feed';
import { createScheduler } from '../../src/feeds/scheduler';
import { createLog } from '../../src/log';
import { createOutside } from '../../src/outside/outside';
import { cleanUp, run, serve } from '../support/program';
import { useDatabase } from '../support/use-database';
import { type SiteAnswer, type WebSite, startSite } from '../support/web-site';

const graph = useDatabase('empty');
const local = createOutside({ allowPrivate: ['127.0.0.1'] });
const now = new Date('2026-03-01T00:00:00.000Z');
let site: WebSite;
beforeEach(async () => { site = await startSite(); });
afterEach(async () => {
  await cleanUp();
  await site.stop();
  await graph.sql('DELETE FROM feeds');
});

const page = (number: number, text: string): SiteAnswer => ({ body: `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Log</title>${number === 1 ? '<atom:link rel="next" href="/feed?page=2"/>' : ''}
  <item><guid>${site.url}/${number}</guid><title>Page ${number}</title><description>${text}</description></item></channel></rss>` });
const both = (text: string): WebSite['pages'] => ({ '/feed': page(1, text), '/feed?page=2': page(2, text) });
const served = (name: string): Promise<{ title: string; text: string }[]> => graph.sql(`SELECT title, body_text AS text FROM articles a JOIN origins o ON o.id = a.origin_id WHERE o.name = $1 ORDER BY title`, [name]);
const leaseIsOver = (): Promise<unknown> => graph.sql(`UPDATE feeds SET locked_until = now() - interval '1 second'`);
const runs = async (name: string): Promise<string[]> => (await graph.sql<{ status: string }>('SELECT status FROM import_runs r JOIN origins o ON o.id = r.origin_id WHERE o.name = $1 ORDER BY r.id', [name])).map(({ status }) => status);
const until = async (condition: () => Promise<boolean>): Promise<void> => { while (!await condition()) await new Promise(setImmediate); };

/** The next poll gets the first page, and the second when it is let go, as it was when it was asked for. */
function holdSecondPage(text: string): { asked: Promise<void>; letGo: () => void } {
  let ask = (): void => undefined, letGo = (): void => undefined;
  const asked = new Promise<void>((resolve) => { ask = resolve; });
  const gone = new Promise<void>((resolve) => { letGo = resolve; });
  const second = page(2, text);
  site.pages = { '/feed': page(1, text), '/feed?page=2': async () => { ask(); await gone; return second; } };
  return { asked, letGo };
}

describe('of two servers', () => {
  const allowed = (): Record<string, string> => ({ DATABASE_URL: graph.url, IBID_ALLOW_PRIVATE_ADDRESSES: '127.0.0.1' });
  const add = async (name: string): Promise<void> => {
    site.pages = both('Old');
    expect(await run(['origins', 'add', `${site.url}/feed`, '--name', name], allowed())).toMatchObject({ code: 0 });
  };

  test('the second reads an origin whose first was killed while it read it, and the run of the killed one is told', async () => {
    await add('Killed');
    const held = holdSecondPage('Old');
    const first = await serve(allowed());
    await held.asked;
    first.child.kill('SIGKILL');
    await first.finished;
    expect(await runs('Killed')).toEqual(['RUNNING']);
    site.pages = both('New');
    await leaseIsOver();
    await serve(allowed());
    await until(async () => (await runs('Killed')).includes('FINISHED'));
    held.letGo();
    expect(await served('Killed')).toEqual([{ title: 'Page 1', text: 'New' }, { title: 'Page 2', text: 'New' }]);
    expect(await runs('Killed')).toEqual(['ABANDONED', 'FINISHED']);
  });

  test('the first, frozen beyond its lease, writes nothing of what it had read when it wakes', async () => {
    await add('Frozen');
    const held = holdSecondPage('Old');
    const first = await serve(allowed());
    await held.asked;
    first.child.kill('SIGSTOP');
    try {
      site.pages = both('New');
      await leaseIsOver();
      await serve(allowed());
      await until(async () => (await runs('Frozen')).includes('FINISHED'));
      held.letGo();
    } finally {
      first.child.kill('SIGCONT');
    }
    await until(async () => !(await runs('Frozen')).includes('RUNNING'));
    expect(await served('Frozen')).toEqual([{ title: 'Page 1', text: 'New' }, { title: 'Page 2', text: 'New' }]);
    expect(await runs('Frozen')).toEqual(['FAILED', 'FINISHED']);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });
});

describe('a lease', () => {
  const add = async (name: string): Promise<number> => {
    site.pages = both('Old');
    const feed = await discoverFeed(local, `${site.url}/feed`);
    return graph.dataSource.transaction((manager) => addFeed(manager, feed, { name }, now));
  };

  test('belongs to one poll: another of the same process is no reason to go on', async () => {
    const originId = await add('Overslept');
    const scheduler = createScheduler({ dataSource: graph.dataSource, outside: local, log: createLog('silent'), clock: () => now, random: () => 0 });
    const old = holdSecondPage('Old');
    const first = scheduler.sync(originId);
    await old.asked;
    await leaseIsOver();
    const newer = holdSecondPage('New');
    const second = scheduler.sync(originId);
    await newer.asked;
    old.letGo();
    expect(await first).toBeNull();
    expect(await served('Overslept')).toEqual([]);
    newer.letGo();
    expect(await second).toMatchObject({ kind: 'read' });
    expect(await served('Overslept')).toEqual([{ title: 'Page 1', text: 'New' }, { title: 'Page 2', text: 'New' }]);
    await scheduler.stop();
  });

  test('is asked for within each write, and nobody takes the origin until the write is done', async () => {
    const originId = await add('Written');
    const claimed = await claimOne(graph.dataSource, originId);
    if (!claimed) throw new Error('expected the origin to be free');
    await leaseIsOver();
    await graph.dataSource.transaction(async (manager) => {
      await holdClaim(manager, claimed);
      expect(await claimOne(graph.dataSource, originId)).toBeNull();
      expect(await manager.query('SHOW idle_in_transaction_session_timeout')).toEqual([{ idle_in_transaction_session_timeout: '3min' }]); // a frozen process keeps others away no longer
    });
    const next = await claimOne(graph.dataSource, originId);
    expect(next).toMatchObject({ originId });
    await expect(graph.dataSource.transaction((manager) => holdClaim(manager, claimed))).rejects.toThrow('another poll reads it now');
  });
});
