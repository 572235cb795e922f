import { addFeed } from '../../src/feeds/add-feed';
import { discoverFeed } from '../../src/feeds/discover-feed';
import { createScheduler } from '../../src/feeds/scheduler';
import { createLog } from '../../src/log';
import { createOutside } from '../../src/outside/outside';
import { BloggerBlog } from '../support/blogger-blog';
import { useDatabase } from '../support/use-database';
import { type WebSite, startSite } from '../support/web-site';

const graph = useDatabase('empty');
const outside = createOutside({ allowPrivate: ['127.0.0.1'] });
let site: WebSite;
let blog: BloggerBlog;
let originId: number;
let now = new Date('2026-03-01T00:00:00Z');
beforeAll(async () => {
  site = await startSite();
  blog = new BloggerBlog(site.url);
  blog.posts = [5, 4, 3, 2, 1].map((id) => ({ id: 10 + id, title: `Post ${id}`, text: `Text ${id}` }));
  blog.comments = [{ id: 93, post: 15, text: 'Third' }, { id: 92, post: 11, text: 'Second', answers: 91 }, { id: 91, post: 11, text: 'First' }];
  site.pages = { '/': blog.page, '/feeds/posts/default': blog.postsFeed, '/feeds/77/posts/default': blog.postsFeed, '/feeds/comments/default': blog.commentsFeed, '/feeds/77/comments/default': blog.commentsFeed };
});
afterAll(() => site.stop());

const poll = (): ReturnType<ReturnType<typeof createScheduler>['sync']> => createScheduler({ dataSource: graph.dataSource, outside, log: createLog('silent'), clock: () => now, random: () => 0 }).sync(originId);
const aDayPasses = (): void => { now = new Date(now.getTime() + 86_400_000); };
interface Shown { articles: { nodes: { title: string; bodyText: string; comments: { nodes: { body: string; replies: { nodes: { body: string }[] } }[] } }[] }; origins: { nodes: { url: string; stale: boolean; lastError: string | null }[] } }
const shown = (): Promise<Shown> => graph.query<Shown>('{ articles(first: 20) { nodes { title bodyText comments(first: 10) { nodes { body replies(first: 10) { nodes { body } } } } } } origins { nodes { url stale lastError } } }');
const served = async (): Promise<string[]> => (await shown()).articles.nodes.map(({ title, bodyText }) => `${title}: ${bodyText}`);
const published = (): string[] => blog.posts.map(({ title, text }) => `${title}: ${text}`);

test('its feed of posts is found from its page, and read page after page with its comments', async () => {
  const found = await discoverFeed(outside, site.url);
  expect(found).toEqual({ url: `${site.url}/feeds/posts/default?max-results=100`, format: 'atom', title: 'Quay' });
  originId = await graph.dataSource.transaction((manager) => addFeed(manager, found, {}, now));
  expect(await poll()).toMatchObject({ kind: 'read', whole: true, report: { failed: [], articles: { created: 5 }, comments: { created: 3 } } });
  expect(await served()).toEqual(published());
  const { articles: { nodes } } = await shown();
  expect(nodes.find(({ title }) => title === 'Post 1')?.comments.nodes).toEqual([{ body: 'First', replies: { nodes: [{ body: 'Second' }] } }]);
  expect(nodes.find(({ title }) => title === 'Post 5')?.comments.nodes).toEqual([{ body: 'Third', replies: { nodes: [] } }]);
});

test('what did not change is answered without a word', async () => {
  site.asked.length = 0;
  expect(await poll()).toMatchObject({ kind: 'unchanged' });
  expect(site.asked).toEqual(['GET /feeds/posts/default?max-results=100']);
});

test('a new post, one that changed and a new comment are served after the next poll', async () => {
  blog.posts.unshift({ id: 16, title: 'Post 6', text: 'Text 6' });
  blog.posts = blog.posts.map((post) => (post.id === 15 ? { ...post, text: 'Corrected' } : post));
  blog.comments.unshift({ id: 94, post: 16, text: 'Fourth' });
  expect(await poll()).toMatchObject({ kind: 'read', report: { articles: { created: 1, updated: 1 }, comments: { created: 1 } } });
  expect(await served()).toEqual(published());
  expect((await shown()).articles.nodes[0]?.comments.nodes).toEqual([{ body: 'Fourth', replies: { nodes: [] } }]);
});

test('one that changed far back is served within a day, and one that was removed is withdrawn', async () => {
  blog.posts = blog.posts.filter(({ id }) => id !== 13).map((post) => (post.id === 11 ? { ...post, text: 'Changed far back' } : post));
  aDayPasses();
  expect(await poll()).toMatchObject({ kind: 'read', whole: true, report: { articles: { updated: 1 }, withdrawn: 1 } });
  expect(await served()).toEqual(published());
});

test('a server that fails is told, and everything stays', async () => {
  site.pages['/feeds/posts/default'] = { status: 500 };
  expect(await poll()).toMatchObject({ kind: 'failed' });
  expect((await shown()).origins.nodes).toEqual([{ url: expect.any(String) as string, stale: true, lastError: expect.stringContaining('500') as string }]);
  expect(await served()).toEqual(published());
});

test('a comments feed that fails is told, and posts before it are served', async () => {
  site.pages['/feeds/posts/default'] = blog.postsFeed;
  site.pages['/feeds/comments/default'] = { status: 500 };
  blog.posts.unshift({ id: 17, title: 'Post 7', text: 'Text 7' });
  expect(await poll()).toMatchObject({ kind: 'failed', reason: expect.stringContaining('/feeds/comments/default') as string });
  site.pages['/feeds/comments/default'] = blog.commentsFeed;
  expect(await poll()).toMatchObject({ kind: 'read' });
  expect(await served()).toEqual(published());
});

test('one that moved for good is read at its new address, with the same articles', async () => {
  site.pages['/feeds/posts/default'] = (request) => ({ status: 301, headers: { location: `/quay${request.url ?? ''}` } });
  Object.assign(site.pages, { '/quay/feeds/posts/default': blog.postsFeed, '/quay/feeds/comments/default': blog.commentsFeed });
  blog.posts.unshift({ id: 18, title: 'Post 8', text: 'Text 8' });
  expect(await poll()).toMatchObject({ kind: 'read', report: { articles: { created: 1 } } });
  const { origins: { nodes: [origin] } } = await shown();
  expect(origin).toEqual({ url: `${site.url}/quay/feeds/posts/default`, stale: false, lastError: null });
  site.asked.length = 0;
  await poll();
  expect(site.asked[0]).toBe('GET /quay/feeds/posts/default?max-results=100');
  expect(await served()).toEqual(published());
});
