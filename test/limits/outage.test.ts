import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source';
import { databaseOf } from '../../src/database/database';
import { makeKey } from '../../src/keys/key-text';
import { createLog } from '../../src/log';
import { type RunningServer, startServer } from '../../src/server';
import { type BreakableConnection, breakableConnection } from '../support/breakable-connection';
import { useDatabase } from '../support/use-database';

const graph = useDatabase();
let way: BreakableConnection, dataSource: DataSource, server: RunningServer;
beforeAll(async () => {
  way = await breakableConnection(graph.url);
  dataSource = await createDataSource(way.url, { poolSize: 4 }).initialize();
  server = await startServer({ port: 0, host: '127.0.0.1' }, databaseOf(dataSource), createLog('silent'));
});
afterAll(async () => {
  await server.stop();
  await dataSource.destroy();
  await way.cut();
});

let asked = 0;
async function ask(headers: Record<string, string> = {}): Promise<{ status: number; code: string | undefined; retryAfter: string | null }> {
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query: `query Q${(asked += 1)} { articles(first: 3) { nodes { slug } } }` }) });
  const { errors } = await response.json() as { errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: errors?.[0]?.extensions.code, retryAfter: response.headers.get('retry-after') };
}
const statusOf = async (path: string): Promise<number> => (await fetch(`${server.url}${path}`)).status;
const unavailable = { status: 503, code: 'SERVICE_UNAVAILABLE', retryAfter: '2' };

/** Until it answers again; the test's own limit ends what never does. */
async function healed(): Promise<void> {
  while ((await ask()).status !== 200) await new Promise(setImmediate);
}

test('while the database swallows everything requests are told so and the server lives; afterwards they are answered', async () => {
  await Promise.all([ask(), ask(), ask(), ask()]); // connections that stand
  way.swallow();
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask())); // more than the pool has
  expect(answers).toEqual(answers.map(() => unavailable));
  expect(await ask({ authorization: `Bearer ${makeKey()}` })).toEqual(unavailable); // nobody knows whose key it is
  expect(await ask()).toEqual(unavailable);
  expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
  way.pass();
  await healed();
  expect(await statusOf('/readyz')).toBe(200);
});

test('readiness is asked beside the pool, which readers may have filled', async () => {
  const locker = createDataSource(graph.url, { poolSize: 1 });
  await locker.initialize();
  await locker.query('BEGIN');
  await locker.query('LOCK TABLE articles IN ACCESS EXCLUSIVE MODE');
  const slow = Array.from({ length: 6 }, () => ask());
  expect(await statusOf('/readyz')).toBe(200);
  await locker.query('ROLLBACK');
  await locker.destroy();
  expect((await Promise.all(slow)).map(({ status }) => status)).toEqual(slow.map(() => 200));
});
