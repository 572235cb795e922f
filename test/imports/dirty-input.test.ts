import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { importFiles } from '../../src/imports/import-files';
import type { ImportReport } from '../../src/imports/import-report';
import type { TextFile } from '../../src/imports/text-files';
import { seededRandom } from '../support/random';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
const fixtures = join(__dirname, '../fixtures');
/** One whole file a format. */
const wholes = ['atom', 'bibtex', 'blogger', 'blogger-takeout', 'csl-json', 'csv', 'disqus', 'icalendar', 'json-feed', 'ris', 'rss', 'timelinejs', 'wordpress-rest', 'wxr'].flatMap((format) => {
  const [name] = readdirSync(join(fixtures, format)).filter((file) => !/expected|script/.test(file));
  return name === undefined ? [] : [{ format, bytes: readFileSync(join(fixtures, format, name)) }];
});

/** What happens to files: each takes the bytes and gives worse ones. */
const damages: readonly [string, (bytes: Buffer, n: number) => Buffer][] = [
  ['cut', (bytes, n) => bytes.subarray(0, Math.floor(bytes.length * (n * 7 + 1) / 100))],
  ['read as another charset', (bytes) => Buffer.from(bytes.toString('latin1'), 'utf16le')],
  ['written in one byte a letter', (bytes) => Buffer.from(bytes.toString('utf8'), 'latin1')],
  ['with wrong dates', (bytes, n) => Buffer.from(bytes.toString('latin1').replace(/\d{4}-\d\d-\d\d/g, ['2009-02-31', '0000-00-00', '99999-99-99', 'yesterday'][n % 4] ?? ''), 'latin1')],
  ['with swapped tags', (bytes) => Buffer.from(bytes.toString('latin1').replace(/<title>/g, '</title>').replace(/<\/content>/g, '<content>'), 'latin1')],
  ['with bytes that are noise', (bytes, n) => {
    const random = seededRandom(n);
    const noisy = Buffer.from(bytes);
    for (let k = 0; k < 20; k += 1) noisy[random.below(noisy.length)] = random.below(256);
    return noisy;
  }],
  ['with a piece missing in the middle', (bytes, n) => Buffer.concat([bytes.subarray(0, Math.floor(bytes.length * (n + 2) / 20)), bytes.subarray(Math.floor(bytes.length * (n + 4) / 20))])],
  ['doubled', (bytes) => Buffer.concat([bytes, bytes])],
];
const dirty = wholes.flatMap(({ format, bytes }) => damages.flatMap(([damage, make]) => Array.from({ length: damage === 'cut' ? 14 : 4 }, (_, n) => ({ name: `${format} ${damage} ${n}`, bytes: make(bytes, n) }))));

async function* files(given: readonly { name: string; bytes: Buffer }[]): AsyncGenerator<TextFile> {
  for (const { name, bytes } of given) yield await Promise.resolve({ name, path: name, chunks: Readable.from(bytes.length > 0 ? [bytes] : []), of: given.length });
}
const itemsIn = ({ articles, comments, events, sources }: ImportReport): number => [articles, comments, events, sources].reduce((sum, { created, updated, unchanged }) => sum + created + updated + unchanged, 0);

test(`${dirty.length} broken files are imported without a fault: each problem is told with the file and where it stands, and good items get in`, async () => {
  expect(dirty.length).toBeGreaterThanOrEqual(500);
  const report = await importFiles(graph.dataSource, files(dirty), { originName: 'Dirty', skipUnknown: true });
  expect(itemsIn(report)).toBeGreaterThan(500);
  expect(report.failed.length).toBeGreaterThan(200);
  for (const { item, reason } of [...report.failed, ...report.warnings ?? []]) {
    expect(item).not.toBe('');
    expect(reason).not.toMatch(/TypeError|undefined|Cannot read|is not a function|\bat .*\.ts:/);
  }
  const [run] = await graph.sql('SELECT status, failed_count FROM import_runs');
  expect(run).toEqual({ status: 'FINISHED', failed_count: report.failed.length });
}, 120_000);

test('good files among broken ones come in whole', async () => {
  for (const { format, bytes } of wholes) {
    const alone = await importFiles(graph.dataSource, files([{ name: format, bytes }]), { originName: `alone ${format}` });
    const among = await importFiles(graph.dataSource, files([{ name: 'broken', bytes: bytes.subarray(0, bytes.length / 3) }, { name: format, bytes }, { name: 'noise', bytes: Buffer.from([0xff, 0xfe, 0, 0xd8, 3]) }]), { originName: `among ${format}`, skipUnknown: true });
    expect([format, among.articles.created + among.articles.updated, among.events.created]).toEqual([format, expect.any(Number), expect.any(Number)]);
    expect([format, among.articles.created]).toEqual([format, alone.articles.created]);
  }
}, 120_000);
