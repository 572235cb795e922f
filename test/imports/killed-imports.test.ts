import { Readable } from 'node:stream';
import { importFiles } from '../../src/imports/import-files';
import type { ImportReport } from '../../src/imports/import-report';
import { type BreakableConnection, breakableConnection } from '../support/breakable-connection';
import { checksums } from '../support/checksums';
import { wrongCounts } from '../support/everything';
import { cleanUp, run, start } from '../support/program';
import { useDatabase } from '../support/use-database';
import { wordPressExport } from '../support/wordpress-export';
import { createDataSource } from '../../src/database/data-source';

const undisturbed = useDatabase('empty');
const killed = useDatabase('empty');
const cut = useDatabase('empty');
const twice = useDatabase('empty');
afterEach(cleanUp);

const pieces = [...wordPressExport({ posts: 500, prose: 400, lines: 5, comments: 2 })];
const bytes = Buffer.from(pieces.join(''));
async function* file(): AsyncGenerator<{ name: string; path: string; chunks: AsyncIterable<Buffer>; of: number }> {
  yield await Promise.resolve({ name: 'export.xml', path: 'export.xml', chunks: Readable.from([bytes]), of: 1 });
}
let way: BreakableConnection | undefined;
afterAll(() => way?.cut());
let expected: Record<string, string> = {};
beforeAll(async () => {
  const report = await importFiles(undisturbed.dataSource, file(), { originName: 'Gazette' });
  expect(report).toMatchObject({ articles: { created: 500 }, comments: { created: 1000 }, failed: [] });
  expect(report.events.created).toBeGreaterThan(5);
  expected = await checksums(undisturbed);
}, 60_000);

test('an import that is killed in the middle and done again ends with the rows of an undisturbed one, and its first run says that it was abandoned', async () => {
  for (const after of [1, 2]) {
    const importing = start(['import', '-', '--origin', 'Gazette'], { DATABASE_URL: killed.url });
    importing.child.stdin?.on('error', () => undefined).write(bytes); // and no end: it is in the middle for as long as it takes
    const batches = async (): Promise<number> => (await killed.sql<{ n: number }>('SELECT count(*) / 200 AS n FROM articles'))[0]?.n ?? 0;
    while (await batches() < after) expect(importing.child.exitCode).toBeNull();
    importing.child.kill('SIGKILL');
    await importing.finished;
  }
  const { code, stdout } = await run(['import', '-', '--origin', 'Gazette', '--json'], { DATABASE_URL: killed.url }, bytes);
  const report = JSON.parse(stdout) as ImportReport;
  expect([code, report.failed, report.articles.created + report.articles.unchanged, report.articles.updated]).toEqual([0, [], 500, 0]);
  expect(report.articles.unchanged).toBeGreaterThanOrEqual(400);
  expect(await checksums(killed)).toEqual(expected);
  expect(await wrongCounts(killed)).toEqual([]);
  expect(await killed.sql('SELECT status FROM import_runs ORDER BY id')).toEqual([{ status: 'ABANDONED' }, { status: 'ABANDONED' }, { status: 'FINISHED' }]);
}, 120_000);

test('an import goes on by itself when its database was away, and loses and doubles nothing', async () => {
  way = await breakableConnection(cut.url);
  const { cut: close, mend } = way;
  const dataSource = await createDataSource(way.url, { poolSize: 4 }).initialize();
  let breaks = 0;
  const importing = importFiles(dataSource, file(), { originName: 'Gazette', onBatch: () => {
    if (breaks++ % 2 === 0) setImmediate(() => { void close().then(() => mend()); });
  } });
  expect(await importing).toMatchObject({ failed: [], articles: { updated: 0 } });
  expect(breaks).toBeGreaterThan(1);
  expect(await checksums(cut)).toEqual(expected);
  await dataSource.destroy();
}, 60_000);

test('two imports of the same at once write it once; a third changes nothing; a changed item is one update', async () => {
  const reports = await Promise.all([1, 2].map(() => importFiles(twice.dataSource, file(), { originName: 'Gazette' })));
  expect(reports.map(({ failed }) => failed)).toEqual([[], []]);
  expect(reports.reduce((sum, { articles }) => sum + articles.created, 0)).toBe(500);
  expect(reports.reduce((sum, { articles }) => sum + articles.updated, 0)).toBe(0);
  expect(await checksums(twice)).toEqual(expected);
  expect(await importFiles(twice.dataSource, file(), { originName: 'Gazette' })).toMatchObject({ articles: { created: 0, updated: 0, unchanged: 500 }, comments: { created: 0, updated: 0 }, sources: { created: 0 }, failed: [] });
  expect(await checksums(twice)).toEqual(expected);
  const before = await twice.sql<{ changed: string }>('SELECT max(changed_at) AS changed FROM article_changes');
  const changed = Buffer.from(bytes.toString().replace('<title>Report 300:', '<title>Corrected report 300:'));
  const report = await importFiles(twice.dataSource, (async function* one() { yield await Promise.resolve({ name: 'e', path: 'e', chunks: Readable.from([changed]), of: 1 }); })(), { originName: 'Gazette' });
  expect(report.articles).toEqual({ created: 0, updated: 1, unchanged: 499 });
  expect(await twice.sql('SELECT count(*) FROM article_changes WHERE changed_at > $1', [before[0]?.changed])).toEqual([{ count: 1 }]);
}, 60_000);
