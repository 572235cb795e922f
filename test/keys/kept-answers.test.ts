import { nodeId } from '../../src/graph/node-id';
import { createKey } from '../../src/keys/create-key';
import { counted } from '../support/counted';
import { type KeepingServer, startKeepingServer } from '../support/keeping-server';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
let server: KeepingServer, other: KeepingServer;
let key = '';
beforeAll(async () => {
  [server, other] = await Promise.all([startKeepingServer(graph.url, { keep: true }), startKeepingServer(graph.url, { keep: true })]);
  key = await createKey(graph.dataSource.manager, { name: 'desk', scopes: ['write'], expiresAt: null });
});
afterAll(() => Promise.all([server.stop(), other.stop()]));

const post = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/graphql?${new URLSearchParams({ query }).toString()}`, { headers: { 'apollo-require-preflight': '1', ...headers } });
const reading = (statements: string[]): string[] => statements.filter((text) => text !== 'SELECT 1');
const page = '{ publishers(first: 5) { nodes { name citationCount sources(first: 2) { nodes { title } } } } }';

test.each([['authorization', 'Bearer '], ['x-api-key', '']])('an answer to a key in %s is private, made anew, and kept for nobody', async (header, before) => {
  await get(page);
  const withKey = await counted(() => get(page, { [header]: before + key }));
  expect([withKey.result.status, withKey.result.headers.get('cache-control'), withKey.result.headers.get('vary')]).toEqual([200, 'private, no-cache', 'accept, accept-encoding, authorization, x-api-key']);
  expect(reading(withKey.statements).length).toBeGreaterThan(1);
  const only = page.replace('5', String(header.length)); // asked by nobody before
  await get(only, { [header]: before + key });
  expect(reading((await counted(() => get(only))).statements).length).toBeGreaterThan(0);
});

test('a refusal of a key is kept by nobody', async () => {
  const refused = await get(page, { authorization: 'Bearer ibid_wrong' });
  expect([refused.status, refused.headers.get('cache-control'), refused.headers.get('www-authenticate')]).toEqual([401, 'no-store', expect.stringMatching(/^Bearer /)]);
  const { errors: [error] } = await refused.json() as { errors: { extensions: { code: string; requestId: string } }[] };
  expect(error?.extensions).toEqual({ code: 'UNAUTHENTICATED', requestId: refused.headers.get('x-request-id') });
});

test('what was kept shows a merge as soon as it is answered, and its undoing; other servers as soon as they hear of it', async () => {
  const before = await (await post(page)).text();
  expect(await other.ask(page)).toBe(before);
  const [into, from] = await graph.sql<{ id: number }>('SELECT id FROM publishers ORDER BY citation_count DESC, id DESC LIMIT 2');
  const answer = await post(`mutation { mergePublishers(input: { intoId: "${nodeId('Publisher', into?.id ?? 0)}", fromIds: ["${nodeId('Publisher', from?.id ?? 0)}"] }) { merge { id } } }`, { authorization: `Bearer ${key}` });
  const { data: { mergePublishers: { merge } } } = await answer.json() as { data: { mergePublishers: { merge: { id: string } } } };
  const after = await (await post(page)).text();
  expect(after).not.toBe(before);
  await other.changes.settled();
  expect(await other.ask(page)).toBe(after);
  await post(`mutation { undoMerge(input: { mergeId: "${merge.id}" }) { userErrors { message } } }`, { authorization: `Bearer ${key}` });
  expect(await (await post(page)).text()).toBe(before);
});
