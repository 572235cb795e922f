import { createHmac } from 'node:crypto';
import { addFeed } from '../../src/feeds/add-feed';
import { discoverFeed } from '../../src/feeds/discover-feed';
import { createFeedDesk } from '../../src/feeds/feed-desk';
import { createScheduler } from '../../src/feeds/scheduler';
import { createLog } from '../../src/log';
import { createOutside } from '../../src/outside/outside';
import { type RunningServer, startServer } from '../../src/server';
import { Blog } from '../support/blog';
import { useDatabase } from '../support/use-database';
import { type WebSite, startSite } from '../support/web-site';

const graph = useDatabase('empty');
const outside = createOutside({ allowPrivate: ['127.0.0.1'] });
const log = createLog('silent');
const blog = new Blog();
let site: WebSite;
let server: RunningServer;
let originId: number;
const asked: URLSearchParams[] = [];
const scheduler = (): ReturnType<typeof createScheduler> => createScheduler({ dataSource: graph.dataSource, outside, log, publicUrl: 'https://graph.example', random: () => 0 });

beforeAll(async () => {
  site = await startSite({ '/feed.xml': blog.answer, '/hub': (_request, body) => { asked.push(new URLSearchParams(body)); return { status: 202 }; } });
  blog.publish('The first');
  blog.channel = `<atom:link rel="hub" href="${site.url}/hub"/><atom:link rel="self" href="${site.url}/self.xml"/>`;
  const feeds = createFeedDesk({ dataSource: graph.dataSource, outside, scheduler: scheduler(), log, publicUrl: 'https://graph.example' });
  server = await startServer({ port: 0, host: '127.0.0.1', feeds }, graph.db, log);
  const feed = await discoverFeed(outside, `${site.url}/feed.xml`);
  originId = await graph.dataSource.transaction((manager) => addFeed(manager, feed, {}, new Date()));
});
afterAll(async () => { await server.stop(); await site.stop(); });

const callback = (): string => (asked[0]?.get('hub.callback') ?? '').replace('https://graph.example', server.url);
const minutesToNext = async (): Promise<number> => {
  const [row] = await graph.sql<{ minutes: number }>('SELECT round(extract(epoch FROM next_sync_at - now()) / 60)::int AS minutes FROM feeds');
  return row?.minutes ?? NaN;
};
const deliver = async (body: string, signature: string | null): Promise<number> => (await fetch(callback(), { method: 'POST', body, headers: signature === null ? {} : { 'x-hub-signature': signature } })).status;

describe('a feed that offers a hub', () => {
  test('is subscribed to with an address that nobody can guess and a secret, once', async () => {
    expect(await scheduler().sync(originId)).toMatchObject({ kind: 'read', hub: `${site.url}/hub`, topic: `${site.url}/self.xml` });
    expect(await scheduler().sync(originId)).toMatchObject({ kind: 'unchanged' });
    expect(asked.map((form) => Object.fromEntries(form))).toEqual([{
      'hub.mode': 'subscribe', 'hub.topic': `${site.url}/self.xml`, 'hub.lease_seconds': '864000',
      'hub.callback': expect.stringMatching(/^https:\/\/graph\.example\/websub\/[\w-]{32}$/) as string, 'hub.secret': expect.stringMatching(/^[\w-]{43}$/) as string,
    }]);
    expect(await minutesToNext()).toBe(30);
  });

  test('is confirmed only for what was asked', async () => {
    const confirm = async (query: Record<string, string>, address = callback()): Promise<[number, string]> => {
      const answer = await fetch(`${address}?${new URLSearchParams(query).toString()}`);
      return [answer.status, await answer.text()];
    };
    const right = { 'hub.mode': 'subscribe', 'hub.topic': `${site.url}/self.xml`, 'hub.challenge': 'say this', 'hub.lease_seconds': '864000' };
    expect(await confirm({ ...right, 'hub.topic': 'https://other.example/' })).toEqual([404, '']);
    expect(await confirm({ ...right, 'hub.mode': 'unsubscribe' })).toEqual([404, '']);
    expect(await confirm(right, `${server.url}/websub/${'x'.repeat(32)}`)).toEqual([404, '']);
    expect(await confirm(right, `${server.url}/websub/x`)).toEqual([404, '']);
    expect(await confirm(right)).toEqual([200, 'say this']);
  });

  test('is polled rarely from then on', async () => {
    await scheduler().sync(originId);
    expect(await minutesToNext()).toBe(24 * 60);
    expect(asked).toHaveLength(1);
  });

  test('is due at once after a signed delivery, and not after any other', async () => {
    const body = 'x'.repeat(2_000_000);
    const sign = (method: string, secret: string): string => `${method}=${createHmac(method, secret).update(body).digest('hex')}`;
    const secret = asked[0]?.get('hub.secret') ?? '';
    for (const forged of [null, sign('sha256', 'another'), 'sha256=00', 'md5=d41d8cd98f00b204e9800998ecf8427e', `sha256=${'0'.repeat(64)}`]) expect(await deliver(body, forged)).toBe(202);
    expect(await minutesToNext()).toBe(24 * 60);
    expect(await deliver(body, sign('sha1', secret))).toBe(202);
    expect(await minutesToNext()).toBe(0);
    blog.publish('Told at once');
    expect(await scheduler().tick()).toEqual([originId]);
    expect(await graph.query('{ articles(first: 1) { nodes { bodyText } } }')).toEqual({ articles: { nodes: [{ bodyText: 'Told at once' }] } });
  });

  test('is asked again before the subscription ends, and polled as before when it has ended or the hub is gone', async () => {
    await graph.sql(`UPDATE feeds SET hub_until = now() + interval '1 day', hub_asked_at = now() - interval '9 days'`);
    await scheduler().sync(originId);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.get('hub.callback')).toBe(asked[0]?.get('hub.callback'));
    await graph.sql(`UPDATE feeds SET hub_until = now() - interval '1 minute'`);
    await scheduler().sync(originId);
    expect(await minutesToNext()).toBe(30);
    await graph.sql(`UPDATE feeds SET hub_until = now() + interval '5 days'`);
    blog.channel = '';
    await scheduler().sync(originId);
    expect(await graph.sql('SELECT hub, hub_until FROM feeds')).toEqual([{ hub: null, hub_until: null }]);
  });

  test('that cannot be had or says no is no fault of the origin', async () => {
    for (const [i, hub] of [`${site.url}/nothing`, 'http://10.0.0.1/hub'].entries()) {
      blog.channel = `<atom:link rel="hub" href="${hub}"/>`;
      await graph.sql('UPDATE feeds SET hub_asked_at = NULL');
      expect([i, (await scheduler().sync(originId))?.kind]).toEqual([i, 'read']);
      expect(await graph.sql('SELECT last_error FROM origins')).toEqual([{ last_error: null }]);
    }
  });
});

test('deliveries larger than a feed may be are cut off, and other methods refused', async () => {
  await expect(deliver('x'.repeat(11_000_000), 'sha1=00').catch(() => 413)).resolves.toBe(413);
  expect((await fetch(callback(), { method: 'DELETE' })).status).toBe(405);
});

test('readiness says that origins are away, and that the graph is served all the same', async () => {
  const ready = async (): Promise<unknown[]> => {
    const answer = await fetch(`${server.url}/readyz`);
    return [answer.status, await answer.json()];
  };
  expect(await ready()).toEqual([200, { status: 'ready' }]);
  await graph.sql(`UPDATE origins SET last_error = 'away'`);
  expect(await ready()).toEqual([200, { status: 'degraded', reason: '1 of the origins that are polled could not be read lately; what came from them is served' }]);
});
