import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOfText } from '../../src/documents/documents';
import { createLog } from '../../src/log';
import { type RunningServer, startServer } from '../../src/server';
import { type HttpAnswer, exchange } from '../support/http-client';
import { useDatabase } from '../support/use-database';

/** Requests as the clients of GraphQL write them: their headers, their bodies, the order of what they try. */
const graph = useDatabase('sample');
const folder = mkdtempSync(join(tmpdir(), 'ibid-clients-'));
const text = 'query Titles($n: Int!) { __typename articles(first: $n) { __typename nodes { __typename id title } } }';
const md5 = createHash('md5').update(text).digest('hex');
let server: RunningServer, url = '';
beforeAll(async () => {
  writeFileSync(join(folder, 'persisted_queries.json'), JSON.stringify({ [md5]: text })); // as relay-compiler writes it
  server = await startServer({ port: 0, host: '127.0.0.1', documentsFile: join(folder, 'persisted_queries.json') }, graph.db, createLog('silent'));
  url = `${server.url}/graphql`;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const post = (body: object, headers: Record<string, string>): Promise<HttpAnswer> => exchange(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const get = (parameters: Record<string, string>, headers: Record<string, string>): Promise<HttpAnswer> => exchange(`${url}?${new URLSearchParams(parameters).toString()}`, { headers });
const answered = { status: 200, codes: [], data: { __typename: 'Query', articles: { nodes: [{ __typename: 'Article' }, {}] } } };
/** What every client of Apollo looks for before it sends the text. */
const unknownHash = { status: 200, codes: ['PERSISTED_QUERY_NOT_FOUND'], messages: ['PersistedQueryNotFound'] };
const extensionsOf = (document: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOfText(document) } });

describe('Apollo iOS', () => {
  const document = text.replace('Titles', 'TitlesOnIOS');
  const headers = {
    'x-apollo-operation-name': 'TitlesOnIOS', 'x-apollo-operation-type': 'query', 'apollographql-client-name': 'app.example-apollo-ios', 'apollographql-client-version': '1.4.0-7',
    accept: 'multipart/mixed;subscriptionSpec="1.0",multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json',
  };
  test('hash by POST, miss, hash and text by POST, hash by GET', async () => {
    const named = { operationName: 'TitlesOnIOS', variables: { n: 2 }, extensions: { ...extensionsOf(document), clientLibrary: { name: 'apollo-ios', version: '1.20.0' } } };
    expect(await post(named, headers)).toMatchObject(unknownHash);
    expect(await post({ ...named, query: document }, headers)).toMatchObject(answered);
    const hit = await get({ operationName: 'TitlesOnIOS', variables: '{"n":2}', extensions: JSON.stringify(named.extensions) }, headers);
    expect(hit).toMatchObject(answered);
    expect((await exchange(`${url}?${new URLSearchParams({ operationName: 'TitlesOnIOS', variables: '{"n":2}', extensions: JSON.stringify(named.extensions) }).toString()}`, { headers: { ...headers, 'if-none-match': hit.headers.get('etag') ?? '' } })).status).toBe(304);
  });
});

describe('Apollo Kotlin', () => {
  const document = text.replace('Titles', 'TitlesOnAndroid');
  const headers = { 'x-apollo-operation-id': hashOfText(document), 'x-apollo-operation-name': 'TitlesOnAndroid', accept: 'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json' };
  test('hash by GET, miss, hash and text by POST, hash by GET', async () => {
    const parameters = { operationName: 'TitlesOnAndroid', variables: '{"n":2}', extensions: JSON.stringify(extensionsOf(document)) };
    expect(await get(parameters, headers)).toMatchObject(unknownHash);
    expect(await post({ operationName: 'TitlesOnAndroid', variables: { n: 2 }, query: document, extensions: extensionsOf(document) }, headers)).toMatchObject(answered);
    expect(await get(parameters, headers)).toMatchObject(answered);
  });
});

describe('urql', () => {
  const document = text.replace('Titles', 'TitlesOnTheWeb');
  const accept = 'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
  test('text by POST; with its exchange for persisted queries hash by GET, miss, hash and text by POST, hash by GET, where its fetchOptions have the header that a form cannot send', async () => {
    expect(await post({ operationName: 'TitlesOnTheWeb', query: document, variables: { n: 2 } }, { accept })).toMatchObject(answered);
    const parameters = { operationName: 'TitlesOnTheWeb', query: '', variables: '{"n":2}', extensions: JSON.stringify(extensionsOf(document)) };
    const { query: _, ...withoutText } = parameters;
    const headers = { accept, 'apollo-require-preflight': 'true' };
    expect(await get(withoutText, headers)).toMatchObject(unknownHash);
    expect(await post({ operationName: 'TitlesOnTheWeb', query: document, variables: { n: 2 }, extensions: extensionsOf(document) }, { accept })).toMatchObject(answered);
    expect(await get(withoutText, headers)).toMatchObject(answered);
    expect(await get(withoutText, { accept })).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
  });
});

describe('Relay', () => {
  test('a text by POST, a persisted id by POST as its guide has it, and by documentId', async () => {
    expect(await post({ query: text, variables: { n: 2 } }, { accept: '*/*' })).toMatchObject(answered);
    expect(await post({ doc_id: md5, variables: { n: 2 } }, { accept: '*/*' })).toMatchObject(answered);
    expect(await post({ documentId: md5, query: null, variables: { n: 2 } }, { accept: '*/*' })).toMatchObject(answered);
  });

  test('refetches by node(id) and pages on by the cursor of a connection', async () => {
    const page = 'query Page($count: Int!, $cursor: String) { articles(first: $count, after: $cursor) { edges { cursor node { __typename id title } } pageInfo { endCursor hasNextPage } } }';
    interface Page { articles: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }
    const first = (await post({ query: page, variables: { count: 1, cursor: null } }, {})).data as unknown as Page;
    const second = (await post({ query: page, variables: { count: 1, cursor: first.articles.pageInfo.endCursor } }, {})).data as unknown as Page;
    expect(second.articles.edges[0]?.node.id).not.toBe(first.articles.edges[0]?.node.id);
    const id = second.articles.edges[0]?.node.id;
    expect((await post({ query: 'query Refetch($id: ID!) { node(id: $id) { __typename ... on Article { id title } } }', variables: { id } }, {})).data).toMatchObject({ node: { __typename: 'Article', id } });
  });
});
