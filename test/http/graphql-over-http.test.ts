import { type AuditResult, auditServer } from 'graphql-http';
import { createLog } from '../../src/log';
import { type RunningServer, startServer } from '../../src/server';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
let server: RunningServer;
let audits: AuditResult[] = [];
beforeAll(async () => {
  server = await startServer({ port: 0, host: '127.0.0.1' }, graph.db, createLog('silent'));
  audits = await auditServer({ url: `${server.url}/graphql`, fetchFn: fetch });
});
afterAll(() => server.stop());

describe('the audits of graphql-http', () => {
  /** Those of a word of the specification (RFC 2119) that did not pass, each with what it expected. */
  const failed = (word: string): string[] => audits.flatMap((audit) => (audit.name.startsWith(word) && audit.status !== 'ok' ? [`${audit.id} ${audit.name}`] : []));
  const count = (word: string): number => audits.filter(({ name }) => name.startsWith(word)).length;

  test('pass for all that a server MUST and SHOULD do', () => {
    expect([...failed('MUST'), ...failed('SHOULD')]).toEqual([]);
    expect([count('MUST'), count('SHOULD')]).toEqual([13, 23]);
  });

  test('pass for all it MAY do but a bare GET, which another web site could make a browser send', () => {
    expect(failed('MAY')).toEqual([
      '5A70 MAY accept application/x-www-form-urlencoded formatted GET requests',
      'D6D5 MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
      '6A70 MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
    ]);
    expect(count('MAY')).toBe(25);
  });
});

const operation = '{ articles(first: 1) { nodes { slug } } }';
const ask = (body: object, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const get = (parameters: Record<string, string>, init: RequestInit = {}) =>
  fetch(`${server.url}/graphql?${new URLSearchParams(parameters).toString()}`, { redirect: 'manual', ...init, headers: { 'apollo-require-preflight': '1', ...init.headers } });
const codeOf = async (response: Response) => ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

describe('the form of an answer', () => {
  test.each([
    [undefined, 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['application/*', 'application/json; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json; charset=utf-8'],
    ['multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json', 'application/graphql-response+json; charset=utf-8'],
  ])('Accept: %s gets %s', async (accept, type) => {
    const response = await ask({ query: operation }, accept === undefined ? {} : { accept });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
  });

  test.each(['text/html', 'application/xml', 'application/json;q=0', 'image/*, text/plain'])('Accept: %s is refused before anything runs', async (accept) => {
    const response = await ask({ query: 'mutation { undoMerge(input: { mergeId: "x" }) { userErrors { code } } }' }, { accept });
    expect([response.status, await codeOf(response)]).toEqual([406, 'BAD_REQUEST']);
  });

  test('what only the graph refuses is 400 as application/graphql-response+json and 200 as application/json', async () => {
    for (const query of ['{ articles', '{ nothing }', 'query A { articles { totalCount } } query B { articles { totalCount } }', 'query ($n: Int) { articles(first: $n) { totalCount } }']) {
      const body = { query, variables: { n: 'many' } };
      const [modern, legacy] = [await ask(body, { accept: 'application/graphql-response+json' }), await ask(body, { accept: 'application/json' })];
      expect([query, modern.status, legacy.status]).toEqual([query, 400, 200]);
      expect(await modern.json()).not.toHaveProperty('data');
    }
  });

  test('a person who opens the address in a browser is led to the playground, and no page of another house is ever sent', async () => {
    const page = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }, redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([302, '/playground']);
    const answer = await get({ query: operation }, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  });
});

describe('the method of a request', () => {
  test('HEAD answers as GET does, without the body', async () => {
    const [asGet, asHead] = [await get({ query: operation }), await get({ query: operation }, { method: 'HEAD' })];
    const headersOf = ({ headers }: Response) => Object.fromEntries([...headers].filter(([name]) => !['x-request-id', 'date', 'connection', 'keep-alive'].includes(name)));
    expect([asHead.status, await asHead.text(), headersOf(asHead)]).toEqual([200, '', headersOf(asGet)]);
    const again = await get({ query: operation }, { method: 'HEAD', headers: { 'if-none-match': asHead.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  test('OPTIONS names the methods', async () => {
    const response = await fetch(`${server.url}/graphql`, { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
  });

  test('a mutation by GET is refused, with the method that is meant', async () => {
    const response = await get({ query: 'mutation { undoMerge(input: { mergeId: "x" }) { userErrors { code } } }' });
    expect([response.status, response.headers.get('allow'), await codeOf(response)]).toEqual([405, 'POST', 'BAD_REQUEST']);
  });

  test('a subscription by plain POST is refused, with the ways that are meant', async () => {
    const response = await ask({ query: 'subscription { articlePublished { id } }' });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/WebSocket.*"code":"BAD_REQUEST"/);
  });
});
