import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { breakableConnection } from '../support/breakable-connection';
import { cleanUp, run, serve, start, untilSaid } from '../support/program';
import { useDatabase } from '../support/use-database';

const graph = useDatabase();
afterEach(cleanUp);

const ask = (url: string, query: string): Promise<Response> => fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
const slug = '{ articles(first: 1) { nodes { slug } } }';

describe('a server that is told to stop', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('by %s finishes the requests that run, takes no new ones, and ends with 0', async (signal) => {
    const server = await serve({ DATABASE_URL: graph.url });
    // The request runs as long as the table is locked.
    const runner = graph.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE articles IN ACCESS EXCLUSIVE MODE');
    const answer = ask(server.url, slug);
    for (let waiting = 0; waiting === 0;) {
      [{ waiting } = { waiting: 0 }] = await graph.sql<{ waiting: number }>(`SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    }
    server.child.kill(signal);
    await untilSaid(server, 'stderr', /stopping/);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    await runner.commitTransaction();
    await runner.release();
    const response = await answer;
    expect([response.status, await response.json()]).toEqual([200, { data: { articles: { nodes: [{ slug: expect.any(String) as string }] } } }]);
    expect((await server.finished).code).toBe(0);
  });
});

describe('a database that goes away', () => {
  test('makes the server not ready and its answers SERVICE_UNAVAILABLE; when it is back, so are they', async () => {
    const way = await breakableConnection(graph.url);
    const server = await serve({ DATABASE_URL: way.url });
    expect((await ask(server.url, slug)).status).toBe(200);
    await way.cut();
    const response = await ask(server.url, slug);
    const text = await response.text();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', requestId: response.headers.get('x-request-id') } }] });
    expect(text).not.toMatch(/ECONN|127\.0\.0\.1|stack/);
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', reason: 'the database does not answer' }]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await way.mend();
    expect((await ask(server.url, slug)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    server.child.kill('SIGTERM');
    expect((await server.finished).code).toBe(0);
    await way.cut();
  });
});

describe('a server that cannot start says why and what to do, and ends with 1', () => {
  test('on a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await run(['serve'], { DATABASE_URL: graph.url, PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`PORT_TAKEN: Port ${port} .*\n.*PORT=${port + 1}`));
  });

  test('with a database that was migrated by a newer version', async () => {
    await graph.sql(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`);
    for (const command of [['serve'], ['migrate'], ['import', '-']]) {
      const { code, stderr } = await run(command, { DATABASE_URL: graph.url, PORT: '0' }, 'A title\n\nA text.\n');
      expect([command, code]).toEqual([command, 1]);
      expect(stderr).toMatch(/DATABASE_NEWER: .*Later9999999999999.*\n.*(newer version|another database)/);
    }
    await graph.sql(`DELETE FROM migrations WHERE name = 'Later9999999999999'`);
  });

  test.each([
    ['nobody listens there', (url: URL) => { url.port = '1'; }, /ECONNREFUSED/],
    ['the password is wrong', (url: URL) => { url.password = 'wrong'; }, /password authentication failed/],
    ['there is no such database', (url: URL) => { url.pathname = '/nowhere'; }, /database "nowhere" does not exist/],
    ['there is no such host', (url: URL) => { url.hostname = 'nowhere.invalid'; }, /nowhere\.invalid/],
  ])('with a DATABASE_URL that does not let us in: %s', async (_, change, reason) => {
    const url = new URL(graph.url);
    change(url);
    const { code, stderr } = await run(['serve'], { DATABASE_URL: url.href, PORT: '0' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/DATABASE_UNREACHABLE/);
    expect(stderr).toMatch(reason);
    expect(stderr).toMatch(/Check DATABASE_URL/);
    expect(stderr).not.toContain(new URL(graph.url).password);
  });

  test('with a DATABASE_URL that takes the connection and says nothing, within its time limit', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const running = start(['serve'], { DATABASE_URL: `postgres://ibid@127.0.0.1:${port}/ibid`, PORT: '0' });
    const { code, stderr } = await running.finished;
    silent.close();
    expect([code, stderr]).toEqual([1, expect.stringContaining('DATABASE_UNREACHABLE')]);
  });
});

describe('a wrong environment', () => {
  test('is reported whole, by name, with what was expected, and no password is shown', async () => {
    const { code, stdout, stderr } = await run(['serve'], {
      PORT: '70000', HOST: 'a b', DATABASE_URL: 'mysql://me:geheim@host/db', DATABASE_DIRECT_URL: 'nonsense', IBID_SAMPLE: 'yes', IBID_CACHE: 'maybe', IBID_DOCUMENTS: 'some', IBID_INTROSPECTION: 'yes', IBID_CORS_ORIGINS: 'example', LOG_LEVEL: 'loud', NODE_ENV: 'staging',
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('BAD_CONFIGURATION');
    for (const name of ['PORT', 'HOST', 'DATABASE_URL', 'DATABASE_DIRECT_URL', 'IBID_SAMPLE', 'IBID_CACHE', 'IBID_DOCUMENTS', 'IBID_INTROSPECTION', 'IBID_CORS_ORIGINS', 'LOG_LEVEL', 'NODE_ENV']) expect(stderr).toMatch(new RegExp(`^  ${name}: expected .+, got "`, 'm'));
    expect(stderr).not.toContain('geheim');
  });
});
