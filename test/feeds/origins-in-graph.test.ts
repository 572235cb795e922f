import { nodeId } from '../../src/graph/node-id';
import { createOutside } from '../../src/outside/outside';
import { Blog } from '../support/blog';
import { askWith, keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';
import { type WebSite, startSite } from '../support/web-site';

const graph = useDatabase('empty', { outside: createOutside({ allowPrivate: ['127.0.0.1'] }) });
const blog = new Blog();
let site: WebSite;
let key: string;
beforeAll(async () => {
  site = await startSite({ '/feed.xml': blog.answer, '/': { headers: { 'content-type': 'text/html' }, body: '<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed.xml">' } });
  key = await keyWith(graph, 'publisher', 'write');
  blog.publish('The first');
});
afterAll(() => site.stop());

interface Payload { origin: { id: string; name: string; lastSyncedAt: string | null; lastError: string | null; nextSyncAt: string | null; stale: boolean; articles: { totalCount: number } } | null; withdrawn?: number; userErrors: { field: string; code: string; message: string }[] }
const fields = 'origin { id name lastSyncedAt lastError nextSyncAt stale articles { totalCount } } userErrors { field code message }';
async function run(mutation: 'addOrigin' | 'syncOrigin' | 'removeOrigin', input: object): Promise<Payload> {
  const type = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;
  const { data, errors } = await askWith<Record<string, Payload>>(graph, key, `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${mutation === 'removeOrigin' ? 'withdrawn ' : ''}${fields} } }`, { input });
  const payload = data?.[mutation];
  if (!payload) throw new Error(`expected a payload, got ${JSON.stringify(errors)}`);
  return payload;
}
const names = async (): Promise<string[]> => (await graph.query<{ origins: { totalCount: number; nodes: { name: string }[] } }>('{ origins { totalCount nodes { name } } }')).origins.nodes.map(({ name }) => name);
let id = '';

describe('an origin', () => {
  test('is added by the address of a page, found, due at once, and read when it is asked for', async () => {
    const added = await run('addOrigin', { url: site.url, intervalMinutes: 5 });
    expect(added).toMatchObject({ userErrors: [], origin: { name: 'Lighthouse Log', lastSyncedAt: null, stale: true, nextSyncAt: expect.any(String) as string } });
    id = added.origin?.id ?? '';
    const synced = await run('syncOrigin', { id });
    expect(synced).toMatchObject({ userErrors: [], origin: { lastError: null, stale: false, articles: { totalCount: 1 } } });
    const wait = Date.parse(synced.origin?.nextSyncAt ?? '') - Date.parse(synced.origin?.lastSyncedAt ?? '');
    expect(wait).toBeGreaterThanOrEqual(5 * 60_000);
    expect(wait).toBeLessThanOrEqual(5.5 * 60_000);
  });

  test('that cannot be read says why, and what came from it is served', async () => {
    site.pages['/feed.xml'] = { status: 500 };
    expect(await run('syncOrigin', { id })).toMatchObject({ userErrors: [], origin: { stale: true, lastError: expect.stringContaining('500') as string, articles: { totalCount: 1 } } });
    site.pages['/feed.xml'] = blog.answer;
    expect(await run('syncOrigin', { id })).toMatchObject({ origin: { stale: false, lastError: null } });
  });

  test.each([
    ['an address that is there', () => ({ url: `${site.url}/feed.xml`, name: 'Other' }), 'input.url', 'CONFLICT', /already, as "Lighthouse Log"/],
    ['an address of our own network', () => ({ url: 'http://169.254.169.254/latest/' }), 'input.url', 'INVALID', /public web/],
    ['a port that is none of the web', () => ({ url: 'http://127.0.0.2:6379/' }), 'input.url', 'INVALID', /port/],
    ['a file', () => ({ url: 'file:///etc/passwd' }), 'input.url', 'INVALID', /https:\/\//],
    ['no address', () => ({ url: 'lighthouse' }), 'input.url', 'INVALID', /expected an address/],
    ['a page without a feed', () => ({ url: `${site.url}/nothing` }), 'input.url', 'INVALID', /404/],
    ['a name that is taken', () => ({ url: `${site.url}/feed.xml?again`, name: 'Lighthouse Log' }), 'input.name', 'CONFLICT', /another name/],
    ['a name that is none', () => ({ url: `${site.url}/feed.xml?again`, name: 'two\nlines' }), 'input.name', 'INVALID', /one line/],
    ['an interval of nothing', () => ({ url: `${site.url}/feed.xml?again`, intervalMinutes: 0 }), 'input.intervalMinutes', 'INVALID', /got 0 minutes/],
  ])('is not added for %s', async (_what, input, field, code, message) => {
    expect(await run('addOrigin', input())).toEqual({ origin: null, userErrors: [{ field, code, message: expect.stringMatching(message) as string }] });
  });

  test('that is not polled cannot be synced, and one that is not there neither synced nor removed', async () => {
    await graph.sql(`INSERT INTO origins (name, kind) VALUES ('From a file', 'wxr')`);
    const [row] = await graph.sql<{ id: number }>(`SELECT id FROM origins WHERE name = 'From a file'`);
    expect(await run('syncOrigin', { id: nodeId('Origin', row?.id ?? 0) })).toMatchObject({ origin: null, userErrors: [{ field: 'input.id', code: 'NOT_FOUND' }] });
    for (const mutation of ['syncOrigin', 'removeOrigin'] as const) expect(await run(mutation, { id: nodeId('Origin', 999) })).toMatchObject({ origin: null, userErrors: [{ field: 'input.id', code: 'NOT_FOUND' }] });
  });

  test('that is removed is not listed nor polled; its articles stay and say where they came from; added again it goes on with the same ids', async () => {
    const articles = '{ articles { nodes { id status origin { id name nextSyncAt } } } }';
    const before = await graph.query<{ articles: { nodes: { id: string }[] } }>(articles);
    expect(await run('removeOrigin', { id })).toMatchObject({ userErrors: [], withdrawn: 0, origin: { id, nextSyncAt: null } });
    expect(await names()).toEqual(['From a file']);
    expect(await graph.query(articles)).toEqual({ articles: { nodes: before.articles.nodes.map((node) => ({ ...node, origin: { id, name: 'Lighthouse Log', nextSyncAt: null } })) } });
    expect(await run('removeOrigin', { id })).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await run('addOrigin', { url: `${site.url}/feed.xml` })).toMatchObject({ userErrors: [], origin: { id, articles: { totalCount: 1 } } });
    expect(await names()).toEqual(['From a file', 'Lighthouse Log']);
  });

  test('that is removed with its articles leaves tombstones; added again it brings them back', async () => {
    expect(await run('removeOrigin', { id, articles: 'WITHDRAW' })).toMatchObject({ userErrors: [], withdrawn: 1 });
    expect(await graph.query('{ articles { nodes { title } } }')).toEqual({ articles: { nodes: [] } });
    expect(await graph.query('{ articles(filter: { updatedSince: "2000-01-01T00:00:00Z" }, orderBy: UPDATED) { nodes { status } } }')).toEqual({ articles: { nodes: [{ status: 'WITHDRAWN' }] } });
    await run('addOrigin', { url: `${site.url}/feed.xml` });
    expect(await run('syncOrigin', { id })).toMatchObject({ userErrors: [], origin: { articles: { totalCount: 1 } } });
  });
});

test('a key in the address of a feed is shown nowhere, whether the feed can be read or not', async () => {
  const { origin } = await run('addOrigin', { url: `${site.url}/secret.xml?key=s3cret`, name: 'With a key' });
  expect(origin).toBeNull(); // there is nothing yet
  site.pages['/secret.xml'] = (request) => (request.url?.includes('s3cret') ? { body: '<rss><channel><title>T</title><item><guid>k</guid><title>No link</title><description>&lt;a href=""&gt;here&lt;/a&gt;</description></item></channel></rss>' } : { status: 403 });
  const added = await run('addOrigin', { url: `${site.url}/secret.xml?key=s3cret`, name: 'With a key' });
  expect((await run('syncOrigin', { id: added.origin?.id })).origin).toMatchObject({ lastError: null, articles: { totalCount: 1 } });
  const everything = '{ origins { nodes { name url lastError runs { nodes { failed { nodes { item reason } } } } } } articles { nodes { url bodyHtml } } }';
  expect(JSON.stringify(await graph.query(everything))).not.toContain('s3cret');
  site.pages['/secret.xml'] = { status: 500 };
  await run('syncOrigin', { id: added.origin?.id });
  const failed = JSON.stringify(await graph.query(everything));
  expect(failed).toContain('HTTP status 500');
  expect(failed).not.toContain('s3cret');
  await run('removeOrigin', { id: added.origin?.id, articles: 'WITHDRAW' });
});

describe('content', () => {
  const question = `mutation ($input: ImportContentInput!) { importContent(input: $input) { run { status format origin { name } counts { articles { created updated unchanged } } failed { nodes { item reason } } } userErrors { field code message } } }`;
  const importContent = async (input: object): Promise<unknown> => (await askWith<{ importContent: unknown }>(graph, key, question, { input })).data?.importContent;

  test('is imported from a text, and again without a change', async () => {
    const input = { text: blog.rss, originName: 'By hand' };
    expect(await importContent(input)).toEqual({ userErrors: [], run: { status: 'FINISHED', format: 'rss', origin: { name: 'By hand' }, counts: { articles: { created: 1, updated: 0, unchanged: 0 } }, failed: { nodes: [] } } });
    expect(await importContent(input)).toMatchObject({ run: { counts: { articles: { created: 0, updated: 0, unchanged: 1 } } } });
  });

  test('is imported from an address', async () => {
    expect(await importContent({ url: `${site.url}/feed.xml`, originName: 'From there' })).toMatchObject({ userErrors: [], run: { status: 'FINISHED', counts: { articles: { created: 1 } } } });
  });

  test('that is broken has a run that says so', async () => {
    expect(await importContent({ text: blog.rss.slice(0, 300), format: 'rss', originName: 'Half' })).toMatchObject({ userErrors: [], run: { failed: { nodes: [{ reason: expect.stringContaining('found the end') as string }] } } });
  });

  test.each([
    ['nothing', {}, 'input.text'], ['an empty text', { text: ' ' }, 'input.text'], ['a format that is none', { text: 'x', format: 'docx' }, 'input.format'],
    ['a name of two lines', { text: 'x', originName: 'a\nb' }, 'input.originName'], ['an address of our own network', { url: 'http://localhost:5432/' }, 'input.url'], ['an address that is none', { url: 'nowhere' }, 'input.url'],
  ])('is not imported from %s', async (_what, input, field) => {
    expect(await importContent(input)).toMatchObject({ run: null, userErrors: [{ field, code: 'INVALID' }] });
  });
});

test('who has no key with the scope write can do none of it, and learns nothing', async () => {
  site.asked.length = 0;
  const reader = await keyWith(graph, 'reader', 'read');
  const answer = await askWith(graph, reader, `mutation { addOrigin(input: { url: "${site.url}" }) { userErrors { code } } }`);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect(site.asked).toEqual([]);
});
