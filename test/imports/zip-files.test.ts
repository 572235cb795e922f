import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openZip } from '../../src/imports/zip-files';
import { cleanUp, temporaryDirectory } from '../support/program';
import { type ZipEntry, zipOf } from '../support/zip';

afterEach(cleanUp);
/** Bytes that hardly pack. */
const noise = readFileSync(process.execPath).subarray(2 ** 20, 2 ** 20 + 2 ** 17);

async function open(entries: readonly ZipEntry[] | Buffer): Promise<{ files: [string, string][] } | { refused: string }> {
  const directory = temporaryDirectory();
  const path = join(directory, 'a.zip');
  writeFileSync(path, Buffer.isBuffer(entries) ? entries : zipOf(entries));
  const zip = await openZip(path);
  expect(readdirSync(directory)).toEqual(['a.zip']); // nothing is unpacked to the disk
  if ('refused' in zip) return zip;
  const files: [string, string][] = [];
  for (const { path: name, chunks } of zip.files) files.push([name, (await buffer(chunks)).toString()]);
  zip.close();
  return { files };
}
const text = (name: string, content = 'x'): ZipEntry => ({ name, bytes: Buffer.from(content) });

test('the files are read in order of their paths, without what macOS adds', async () => {
  const read = await open([text('Takeout 2/Blogger/b.txt', 'bee'), text('Takeout 2/Blogger/a.txt', 'ah'), text('Takeout 2/'), text('__MACOSX/Takeout 2/._a.txt'), text('a/__MACOSX/b'), text('a/.DS_Store'), text('ünï.txt', 'ü')]);
  expect(read).toEqual({ files: [['Takeout 2/Blogger/a.txt', 'ah'], ['Takeout 2/Blogger/b.txt', 'bee'], ['ünï.txt', 'ü']] });
});

describe('an archive is refused as a whole, before anything is unpacked', () => {
  test.each<[string, ZipEntry[], RegExp]>([
    ['a path upwards', [text('good.txt'), text('../evil.txt')], /invalid relative path|leads out/],
    ['a path upwards inside', [text('a/../../evil.txt')], /invalid relative path|leads out/],
    ['a path upwards with backslashes', [text('a\\..\\..\\evil.txt')], /invalid|leads out/],
    ['an absolute path', [text('/etc/passwd')], /absolute path|leads out/],
    ['a path of a drive', [text('C:/evil.txt')], /absolute path|leads out/],
    ['a symbolic link', [{ ...text('link', '/etc/passwd'), mode: 0o120777 }], /is a link/],
    ['a file packed a thousand times', [{ name: 'zeros', bytes: Buffer.alloc(2 ** 20) }], /packed more than 100 times/],
    ['more than a gigabyte in all', Array.from({ length: 300 }, (_, i) => ({ ...text(`f${i}`), bytes: noise, claimed: 4 * 2 ** 20 })), /1 GB when unpacked/],
    ['fifty thousand files and one', Array.from({ length: 50_001 }, (_, i) => text(`f${i}`, '')), /at most 50000 files/],
  ])('%s', async (_, entries, reason) => {
    expect(await open(entries)).toEqual({ refused: expect.stringMatching(reason) as string });
  });

  test('what is no archive, though it begins like one', async () => {
    expect(await open(Buffer.from('PK\x03\x04 and nothing more'))).toEqual({ refused: expect.stringContaining('refused') as string });
  });
});

test('an archive that has more files than it says is refused: those would be passed over in silence', async () => {
  const archive = zipOf(Array.from({ length: 5 }, (_, i) => text(`f${i}`)));
  for (const at of [8, 10]) archive.writeUInt16LE(4, archive.length - 22 + at);
  expect(await open(archive)).toEqual({ refused: expect.stringMatching(/says that it has 4 files, and has more/) as string });
});

test('a file that unpacks to more than it claims breaks off', async () => {
  await expect(open([{ ...text('liar', 'x'.repeat(1000)), claimed: 10 }])).rejects.toThrow(/too many bytes/);
});

test('an archive cut at every hundredth of its length is refused or read', async () => {
  const whole = zipOf([text('a.txt', 'a'.repeat(5000)), text('b.txt', 'b'.repeat(5000))]);
  for (let percent = 1; percent < 100; percent++) expect(await open(whole.subarray(0, Math.floor(whole.length * percent / 100)))).toHaveProperty('refused');
});

