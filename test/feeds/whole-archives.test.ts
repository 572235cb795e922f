import { addFeed } from '../../src/feeds/add-feed';
import { discoverFeed } from '../../src/feeds/discover-feed';
import { createScheduler } from '../../src/feeds/scheduler';
import { createLog } from '../../src/log';
import { createOutside } from '../../src/outside/outside';
import { useDatabase } from '../support/use-database';
import { type SiteAnswer, type WebSite, startSite } from '../support/web-site';

const graph = useDatabase('empty');
const outside = createOutside({ allowPrivate: ['127.0.0.1'] });
let site: WebSite;
let now = new Date('2026-03-01T00:00:00Z');
beforeEach(async () => { site = await startSite(); });
afterEach(() => site.stop());

const scheduler = (): ReturnType<typeof createScheduler> => createScheduler({ dataSource: graph.dataSource, outside, log: createLog('silent'), clock: () => now, random: () => 0 });
async function add(address: string, name: string): Promise<number> {
  const found = await discoverFeed(outside, address);
  return graph.dataSource.transaction((manager) => addFeed(manager, found, { name }, now));
}
const titles = async (origin: number): Promise<string[]> => (await graph.sql<{ title: string }>(`SELECT title FROM articles WHERE origin_id = $1 AND status = 'PUBLISHED' ORDER BY title`, [origin])).map(({ title }) => title);
const rss = (from: number, to: number, head = ''): string => `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>${head}${Array.from({ length: to - from + 1 }, (_, i) => `<item><guid>${from + i}</guid><title>Post ${String(from + i).padStart(2, '0')}</title><description>Text</description></item>`).join('')}</channel></rss>`;
const next = (page: number): string => `<atom:link rel="next" href="/feed?page=${page}"/>`;
const oneDay = 86_400_000;

test('a feed of several pages is read whole the first time and once a day; in between only as far as it is new', async () => {
  site.pages = { '/feed': { body: rss(21, 30, next(2)) }, '/feed?page=2': { body: rss(11, 20, next(3)) }, '/feed?page=3': { body: rss(1, 10, next(2)) } }; // the last leads back: no circle is walked
  const origin = await add(`${site.url}/feed`, 'Paged');
  const asked = async (): Promise<string[]> => {
    site.asked.length = 0;
    await scheduler().sync(origin);
    return site.asked.map((line) => line.replace('GET /feed', ''));
  };
  expect(await asked()).toEqual(['', '?page=2', '?page=3']);
  expect(await titles(origin)).toHaveLength(30);
  await graph.sql('UPDATE feeds SET read_whole_at = $1', [now]); // a circle has no last page
  expect(await asked()).toEqual(['']);
  site.pages['/feed'] = { body: rss(31, 40, next(2)) }; // more than a page came since: what is behind it may be new, too
  site.pages['/feed?page=2'] = { body: rss(26, 35, next(3)) };
  expect(await asked()).toEqual(['', '?page=2']);
  now = new Date(now.getTime() + oneDay);
  expect(await asked()).toEqual(['', '?page=2', '?page=3']);
});

test('a page that cannot be read ends the poll as a failure, and what was read before it stays', async () => {
  site.pages = { '/feed': { body: rss(11, 12, next(2)) }, '/feed?page=2': { status: 500 } };
  const origin = await add(`${site.url}/feed`, 'Half');
  expect(await scheduler().sync(origin)).toMatchObject({ kind: 'failed', reason: expect.stringContaining('500') as string });
  expect(await graph.sql('SELECT last_error, last_success_at FROM origins WHERE id = $1', [origin])).toEqual([{ last_error: expect.stringContaining('500') as string, last_success_at: null }]);
  site.pages['/feed?page=2'] = { body: rss(1, 10) };
  expect(await scheduler().sync(origin)).toMatchObject({ kind: 'read', whole: true });
  expect(await titles(origin)).toHaveLength(12);
});

test('the pages of a feed of WordPress are counted until there is none', async () => {
  const head = '<generator>https://wordpress.org/?v=6.5</generator>';
  site.pages = { '/feed': { body: rss(3, 4, head) }, '/feed?paged=2': { body: rss(1, 2, head) }, '/feed?paged=3': { status: 404 } };
  const origin = await add(`${site.url}/feed`, 'Counted');
  expect(await scheduler().sync(origin)).toMatchObject({ kind: 'read', whole: true });
  expect(await titles(origin)).toHaveLength(4);
});

describe('what is gone from a source that has everything is withdrawn', () => {
  const post = (id: number): object => ({ id, date_gmt: `2026-01-01T00:00:${String(id).padStart(2, '0')}`, title: { rendered: `Post ${id}` }, content: { rendered: '<p>Text</p>' }, link: `https://w.example/${id}` });
  /** A page of posts: of so many pages, with so many posts. */
  const posts = ([pages, total]: [number, number | null], ...ids: number[]): SiteAnswer => ({ headers: { 'x-wp-totalpages': String(pages), ...(total !== null && { 'x-wp-total': String(total) }), 'content-type': 'application/json' }, body: JSON.stringify(ids.map(post)) });
  const api = '/wp-json/wp/v2/posts';
  const comment = { id: 7, post: 3, parent: 0, author_name: 'Reader', date_gmt: '2026-01-02T00:00:00', content: { rendered: '<p>Well said</p>' }, link: 'https://w.example/3#comment-7', status: 'approved', type: 'comment' };

  test('an API: its posts, all pages of them, and its comments', async () => {
    site.pages = { '/': { headers: { 'content-type': 'text/html', link: `<${site.url}/wp-json/>; rel="https://api.w.org/"` }, body: '<!doctype html><title>W</title>' }, [api]: (request) => (request.url?.includes('&page=2') ? posts([2, 5], 1, 2) : posts([2, 5], 3, 4, 5)), '/wp-json/wp/v2/comments': { body: JSON.stringify([comment]) } };
    const origin = await add(site.url, 'API');
    expect(await scheduler().sync(origin)).toMatchObject({ kind: 'read', whole: true, report: { articles: { created: 5 }, comments: { created: 1 } } });
    site.pages[api] = (request) => (request.url?.includes('&page=2') ? posts([2, 4], 2) : posts([2, 4], 3, 4, 5));
    expect(await scheduler().sync(origin)).toMatchObject({ report: { articles: { unchanged: 3 } } }); // only as far as it is new
    expect(await titles(origin)).toHaveLength(5);
    now = new Date(now.getTime() + oneDay);
    expect(await scheduler().sync(origin)).toMatchObject({ report: { withdrawn: 1 } });
    expect(await titles(origin)).toEqual(['Post 2', 'Post 3', 'Post 4', 'Post 5']);
    site.pages[api] = posts([1, 3], 2, 3, 4);
    expect(await scheduler().sync(origin)).toMatchObject({ report: { withdrawn: 1 } }); // all of it is on one page
    expect(await titles(origin)).toEqual(['Post 2', 'Post 3', 'Post 4']);
    site.pages[api] = posts([1, 0]);
    await scheduler().sync(origin);
    expect(await titles(origin)).toHaveLength(3); // an empty answer is no reason to withdraw everything
  });

  test('an API whose last page went while its posts were read is read to its end, and nothing is taken for gone that was not met', async () => {
    const noPage: SiteAnswer = { status: 400, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: 'rest_post_invalid_page_number', data: { status: 400 } }) };
    const first = `${api}?per_page=3`, second = `${first}&page=2`;
    site.pages = { [first]: posts([2, 4], 2, 3, 4), [second]: posts([2, 4], 1) };
    const origin = await add(`${site.url}${first}`, 'Shorter');
    expect(await scheduler().sync(origin)).toMatchObject({ kind: 'read', whole: true, report: { articles: { created: 4 } } });
    now = new Date(now.getTime() + oneDay);
    site.pages[second] = noPage;
    expect(await scheduler().sync(origin)).toMatchObject({ kind: 'read', whole: true, report: { articles: { unchanged: 3 }, failed: [] } });
    expect(await titles(origin)).toHaveLength(4);
    now = new Date(now.getTime() + oneDay);
    site.pages[first] = posts([1, 3], 2, 3, 4);
    expect(await scheduler().sync(origin)).toMatchObject({ report: { withdrawn: 1 } });
  });

  test.each<[string, string, SiteAnswer | ((request: { url?: string }) => SiteAnswer)]>([
    ['does not say how many it has', '', posts([1, null], 1, 2, 3)],
    ['has more than were met: one was between two pages when it was read', '', (request) => (request.url?.includes('&page=2') ? posts([2, 5], 5) : posts([2, 5], 1, 2, 3))],
    ['was asked for a part', '&categories=5', posts([1, 3], 1, 2, 3)],
    ['breaks off on its second page', '', (request) => (request.url?.includes('&page=2') ? { ...posts([2, 5], 4), body: '[' } : posts([2, 5], 1, 2, 3))],
  ])('but nothing of an API that %s', async (_case, parameters, then) => {
    const name = `Unsure ${_case}`;
    const path = `${api}?per_page=100&orderby=modified&order=desc${parameters}`;
    site.pages = { [api]: posts([1, 5], 1, 2, 3, 4, 5), [path]: posts([1, 5], 1, 2, 3, 4, 5) };
    const origin = await add(`${site.url}${path}`, name);
    await scheduler().sync(origin);
    expect(await titles(origin)).toHaveLength(5);
    Object.assign(site.pages, { [api]: then, [path]: then });
    now = new Date(now.getTime() + oneDay);
    await scheduler().sync(origin);
    expect(await titles(origin)).toHaveLength(5);
  });

  test('a feed that says it is complete (RFC 5005)', async () => {
    const head = '<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/>';
    site.pages = { '/feed': { body: rss(1, 5, head) } };
    const origin = await add(`${site.url}/feed`, 'Complete');
    await scheduler().sync(origin);
    site.pages['/feed'] = { body: rss(2, 5, head) };
    expect(await scheduler().sync(origin)).toMatchObject({ report: { withdrawn: 1 } });
    site.pages['/feed'] = { body: rss(3, 5, head).replace('</channel></rss>', '') };
    expect(await scheduler().sync(origin)).toMatchObject({ kind: 'failed' });
    expect(await titles(origin)).toHaveLength(4); // what breaks off lacks more than what is gone
  });
});

test('two processes at once: each origin that is due is read once, and one that is being read by neither other', async () => {
  site.pages = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`/many/${i}`, { body: rss(1, 2) }]));
  for (let i = 0; i < 12; i++) await add(`${site.url}/many/${i}`, `Many ${i}`);
  now = new Date(now.getTime() + 1000);
  site.asked.length = 0;
  const polled = (await Promise.all([scheduler().tick(), scheduler().tick(), scheduler().tick()])).flat();
  const many = site.asked.filter((line) => line.includes('/many/')).sort();
  expect(many).toEqual(Array.from({ length: 12 }, (_, i) => `GET /many/${i}`).sort());
  expect(new Set(polled).size).toBe(polled.length);
});
