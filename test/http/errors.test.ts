import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { graphErrorCodes } from '../../src/errors';
import { nodeId } from '../../src/graph/node-id';
import { type RunningServer, startServer } from '../../src/server';
import { exchange, getWith, postJson } from '../support/http-client';
import { keepLog } from '../support/kept-log';
import { keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
const kept = keepLog('info');
let server: RunningServer, strict: RunningServer, url = '', key = '';
beforeAll(async () => {
  server = await startServer({ port: 0, host: '127.0.0.1' }, graph.db, kept.log);
  strict = await startServer({ port: 0, host: '127.0.0.1', documents: 'only' }, graph.db, kept.log);
  url = `${server.url}/graphql`;
  key = await keyWith(graph, 'reader', 'read');
});
afterAll(() => Promise.all([server.stop(), strict.stop()]));

test('docs/errors.md says of each code what it means, and names no other', () => {
  const rows = [...readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8').matchAll(/^\| `([A-Z_]+)` \| (.*?) \|/gm)].map(([, code, meaning]) => [code, meaning]);
  expect(rows).toEqual(Object.entries(graphErrorCodes));
});

const json = { 'content-type': 'application/json' };
const broken = () => graph.sql('ALTER TABLE origins RENAME TO origins_away');
const mended = () => graph.sql('ALTER TABLE origins_away RENAME TO origins');
const ways: [string, string, number, () => Promise<{ status: number; headers: Headers; text: string; codes: string[] }>][] = [
  ['no GraphQL', 'GRAPHQL_PARSE_FAILED', 200, () => postJson(url, { query: '{' })],
  ['no GraphQL, to a client of our time', 'GRAPHQL_PARSE_FAILED', 400, () => postJson(url, { query: '{' }, { accept: 'application/graphql-response+json' })],
  ['a field that is not there', 'GRAPHQL_VALIDATION_FAILED', 200, () => postJson(url, { query: '{ nothing }' })],
  ['an argument that is wrong', 'BAD_USER_INPUT', 200, () => postJson(url, { query: '{ articles(first: 0) { totalCount } }' })],
  ['a variable that is wrong', 'BAD_USER_INPUT', 200, () => postJson(url, { query: 'query ($n: Int) { articles(first: $n) { totalCount } }', variables: { n: 'x' } })],
  ['an operation that is not there', 'OPERATION_RESOLUTION_FAILURE', 200, () => postJson(url, { query: 'query A { __typename }', operationName: 'B' })],
  ['too many nodes', 'TOO_MANY_NODES', 400, () => postJson(url, { query: '{ articles(first: 100) { nodes { citations(first: 100) { nodes { source { citedBy(first: 100) { totalCount nodes { id } } } } } } } }' })],
  ['too deep', 'OPERATION_TOO_LARGE', 400, () => postJson(url, { query: `${'{a'.repeat(100)}${'}'.repeat(100)}` })],
  ['a hash that nobody knows', 'PERSISTED_QUERY_NOT_FOUND', 200, () => postJson(url, { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } })],
  ['a hash of another version', 'BAD_REQUEST', 400, () => postJson(url, { query: '{ __typename }', extensions: { persistedQuery: { version: 2, sha256Hash: 'a'.repeat(64) } } })],
  ['an id that nobody knows', 'PERSISTED_QUERY_NOT_FOUND', 400, () => postJson(url, { documentId: 'x' })],
  ['a document that is not trusted', 'DOCUMENT_NOT_TRUSTED', 403, () => postJson(`${strict.url}/graphql`, { query: '{ __typename }' })],
  ['a key that is wrong', 'UNAUTHENTICATED', 401, () => postJson(url, { query: '{ __typename }' }, { 'x-api-key': 'wrong' })],
  ['no key', 'UNAUTHENTICATED', 200, () => postJson(url, { query: '{ keys { totalCount } }' })],
  ['a key of another scope', 'FORBIDDEN', 200, () => postJson(url, { query: `mutation { undoMerge(input: { mergeId: "${nodeId('Merge', 1)}" }) { userErrors { code } } }` }, { 'x-api-key': key })],
  ['a form', 'BAD_REQUEST', 415, () => exchange(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query={a}' })],
  ['a body in Latin-1', 'BAD_REQUEST', 400, () => exchange(url, { method: 'POST', headers: json, body: Buffer.from('{"query": "{ \xE9 }"}', 'latin1') })],
  ['no JSON', 'BAD_REQUEST', 400, () => exchange(url, { method: 'POST', headers: json, body: '{"query": ' })],
  ['a list', 'BAD_REQUEST', 400, () => postJson(url, [])],
  ['a body that is large', 'BAD_REQUEST', 413, () => exchange(url, { method: 'POST', headers: json, body: 'x'.repeat(1_000_001) })],
  ['another method', 'BAD_REQUEST', 405, () => exchange(url, { method: 'DELETE' })],
  ['another form of answer', 'BAD_REQUEST', 406, () => postJson(url, { query: '{ __typename }' }, { accept: 'image/png' })],
  ['a page of another site', 'BAD_REQUEST', 400, () => exchange(`${url}?query=%7B__typename%7D`)],
  ['a mutation by GET', 'BAD_REQUEST', 405, () => getWith(url, { query: 'mutation { undoMerge(input: { mergeId: "x" }) { userErrors { code } } }' })],
  ['a subscription by plain POST', 'BAD_REQUEST', 400, () => postJson(url, { query: 'subscription { articlePublished { id } }' })],
  ['a fault', 'INTERNAL_SERVER_ERROR', 200, async () => { await broken(); const answer = await postJson(url, { query: '{ origins { nodes { name } } }' }); await mended(); return answer; }],
];

test.each(ways)('%s: %s, under a request id that is in the log', async (_, code, status, ask) => {
  const answer = await ask();
  expect([answer.status, answer.codes]).toEqual([status, [code]]);
  expect(Object.keys(graphErrorCodes)).toContain(code);
  const { errors } = JSON.parse(answer.text) as { errors: { extensions: { requestId: string } }[] };
  const requestId = answer.headers.get('x-request-id');
  expect(errors.map(({ extensions }) => extensions.requestId)).toEqual([requestId]);
  expect(kept.lines().filter((line) => line.requestId === requestId)).toContainEqual(expect.objectContaining({ msg: 'answered with errors', status, codes: [code] }));
});

test('a fault is in the log with its cause, and only there', () => {
  const [fault] = kept.lines().filter(({ msg }) => msg === 'a field failed');
  expect(fault).toMatchObject({ path: ['origins'], err: { message: expect.stringContaining('relation "origins" does not exist') as string } });
});

test('what is not HTTP is answered once, without a word of the inside', async () => {
  const { port } = new URL(server.url);
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    connect(Number(port), '127.0.0.1').on('data', (bytes) => { text += bytes.toString(); }).on('close', () => { resolve(text); }).end('GARBAGE\r\n\r\n');
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).not.toMatch(/node|Error:|at /i);
});
