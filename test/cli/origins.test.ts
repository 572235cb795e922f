import { Blog } from '../support/blog';
import { cleanUp, run, serve } from '../support/program';
import { useDatabase } from '../support/use-database';
import { type WebSite, startSite } from '../support/web-site';

const graph = useDatabase('empty');
const blog = new Blog();
let site: WebSite;
beforeAll(async () => {
  site = await startSite({ '/feed.xml': blog.answer });
  blog.publish('The first');
});
afterAll(() => site.stop());
afterEach(cleanUp);

const allowed = (): Record<string, string> => ({ DATABASE_URL: graph.url, IBID_ALLOW_PRIVATE_ADDRESSES: '127.0.0.1' });

describe('ibid origins and ibid sync', () => {
  test('add an origin, list it, read it and say what came of it, and remove it', async () => {
    const added = await run(['origins', 'add', `${site.url}/feed.xml`, '--interval', '60'], allowed());
    expect([added.code, added.stdout]).toEqual([0, expect.stringMatching(/^Lighthouse Log .*rss, never read, again \d{4}-.*stale .*\/feed\.xml\n$/)]);
    const synced = await run(['sync'], allowed());
    expect(synced).toMatchObject({ code: 0, stdout: 'Lighthouse Log: 1 articles created, 0 updated, 0 unchanged\n', stderr: '1/1 Lighthouse Log …\n' });
    expect((await run(['sync', '--origin', 'Lighthouse Log', '--json'], allowed())).stdout).toMatch(/^\{"origin":"Lighthouse Log","result":"unchanged"\}\n$/);
    site.pages['/feed.xml'] = { status: 500 };
    expect(await run(['sync'], allowed())).toMatchObject({ code: 1, stdout: expect.stringMatching(/could not be read: .*500\n$/) as string });
    site.pages['/feed.xml'] = blog.answer;
    const listed = await run(['origins', 'list', '--json'], allowed());
    expect(JSON.parse(listed.stdout)).toMatchObject([{ name: 'Lighthouse Log', stale: true, lastError: expect.stringContaining('500') as string }]);
    expect(await run(['origins', 'remove', 'Lighthouse Log', '--articles', 'withdraw'], allowed())).toMatchObject({ code: 0, stdout: 'Removed "Lighthouse Log"; 1 articles withdrawn.\n' });
    expect(await run(['origins', 'list'], allowed())).toMatchObject({ code: 0, stdout: '' });
  });

  test('say what to do about what they cannot read', async () => {
    expect(await run(['origins', 'add', `${site.url}/nothing`], allowed())).toMatchObject({ code: 1, stderr: expect.stringMatching(/NO_FEED_FOUND[^]*404[^]*link rel="alternate"/) as string });
    expect(await run(['origins', 'add', `${site.url}/feed.xml`], { DATABASE_URL: graph.url })).toMatchObject({ code: 1, stderr: expect.stringContaining('a port of the web') as string });
    expect(await run(['origins', 'add', site.url, '--interval', 'often'], allowed())).toMatchObject({ code: 1, stderr: expect.stringContaining('Expected minutes') as string });
    expect(await run(['sync', '--origin', 'Nobody'], allowed())).toMatchObject({ code: 1, stderr: expect.stringContaining('NO_SUCH_ORIGIN') as string });
  });
});

test('ibid import reads an address, and says why it cannot', async () => {
  const { code, stdout } = await run(['import', `${site.url}/feed.xml`, '--origin', 'Once', '--json'], allowed());
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { origin: 'Once', format: 'rss', articles: { created: 1 }, failed: [] }]);
  expect(await run(['import', `${site.url}/nothing`], allowed())).toMatchObject({ code: 1, stderr: expect.stringContaining('404') as string });
  expect(await run(['import', `${site.url}/feed.xml`], { DATABASE_URL: graph.url })).toMatchObject({ code: 1, stderr: expect.stringMatching(/^ibid: ADDRESS_NOT_ALLOWED: .*\n$/) as string });
});

test('a server starts and serves while its origins do not answer, reads what is due by itself, and stops without waiting for one that hangs', async () => {
  blog.publish('The second');
  await run(['origins', 'add', `${site.url}/feed.xml`, '--name', 'Away'], allowed());
  let asked: () => void = () => undefined;
  const firstAsked = new Promise<void>((resolve) => { asked = resolve; });
  site.pages['/feed.xml'] = () => { asked(); return { hang: true }; };
  const server = await serve(allowed());
  const ask = async (): Promise<unknown> => (await (await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ articles { nodes { title } } origins { nodes { name stale } } }' }) })).json());
  await firstAsked;
  expect(await ask()).toMatchObject({ data: { articles: { nodes: [{ title: 'Entry 1' }] }, origins: { nodes: [{ name: 'Away', stale: true }, { name: 'Once' }] } } });
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(200);
  server.child.kill('SIGTERM');
  expect((await server.finished).code).toBe(0);
  expect(await graph.sql('SELECT locked_by, failures FROM feeds')).toEqual([{ locked_by: null, failures: 0 }]); // it is no fault of the origin
  site.pages['/feed.xml'] = blog.answer;
  await serve(allowed());
  for (let titles: unknown[] = []; titles.length < 2;) titles = await graph.sql(`SELECT title FROM articles a JOIN origins o ON o.id = a.origin_id WHERE o.name = 'Away'`);
});
