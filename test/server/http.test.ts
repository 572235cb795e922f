import { request } from 'node:http';
import { graphErrorCodes } from '../../src/errors';
import { createLog } from '../../src/log';
import { schemaText } from '../../src/schema';
import { type RunningServer, startServer } from '../../src/server';
import { useDatabase } from '../support/use-database';

const graph = useDatabase();
let server: RunningServer;
beforeAll(async () => { server = await startServer({ port: 0, host: '127.0.0.1' }, graph.db, createLog('silent')); });
afterAll(() => server.stop());

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${server.url}${path}`, { redirect: 'manual', ...init });
const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }, path = '/graphql'): Promise<Response> => fetch(`${server.url}${path}`, { method: 'POST', body, headers });
interface Refusal { errors: { message: string; extensions: { code: string; requestId: string } }[] }

/** A refusal of /graphql: its status, a code of the closed list, and the request id of the header in the body. */
async function expectRefused(response: Response, status: number, message: RegExp): Promise<void> {
  const text = await response.text();
  expect([response.status, text]).toEqual([status, expect.stringMatching(message)]);
  const { errors: [error] } = JSON.parse(text) as Refusal;
  expect(Object.keys(graphErrorCodes)).toContain(error?.extensions.code);
  expect(error?.extensions.requestId).toBe(response.headers.get('x-request-id'));
  expect(text).not.toMatch(/stacktrace|node_modules/);
}

describe('the pages beside the graph', () => {
  test('/healthz and /readyz answer 200 and may not be kept', async () => {
    for (const [path, status] of [['/healthz', 'ok'], ['/readyz', 'ready']] as const) {
      const response = await get(path);
      expect([response.status, response.headers.get('cache-control'), await response.json()]).toEqual([200, 'no-store', { status }]);
    }
  });

  test('/readyz says which migration is missing', async () => {
    const [last] = await graph.sql<{ name: string }>('SELECT name FROM migrations ORDER BY id DESC LIMIT 1');
    await graph.sql('DELETE FROM migrations WHERE name = $1', [last?.name]);
    const response = await get('/readyz');
    await graph.sql('INSERT INTO migrations (timestamp, name) VALUES (1, $1)', [last?.name]);
    expect([response.status, await response.json()]).toEqual([503, { status: 'not ready', reason: `migrations not applied: ${last?.name}` }]);
  });

  test('/ leads to the playground, which is there', async () => {
    const response = await get('/');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/playground']);
    const page = await get('/playground');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await get('/playground', { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })).status).toBe(304);
  });

  test('/schema.graphql is the schema, /metrics are those of the process', async () => {
    expect(await (await get('/schema.graphql')).text()).toBe(schemaText());
    expect(await (await get('/metrics')).text()).toContain('process_cpu_seconds_total');
  });

  test.each(['/nothing', '/graphql/', '/playground/../package.json', '/%2e%2e/package.json', '/__proto__', '/constructor', '//healthz'])('%s is not there', async (path) => {
    const status = await new Promise((resolve, reject) => { // straight, for fetch tidies paths up
      request(`${server.url}/`, { path }, (response) => { response.resume(); resolve(response.statusCode); }).on('error', reject).end();
    });
    expect(status).toBe(404);
  });

  test('HEAD answers as GET without a body; another method names those that are allowed', async () => {
    const head = await get('/healthz', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const path of ['/healthz', '/playground', '/schema.graphql']) {
      const response = await get(path, { method: 'POST' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });
});

describe('/graphql over HTTP', () => {
  const articles = '{ articles(first: 1) { nodes { slug } } }';

  test('answers by POST and by GET, each with a request id', async () => {
    const posted = await post(JSON.stringify({ query: articles }));
    const got = await get(`/graphql?query=${encodeURIComponent(articles)}`, { headers: { 'apollo-require-preflight': '1' } });
    expect([posted.status, got.status]).toEqual([200, 200]);
    expect(await got.json()).toEqual(await posted.json());
    expect(posted.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    expect(posted.headers.get('x-request-id')).not.toBe(got.headers.get('x-request-id'));
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('%s is not allowed, and the answer says what is', async (method) => {
    const response = await get('/graphql', { method });
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    await expectRefused(response, 405, /Expected one of the methods GET, HEAD, POST, OPTIONS/);
  });

  test('a body of more than 1 MB is refused, one just below is read', async () => {
    const padded = (length: number): string => JSON.stringify({ query: articles, extensions: { padding: 'x'.repeat(length) } });
    await expectRefused(await post(padded(1_000_000)), 413, /at most 1000000 bytes/);
    expect((await post(padded(999_000))).status).toBe(200);
  });

  test('a body of another sort is refused with what was expected', async () => {
    await expectRefused(await post('query=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415, /Expected Content-Type: application\/json/);
    await expectRefused(await post('{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' }), 415, /without Content-Encoding/);
    for (const type of ['application/jsonp', 'application/json; charset=utf-16', 'text/plain', '']) await expectRefused(await post('{}', { 'content-type': type }), 415, /Expected Content-Type: application\/json/);
    for (const body of ['', '{', '{"query": ', 'articles']) await expectRefused(await post(body), 400, /Expected a body of JSON/);
  });

  test.each(['[]', '"text"', '1', 'null', '{}', '{"query": 1}', '{"query": ""}', '{"query": "{ __typename }", "variables": "x"}', '{"query": "{ __typename }", "operationName": 1}'])('JSON that is no request of GraphQL is refused: %s', async (body) => {
    await expectRefused(await post(body), 400, /errors/);
  });

  test('a form of another site cannot make the browser ask', async () => {
    await expectRefused(await get(`/graphql?query=${encodeURIComponent(articles)}`), 400, /CSRF|preflight/i);
  });

  test('a persisted query that is not known is told apart', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const { errors } = (await (await post(JSON.stringify({ extensions }))).json()) as Refusal;
    expect(errors[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

describe('a port', () => {
  test('that is taken gives an error that names it and the way out', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startServer({ port, host: '127.0.0.1' }, graph.db, createLog('silent'))).rejects.toMatchObject({
      code: 'PORT_TAKEN', message: expect.stringContaining(String(port)) as string, nextStep: expect.stringContaining(`PORT=${port + 1}`) as string,
    });
  });

  test('on a host that is not of this machine gives an error that says so', async () => {
    await expect(startServer({ port: 0, host: '192.0.2.1' }, graph.db, createLog('silent'))).rejects.toMatchObject({ code: 'HOST_NOT_USABLE' });
  });
});
