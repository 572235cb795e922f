import { addFeed } from '../../src/feeds/add-feed';
import { discoverFeed } from '../../src/feeds/discover-feed';
import { createScheduler } from '../../src/feeds/scheduler';
import { createLog } from '../../src/log';
import { type Outside, createOutside } from '../../src/outside/outside';
import { Blog } from '../support/blog';
import { useDatabase } from '../support/use-database';
import { startSite } from '../support/web-site';

const graph = useDatabase('empty');
const local = createOutside({ allowPrivate: ['127.0.0.1'] });
const now = new Date('2026-03-01T00:00:00.000Z');
const schedulerWith = (outside: Outside): ReturnType<typeof createScheduler> => createScheduler({ dataSource: graph.dataSource, outside, log: createLog('silent'), clock: () => now, random: () => 0 });
const titles = async (): Promise<string[]> => (await graph.query<{ articles: { nodes: { bodyText: string }[] } }>('{ articles(first: 10) { nodes { bodyText } } }')).articles.nodes.map(({ bodyText }) => bodyText);

test('an origin whose process was killed or is frozen is read by another when the lease is over, and the first writes nothing when it wakes', async () => {
  const blog = new Blog();
  blog.publish('As it was');
  const site = await startSite({ '/feed.xml': blog.answer });
  try {
    const feed = await discoverFeed(local, `${site.url}/feed.xml`);
    const originId = await graph.dataSource.transaction((manager) => addFeed(manager, feed, {}, now));

    // The first has its answer and gets no further: as a process does that is stopped here.
    let frozen = (): void => undefined, wake = (): void => undefined;
    const isFrozen = new Promise<void>((resolve) => { frozen = resolve; });
    const woken = new Promise<void>((resolve) => { wake = resolve; });
    const first = schedulerWith({ async fetch(request) {
      const answer = await local.fetch(request);
      frozen();
      await woken;
      return answer;
    } });
    const firstTick = first.tick();
    await isFrozen;

    const second = schedulerWith(local);
    expect(await second.tick()).toEqual([]); // the lease is the other's
    expect(await second.sync(originId)).toBeNull();

    blog.posts = [];
    blog.publish('As it is');
    await graph.sql(`UPDATE feeds SET locked_until = now() - interval '1 second'`); // three minutes later
    expect(await second.tick()).toEqual([originId]);
    expect(await titles()).toEqual(['As it is']);
    const after = await graph.sql('SELECT url, etag, failures, next_sync_at, locked_by FROM feeds');
    expect(after).toEqual([expect.objectContaining({ failures: 0, locked_by: null })]);

    wake();
    await firstTick;
    expect(await titles()).toEqual(['As it is']);
    expect(await graph.sql('SELECT url, etag, failures, next_sync_at, locked_by FROM feeds')).toEqual(after);
    expect(await graph.sql(`SELECT status FROM import_runs WHERE status <> 'FINISHED'`)).toEqual([]);
    await Promise.all([first.stop(), second.stop()]);
  } finally {
    await site.stop();
  }
});
