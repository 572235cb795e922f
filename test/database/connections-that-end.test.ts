import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { createDataSource } from '../../src/database/data-source';
import { databaseOf, statement } from '../../src/database/database';
import { isConnectionFailure } from '../../src/database/connection-failure';
import { breakableConnection } from '../support/breakable-connection';
import { patience, useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

/** Messages of PostgreSQL (manual, 54.7): what it says to a connection when its first process is gone, and what it says when a statement has ended. */
const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0');
const lastWords = Buffer.concat([Buffer.from('E'), Buffer.from([0, 0, 0, 4 + fields.length]), fields]);
const isReady = (bytes: Buffer): boolean => bytes.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]));

test('what PostgreSQL says as it goes, in one piece with its last answer, is heard by who takes the connection next and ends no process', async () => {
  const { hostname, port: farPort } = new URL(graph.url);
  let goes = false;
  const way = createServer((near) => {
    const far = connect(Number(farPort), hostname);
    near.pipe(far);
    far.on('data', (bytes) => {
      if (goes && isReady(bytes)) near.end(Buffer.concat([bytes, lastWords]));
      else near.write(bytes);
    });
    for (const [socket, other] of [[near, far], [far, near]] as const) socket.on('error', () => undefined).on('close', () => { other.destroy(); });
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  const url = new URL(graph.url);
  url.host = `127.0.0.1:${(way.address() as AddressInfo).port}`;
  const dataSource = await createDataSource(url.href, { poolSize: 1 }).initialize();
  const db = databaseOf(dataSource);
  goes = true;
  const first = db.rows<{ one: number }>(statement('SELECT 1 AS one'), []);
  const second = db.transaction(() => Promise.resolve()).catch((error: unknown) => error); // waits for the one connection
  expect(await first).toEqual([expect.objectContaining({ one: 1 })]);
  expect(isConnectionFailure(await second)).toBe(true);
  goes = false;
  expect(await db.transaction((manager) => manager.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  await dataSource.destroy();
  way.close();
});

test('a connection that ends between two statements of a transaction is known as a failure of the connection', async () => {
  const failure: unknown = await graph.db.transaction(async (manager) => {
    const [{ pid } = { pid: 0 }] = await manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
    await graph.sql('SELECT pg_terminate_backend($1)', [pid]);
    while (manager.queryRunner?.isReleased === false) await new Promise(setImmediate);
    await manager.query('SELECT 1');
  }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ message: expect.stringContaining('already released') as string });
  expect(isConnectionFailure(failure)).toBe(true);
});

test('a transaction that waited for a connection while the database was gone, and was given up, does not begin when it is back', async () => {
  const way = await breakableConnection(graph.url);
  const dataSource = await createDataSource(way.url, { poolSize: 1, connectTimeout: patience }).initialize();
  const db = databaseOf(dataSource);
  way.swallow();
  let begun = 0;
  const given = await Promise.allSettled(Array.from({ length: 3 }, () => db.transaction(() => Promise.resolve(begun += 1))));
  expect(given.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  way.pass();
  while (await db.transaction(() => Promise.resolve('back')).catch(isConnectionFailure) === true) await new Promise(setImmediate); // behind those that waited
  await dataSource.destroy();
  expect(begun).toBe(0);
  await way.cut();
});
