import { type GraphQLSchema, getIntrospectionQuery } from 'graphql';
import { createSubgraph } from '../../src/federation/publication-subgraph';
import { createLog } from '../../src/log';
import { hashOfText } from '../../src/documents/documents';
import { schemaText } from '../../src/schema';
import { type RunningServer, startServer } from '../../src/server';
import { type HttpAnswer, exchange, getWith, postJson } from '../support/http-client';
import { keyWith } from '../support/keys';
import { operation, operationNames } from '../support/operations';
import { patience, useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
const servers = new Map<string, RunningServer>();
let url = '';
/** Asks a server of these settings from now on; each is started once. */
const start = async (settings: { documents?: 'only'; introspection?: false; makeSchema?: () => GraphQLSchema }): Promise<RunningServer> => {
  const key = JSON.stringify({ ...settings, makeSchema: settings.makeSchema?.name });
  const server = servers.get(key) ?? await startServer({ port: 0, host: '127.0.0.1', deadline: patience, ...settings }, graph.db, createLog('silent'));
  servers.set(key, server);
  url = `${server.url}/graphql`;
  return server;
};
afterAll(() => Promise.all([...servers.values()].map((server) => server.stop())));

const example = operation('FeedPage').document;
const apq = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOfText(text) } });

describe('where only documents of the publication are answered', () => {
  beforeEach(async () => { await start({ documents: 'only' }); });
  const strange = '{ articles(first: 1) { nodes { id } } }';
  const tricks: [string, () => Promise<HttpAnswer>][] = [
    ['by POST', () => postJson(url, { query: strange })],
    ['by GET', () => getWith(url, { query: strange })],
    ['by HEAD', () => exchange(`${url}?query=${encodeURIComponent(strange)}`, { method: 'HEAD', headers: { 'apollo-require-preflight': '1' } })],
    ['with one blank more', () => postJson(url, { query: `${example} ` })],
    ['with an alias', () => postJson(url, { query: example.replace('articles(', 'a: articles(') })],
    ['under the name of one that is known', () => postJson(url, { query: `query FeedPage ${strange}`, operationName: 'FeedPage' })],
    ['behind one that is known', () => postJson(url, { query: `${example}\nquery Other ${strange}`, operationName: 'Other' })],
    ['under the hash of one that is known', () => postJson(url, { query: strange, extensions: apq(example) })],
    ['to register it', () => postJson(url, { query: strange, extensions: apq(strange) })],
    ['by its own hash', () => postJson(url, { extensions: apq(strange) })],
    ['by its own hash in an address', () => getWith(url, { extensions: JSON.stringify(apq(strange)) })],
    ['by its own id', () => postJson(url, { documentId: `sha256:${hashOfText(strange)}` })],
    ['by the id of nobody', () => getWith(url, { documentId: 'nobody' })],
    ['in the body, with one that is known in the address', () => exchange(`${url}?query=${encodeURIComponent(example)}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: strange }) })],
    ['in a body that names it twice', () => exchange(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"query": ${JSON.stringify(example)}, "query": ${JSON.stringify(strange)}}` })],
    ['that asks for the schema', () => postJson(url, { query: getIntrospectionQuery() })],
    ['that asks for __typename', () => postJson(url, { query: '{ __typename }' })],
    ['that is no GraphQL', () => postJson(url, { query: 'articles' })],
  ];
  test.each(tricks)('another is refused %s', async (name, ask) => {
    const { status, codes, data } = await ask();
    expect([status, codes, data]).toEqual([403, name === 'by HEAD' ? [] : ['DOCUMENT_NOT_TRUSTED'], undefined]);
  });

  test('two that are known in one address, and a list of requests, are refused', async () => {
    const twice = await exchange(`${url}?${new URLSearchParams([['query', example], ['query', strange]]).toString()}`, { headers: { 'apollo-require-preflight': '1' } });
    expect([twice.status, twice.codes]).toEqual([403, ['DOCUMENT_NOT_TRUSTED']]);
    const list = await postJson(url, [{ query: strange }]);
    expect([list.status, list.codes]).toEqual([400, ['BAD_REQUEST']]);
  });

  test.each(['read', 'comment', 'moderate', 'write'] as const)('a key of the scope %s changes nothing of that', async (scope) => {
    const key = await keyWith(graph, `a ${scope}r`, scope);
    expect((await postJson(url, { query: strange }, { authorization: `Bearer ${key}` })).codes).toEqual(['DOCUMENT_NOT_TRUSTED']);
  });

  test('a key of the scope admin may ask anything, and registers nothing for others', async () => {
    const key = await keyWith(graph, 'chief', 'admin');
    expect(await postJson(url, { query: strange, extensions: apq(strange) }, { authorization: `Bearer ${key}` })).toMatchObject({ status: 200, data: { articles: {} } });
    expect((await postJson(url, { extensions: apq(strange) })).codes).toEqual(['DOCUMENT_NOT_TRUSTED']);
    expect((await postJson(url, { query: strange })).codes).toEqual(['DOCUMENT_NOT_TRUSTED']);
  });
});

describe('the playground under the strictest settings', () => {
  const isSubscription = (name: string): boolean => /^subscription /m.test(operation(name).document);

  test.each(operationNames.filter((name) => !isSubscription(name)))('its example %s is answered as by a server that is open to all', async (name) => {
    await start({ documents: 'only', introspection: false });
    const { document: query, variables } = operation(name);
    const answer = await postJson(url, { query, variables, operationName: name });
    const { errors = [] } = await graph.ask(query, variables); // some need a key, there as everywhere
    expect([answer.status, answer.codes]).toEqual([200, errors.map(({ extensions }) => extensions.code)]);
    expect(['UNAUTHENTICATED', undefined]).toContain(answer.codes[0]);
  });

  test.each(operationNames.filter(isSubscription))('its example %s begins, as events', async (name) => {
    const server = await start({ documents: 'only', introspection: false });
    const { document: query, variables } = operation(name);
    const leave = new AbortController();
    const { status, headers } = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream' }, body: JSON.stringify({ query, variables }), signal: leave.signal });
    leave.abort();
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/event-stream')]);
  });

  test('its files and the schema as a file are there', async () => {
    const server = await start({ documents: 'only', introspection: false });
    expect((await exchange(`${server.url}/playground`)).status).toBe(200);
    expect((await exchange(`${server.url}/schema.graphql`)).text).toBe(schemaText());
  });
});

describe('where introspection is off', () => {
  beforeEach(async () => { await start({ introspection: false }); });
  test.each([
    ['whole', getIntrospectionQuery()], ['of the schema', '{ __schema { types { name } } }'], ['of a type', '{ __type(name: "Query") { name } }'],
    ['with a line break in it', '{ __schema\n{ types { name } } }'], ['with commas', '{,__schema,{,types,{,name,},},}'], ['with a comment', '{ __schema #\n { types { name } } }'], ['with a byte order mark', '\uFEFF{ __schema { types { name } } }'],
    ['under an alias', '{ s: __schema { types { name } } }'], ['in a fragment', 'query { ...f } fragment f on Query { __type(name: "Query") { name } }'], ['in a fragment without a name', '{ ... on Query { __schema { types { name } } } }'],
    ['in a fragment that no one spreads', '{ __typename } fragment f on Query { __schema { types { name } } }'], ['with @skip', '{ __schema @skip(if: false) { types { name } } }'], ['under a name that looks otherwise', 'query IntrospectionQuery { __schema { queryType { name } } }'],
    ['behind another operation', 'query A { __typename } query B { __schema { types { name } } }'], ['in a mutation', 'mutation { __schema { types { name } } }'],
  ])('it is refused %s, by POST and GET', async (_, query) => {
    for (const answer of [await postJson(url, { query, operationName: query.includes('query A') ? 'A' : undefined }), await getWith(url, { query, ...(query.includes('query A') ? { operationName: 'A' } : {}) }), await postJson(url, { query, extensions: apq(query) })]) {
      expect([answer.data, new Set(answer.codes)]).toEqual([undefined, new Set(['GRAPHQL_VALIDATION_FAILED'])]);
      expect(answer.text).not.toMatch(/"types"|ArticleConnection/);
    }
  });

  test('a subgraph does not give it as text either', async () => {
    await start({ introspection: false, makeSchema: createSubgraph });
    expect(await postJson(url, { query: '{ _service { sdl } }' })).toMatchObject({ codes: ['GRAPHQL_VALIDATION_FAILED'] });
    await start({ makeSchema: createSubgraph });
    expect((await postJson(url, { query: '{ _service { sdl } }' })).text).toContain('@key');
  });

  test('__typename stays, clients need it', async () => {
    expect((await postJson(url, { query: '{ __typename articles(first: 1) { nodes { __typename } } }' })).data).toEqual({ __typename: 'Query', articles: { nodes: [{ __typename: 'Article' }] } });
  });

  const guesses: [string, string, Record<string, unknown>][] = [
    ['a field', '{ article { nodes { id } } artickles { nodes { id } } }', {}], ['an argument', '{ articles(frist: 1) { nodes { id } } }', {}], ['a type', '{ node(id: "x") { ... on Artcle { id } } }', {}],
    ['an enum value', '{ articles(orderBy: NEWST) { nodes { id } } }', {}], ['an enum value in a variable', 'query ($o: ArticleOrder!) { articles(orderBy: $o) { nodes { id } } }', { o: 'NEWST' }],
    ['a field of an input in a variable', 'query ($f: ArticleFilter) { articles(filter: $f) { nodes { id } } }', { f: { tagg: 'x' } }], ['a field of an input', '{ articles(filter: { tagg: "x" }) { nodes { id } } }', {}], ['a directive', '{ articles @skp(if: true) { nodes { id } } }', {}],
  ];
  test.each(guesses)('the wrong name of %s is not answered by the right one; with introspection it is', async (_, query, variables) => {
    expect((await postJson(url, { query, variables })).text).not.toMatch(/Did you mean/);
    await start({});
    const open = await postJson(url, { query, variables });
    if (!query.includes('@skp')) expect(open.text).toMatch(/Did you mean/);
  });
});
