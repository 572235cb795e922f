import { askWith, keyWith } from '../support/keys';
import { type KeepingServer, startKeepingServer } from '../support/keeping-server';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
let admin = '';
beforeAll(async () => { admin = await keyWith(graph, 'chief', 'admin'); });

interface Made { createKey: { secret: string | null; key: { name: string; prefix: string; scopes: string[]; expiresAt: string | null } | null; userErrors: { field: string; code: string }[] } }
const create = async (input: object) => {
  const { data } = await askWith<Made>(graph, admin, 'mutation ($input: CreateKeyInput!) { createKey(input: $input) { secret key { name prefix scopes expiresAt } userErrors { field code } } }', { input });
  if (!data) throw new Error('Expected data.');
  return data.createKey;
};
const revoke = async (prefix: string) => (await askWith<{ revokeKey: object }>(graph, admin, 'mutation ($prefix: String!) { revokeKey(input: { prefix: $prefix }) { key { name revokedAt } userErrors { field code message } } }', { prefix })).data?.revokeKey;

test('a key that the graph makes works with its scopes, and is shown in no later answer', async () => {
  const { secret, key, userErrors } = await create({ name: 'app', scopes: ['READ', 'WRITE', 'READ'], expiresAt: '2999-01-01T00:00:00Z' });
  expect([key, userErrors]).toEqual([{ name: 'app', prefix: secret?.slice(0, 13), scopes: ['READ', 'WRITE'], expiresAt: '2999-01-01T00:00:00.000Z' }, []]);
  expect((await askWith(graph, secret ?? '', '{ articles { totalCount } }')).status).toBe(200);
  const list = await askWith(graph, admin, '{ keys(first: 10) { totalCount nodes { name prefix scopes createdAt expiresAt lastUsedAt revokedAt } } }');
  expect(list.text).not.toContain(secret?.slice(13));
  expect(list.data).toMatchObject({ keys: { totalCount: 2, nodes: [{ name: 'app', lastUsedAt: expect.any(String) as string }, { name: 'chief', scopes: ['ADMIN'] }] } });
});

test('what a key cannot be is said by its field, and no key is made', async () => {
  const mistakes = async (input: object) => (await create({ name: 'x', scopes: ['READ'], ...input })).userErrors;
  for (const name of ['', ' x', 'x ', 'a\nb', 'a\u202Eb', 'x'.repeat(101)]) expect(await mistakes({ name })).toEqual([{ field: 'input.name', code: 'INVALID' }]);
  expect(await mistakes({ scopes: [] })).toEqual([{ field: 'input.scopes', code: 'INVALID' }]);
  expect(await mistakes({ expiresAt: '2001-01-01T00:00:00Z' })).toEqual([{ field: 'input.expiresAt', code: 'INVALID' }]);
  expect(await mistakes({ name: 'chief' })).toEqual([{ field: 'input.name', code: 'CONFLICT' }]);
  expect(await graph.sql(`SELECT 1 FROM api_keys WHERE name = 'x'`)).toEqual([]);
});

test('a key that is revoked by its prefix is dead; one that is not there is named', async () => {
  const { secret, key } = await create({ name: 'leaver', scopes: ['READ'] });
  expect(await revoke(key?.prefix ?? '')).toMatchObject({ key: { name: 'leaver', revokedAt: expect.any(String) as string }, userErrors: [] });
  expect((await askWith(graph, secret ?? '', '{ __typename }')).status).toBe(401);
  for (const wrong of [key?.prefix ?? '', 'leaver', 'ibid_x', '%', "' OR true --"]) expect(await revoke(wrong)).toMatchObject({ key: null, userErrors: [{ field: 'input.prefix', code: 'NOT_FOUND' }] });
});

describe('two servers on one database', () => {
  let servers: KeepingServer[] = [];
  beforeAll(async () => { servers = await Promise.all([1, 2].map(() => startKeepingServer(graph.url, { keep: true }))); });
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  test('both refuse a key from the moment that one of them revoked it', async () => {
    const { secret, key } = await create({ name: 'everywhere', scopes: ['READ'] });
    const statuses = () => Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/graphql?query=%7B__typename%7D`, { headers: { authorization: `Bearer ${secret ?? ''}`, 'apollo-require-preflight': '1' } })).status));
    expect(await statuses()).toEqual([200, 200]);
    await fetch(`${servers[0]?.url ?? ''}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-api-key': admin },
      body: JSON.stringify({ query: `mutation { revokeKey(input: { prefix: "${key?.prefix ?? ''}" }) { key { name } } }` }),
    });
    expect(await statuses()).toEqual([401, 401]);
  });
});
