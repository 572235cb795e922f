import { type Changes, listenForChanges } from '../../src/database/changes';
import { type Database, readSession } from '../../src/database/database';
import { type RowCache, createRowCache } from '../../src/database/row-cache';
import { createLog } from '../../src/log';
import { sourceLoaders } from '../../src/sources/source.loaders';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
let changes: Changes, cache: RowCache;
beforeAll(async () => {
  changes = listenForChanges(graph.url, createLog('silent'));
  await changes.listening();
  cache = createRowCache(changes, 100);
});
afterAll(() => changes.stop());

/** The database of the test, whose answers arrive only when they are let go: PostgreSQL has read, the process has not heard yet. */
function held(): { db: Database; read: Promise<void>; letGo: () => void } {
  let haveRead = (): void => undefined, letGo = (): void => undefined;
  const read = new Promise<void>((resolve) => { haveRead = resolve; });
  const gate = new Promise<void>((resolve) => { letGo = resolve; });
  return {
    read, letGo,
    db: {
      transaction: (work) => graph.db.transaction(work),
      aside: (statement) => graph.db.aside(statement),
      rows: (statement, values) => graph.db.rows(statement, values),
      send(pending) {
        graph.db.send(pending.map((one) => ({
          ...one,
          resolve(rows) {
            haveRead();
            void gate.then(() => { one.resolve(rows); });
          },
        })));
      },
    },
  };
}

const titleOf = async (id: number): Promise<string | undefined> => (await sourceLoaders.sourceById(readSession(graph.db, cache)).load(id))?.title;

test('a row that was read before a write and arrives after it is not kept', async () => {
  const [source] = await graph.sql<{ id: number }>('SELECT min(id) AS id FROM sources');
  const id = source?.id ?? 0;
  const { db, read, letGo } = held();
  const slow = sourceLoaders.sourceById(readSession(db, cache)).load(id);
  await read;
  await graph.sql(`UPDATE sources SET title = 'After the write' WHERE id = $1`, [id]);
  await changes.settled();
  letGo();
  expect((await slow)?.title).not.toBe('After the write');
  expect(await titleOf(id)).toBe('After the write');
});

test('a row that was read in quiet is kept, and dropped by the write that names it and no other', async () => {
  const rows = await graph.sql<{ id: number }>('SELECT id FROM sources ORDER BY id LIMIT 2');
  const [one, two] = rows.map(({ id }) => id) as [number, number];
  const keptTitle = (id: number): unknown => sourceLoaders.sourceById(readSession(graph.db, cache)).load(id);
  await Promise.all([titleOf(one), titleOf(two)]);
  expect(keptTitle(one)).not.toBeInstanceOf(Promise);
  await graph.sql(`UPDATE sources SET title = 'Written' WHERE id = $1`, [one]);
  await changes.settled();
  expect(keptTitle(two)).not.toBeInstanceOf(Promise);
  const readAnew = keptTitle(one);
  expect(readAnew).toBeInstanceOf(Promise);
  await readAnew;
});

test('no more rows are kept than was said', async () => {
  const small = createRowCache(changes, 5);
  const rows = await graph.sql<{ id: number }>('SELECT id FROM sources ORDER BY id LIMIT 20');
  const load = (id: number): unknown => sourceLoaders.sourceById(readSession(graph.db, small)).load(id);
  await Promise.all(rows.map(({ id }) => load(id)));
  const again = rows.map(({ id }) => load(id));
  expect(again.filter((row) => !(row instanceof Promise))).toHaveLength(5);
  await Promise.all(again);
});
