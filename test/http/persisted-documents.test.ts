import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDocuments, hashOfText } from '../../src/documents/documents';
import { readManifest } from '../../src/documents/read-manifest';
import { createLog } from '../../src/log';
import { createSchema } from '../../src/schema';
import { type RunningServer, startServer } from '../../src/server';
import { getWith, postJson } from '../support/http-client';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
const folder = mkdtempSync(join(tmpdir(), 'ibid-documents-'));
const own = 'query Titles($n: Int!) { articles(first: $n) { nodes { title } } }';
const manifest = join(folder, 'documents.json');
let server: RunningServer, url = '';
beforeAll(async () => {
  writeFileSync(manifest, JSON.stringify({ 'app/titles-1': own }));
  server = await startServer({ port: 0, host: '127.0.0.1', documentsFile: manifest }, graph.db, createLog('silent'));
  url = `${server.url}/graphql`;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});
const apq = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOfText(text) } });
const codes = ['PERSISTED_QUERY_NOT_FOUND'];

describe('automatic persisted queries', () => {
  test('a hash that is not known is asked for, registered with its text, and hit by GET', async () => {
    const text = 'query First { articles(first: 1) { nodes { slug } } }';
    const miss = await getWith(url, { extensions: JSON.stringify(apq(text)) });
    expect([miss.status, miss.codes, miss.messages, miss.headers.get('cache-control')]).toEqual([200, codes, ['PersistedQueryNotFound'], 'no-store']);
    expect(await postJson(url, { query: text, extensions: apq(text) })).toMatchObject({ status: 200, data: { articles: { nodes: [{}] } } });
    const hit = await getWith(url, { extensions: JSON.stringify(apq(text)), operationName: 'First', variables: '{}' });
    expect(hit).toMatchObject({ status: 200, data: { articles: { nodes: [{}] } } });
    expect(hit.headers.get('etag')).not.toBeNull();
  });

  test('a text under the hash of another is refused, and registers nothing', async () => {
    const [text, other] = ['{ authors { totalCount } }', '{ sources { totalCount } }'];
    expect(await postJson(url, { query: other, extensions: apq(text) })).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
    expect(await postJson(url, { extensions: apq(text) })).toMatchObject({ codes });
  });

  test('what does not fit the schema is not registered', async () => {
    const text = '{ nothing }';
    await postJson(url, { query: text, extensions: apq(text) });
    expect(await postJson(url, { extensions: apq(text) })).toMatchObject({ codes });
  });
});

describe('a document by its id', () => {
  test.each([['the id of the manifest', 'app/titles-1'], ['its hash', `sha256:${hashOfText(own)}`]])('%s answers by POST and GET', async (_, documentId) => {
    expect(await postJson(url, { documentId, variables: { n: 2 } })).toMatchObject({ status: 200, data: { articles: { nodes: [{}, {}] } } });
    expect(await getWith(url, { documentId, variables: '{"n":2}', operationName: 'Titles' })).toMatchObject({ status: 200, data: { articles: { nodes: [{}, {}] } } });
  });

  test('a text that was registered by its hash is found by it too', async () => {
    const text = '{ publishers(first: 1) { totalCount } }';
    expect(await postJson(url, { documentId: `sha256:${hashOfText(text)}` })).toMatchObject({ status: 400, codes });
    await postJson(url, { query: text, extensions: apq(text) });
    expect(await postJson(url, { documentId: `sha256:${hashOfText(text)}` })).toMatchObject({ status: 200 });
  });

  test.each([['unknown', { documentId: 'nobody' }, codes], ['__proto__', { documentId: '__proto__' }, codes], ['a number', { documentId: 1 }, ['BAD_REQUEST']], ['beside a text', { documentId: 'app/titles-1', query: '{ __typename }' }, ['BAD_REQUEST']]] as const)('%s is refused', async (_, body, expected) => {
    expect(await postJson(url, body)).toMatchObject({ status: 400, codes: expected });
  });

  test('twice in an address, or beside a text there, is refused', async () => {
    const twice = await fetch(`${url}?documentId=app/titles-1&documentId=x`, { headers: { 'apollo-require-preflight': '1' } });
    expect(twice.status).toBe(400);
    expect(await getWith(url, { documentId: 'app/titles-1', query: '{ __typename }' })).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
  });
});

test('a hundred thousand texts that nobody asks again are not kept: only the last few thousand', () => {
  const documents = createDocuments(createSchema(), { manifest: [], examples: [] }, false);
  const text = (n: number): string => `{ a${n}: __typename ${'x'.repeat(200)} }`;
  const hashes = Array.from({ length: 100_000 }, (_, n) => { const hash = hashOfText(text(n)); documents.register(hash, text(n)); return hash; });
  const kept = hashes.filter((hash) => documents.byHash(hash) !== undefined).length;
  expect(kept).toBeGreaterThan(5000);
  expect(kept).toBeLessThan(10_000);
  const long = 'x'.repeat(20_001);
  documents.register(hashOfText(long), long);
  expect(documents.byHash(hashOfText(long))).toBeUndefined();
});

describe('a manifest', () => {
  test('is read as Apollo writes it and as Relay and GraphQL Code Generator do', () => {
    const text = '{ __typename }';
    const entries = [{ id: 'a', text }];
    expect(readManifest(JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: 'a', name: 'A', type: 'query', body: text }] }), 'm')).toEqual(entries);
    expect(readManifest(JSON.stringify({ a: text }), 'm')).toEqual(entries);
  });

  test.each(['', '[]', '"x"', 'null', '{"a": 1}', '{"": "{ a }"}', '{"operations": [{"id": "a"}]}', '{"operations": [null]}'])('that is none says so: %s', (json) => {
    expect(() => readManifest(json, 'documents.json')).toThrow(/^documents\.json: expected/);
  });

  test('with a document that does not fit the schema keeps the server from starting, by its id', async () => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, JSON.stringify({ good: own, bad: '{ articles { nodes { headline } } }', worse: '{' }));
    const start = (documentsFile: string) => startServer({ port: 0, host: '127.0.0.1', documentsFile }, graph.db, createLog('silent'));
    await expect(start(file)).rejects.toMatchObject({ code: 'BAD_DOCUMENTS', message: expect.stringMatching(/\n {2}bad: .*headline.*\n {2}worse: Syntax Error/) as string });
    await expect(start(join(folder, 'missing.json'))).rejects.toMatchObject({ code: 'BAD_DOCUMENTS' });
  });
});
