import { createKey } from '../../src/keys/create-key';
import { hasHash, hashOfKey, keyInHeaders, makeKey, prefixOf } from '../../src/keys/key-text';
import { listKeys } from '../../src/keys/list-keys';
import { revokeKey } from '../../src/keys/revoke-key';
import { nodeId } from '../../src/graph/node-id';
import { counted } from '../support/counted';
import { askWith, keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
const manager = () => graph.dataSource.manager;
const read = '{ articles { totalCount } }';
const mutation = `mutation { undoMerge(input: { mergeId: "${nodeId('Merge', 1)}" }) { userErrors { field code } } }`;

describe('the text of a key', () => {
  test('has 192 random bits behind its mark, of which 48 are the prefix', () => {
    const key = makeKey();
    expect(key).toMatch(/^ibid_[\w-]{32}$/);
    expect(makeKey()).not.toBe(key);
    expect(prefixOf(key)).toBe(key.slice(0, 13));
    for (const none of ['', 'ibid_', `${key}x`, key.slice(1), `${key.slice(0, -1)}$`]) expect(prefixOf(none)).toBeNull();
  });

  test('is compared by its hash, whatever was stored', () => {
    const key = makeKey();
    expect(hasHash(key, hashOfKey(key))).toBe(true);
    for (const stored of [hashOfKey(makeKey()), '', 'zz', hashOfKey(key).slice(2)]) expect(hasHash(key, stored)).toBe(false);
  });

  test('is taken from Authorization or x-api-key; credentials of others are none of ours', () => {
    const found = (headers: Record<string, string>) => keyInHeaders(new Map(Object.entries(headers)));
    expect(found({ authorization: 'Bearer ibid_a' })).toBe('ibid_a');
    expect(found({ authorization: 'bearer   ibid_a' })).toBe('ibid_a');
    expect(found({ 'x-api-key': 'anything' })).toBe('anything');
    expect(found({ authorization: 'Basic dXNlcg==' })).toBeNull();
    expect(found({ authorization: 'Bearer eyJhbGciOi' })).toBeNull();
    expect(found({})).toBeNull();
  });
});

describe('a request', () => {
  test('without a key reads, and costs no statement for it', async () => {
    const { statements } = await counted(() => graph.ask(read));
    expect(statements.filter((text) => text.includes('api_keys'))).toEqual([]);
  });

  test('without a key may not write, and hears how to come by one', async () => {
    const { errors } = await graph.ask(mutation);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' }, message: expect.stringContaining('ibid keys create') as string }]);
  });

  test('with a key of another scope may not write, and hears which scope it lacks', async () => {
    const { errors } = await askWith(graph, await keyWith(graph, 'reader', 'read', 'comment', 'moderate'), mutation);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' }, message: expect.stringMatching(/scope write; the key "reader" has read, comment, moderate/) as string }]);
  });

  test.each(['write', 'admin'] as const)('with a key of the scope %s may write, by either header', async (scope) => {
    const key = await keyWith(graph, `the ${scope}r`, scope);
    const expected = { undoMerge: { userErrors: [{ field: 'input.mergeId', code: 'NOT_FOUND' }] } };
    expect((await askWith(graph, key, mutation)).data).toEqual(expected);
    expect((await graph.ask(mutation, {}, { 'x-api-key': key })).data).toEqual(expected);
  });

  test('with a key that is unknown, cut off or of another secret is refused as a whole, also when it only reads', async () => {
    const key = await keyWith(graph, 'known', 'read');
    for (const wrong of [makeKey(), key.slice(0, -1), key.slice(0, 13) + makeKey().slice(13), 'ibid_']) {
      const { status, errors, data } = await askWith(graph, wrong, read);
      expect([status, errors?.[0]?.extensions.code, data]).toEqual([401, 'UNAUTHENTICATED', undefined]);
    }
    expect((await askWith(graph, key, read)).status).toBe(200);
  });

  test('with a key that was revoked or has expired is refused at once', async () => {
    const key = await keyWith(graph, 'leaver', 'write');
    expect((await askWith(graph, key, read)).status).toBe(200);
    expect(await revokeKey(manager(), 'leaver')).toMatchObject({ name: 'leaver' });
    expect((await askWith(graph, key, read)).status).toBe(401);
    const short = await createKey(manager(), { name: 'short', scopes: ['write'], expiresAt: new Date(Date.now() + 3_600_000) });
    expect((await askWith(graph, short, read)).status).toBe(200);
    await graph.sql(`UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE name = 'short'`);
    expect((await askWith(graph, short, read)).status).toBe(401);
  });

  test('notes when a key was last used, at most once a minute', async () => {
    const key = await keyWith(graph, 'user', 'read');
    await askWith(graph, key, read);
    const { statements } = await counted(() => askWith(graph, key, read));
    expect(statements.filter((text) => text.startsWith('UPDATE api_keys'))).toEqual([]);
    expect((await listKeys(manager())).find(({ name }) => name === 'user')?.lastUsedAt).toBeInstanceOf(Date);
  });
});

describe('what is stored', () => {
  test('is the hash and the prefix, never the key', async () => {
    const key = await keyWith(graph, 'stored', 'write');
    const [row] = await graph.sql<{ row: string }>(`SELECT to_jsonb(k)::text AS row FROM api_keys k WHERE name = 'stored'`);
    expect(row?.row).not.toContain(key.slice(13));
    expect(row?.row).toContain(hashOfKey(key));
  });

  test('has a name once among the keys that live', async () => {
    await keyWith(graph, 'twin', 'write');
    await expect(keyWith(graph, 'twin', 'write')).rejects.toMatchObject({ code: 'KEY_NAME_TAKEN', nextStep: expect.stringContaining('revoke') as string });
    await revokeKey(manager(), 'twin');
    await keyWith(graph, 'twin', 'write');
    await expect(revokeKey(manager(), 'nobody')).rejects.toMatchObject({ code: 'NO_SUCH_KEY' });
  });
});
