import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { importFiles } from '../../src/imports/import-files';
import { saveContent } from '../../src/imports/save-content';
import { shownError } from '../../src/imports/shown-error';
import { filesAt } from '../../src/imports/text-files';
import { importedArticle, importedContent } from '../support/imported';
import { cleanUp, temporaryDirectory } from '../support/program';
import { useDatabase } from '../support/use-database';
import { zipOf } from '../support/zip';

const graph = useDatabase('empty');
afterEach(cleanUp);

const question = '{ origins { nodes { lastError runs { nodes { failed { nodes { item reason } } } } } } }';
const itemsOf = async (): Promise<string[]> => (await graph.query<{ origins: { nodes: { runs: { nodes: { failed: { nodes: { item: string }[] } }[] } }[] } }>(question))
  .origins.nodes.flatMap(({ runs }) => runs.nodes.flatMap(({ failed }) => failed.nodes.map(({ item }) => item)));

test.each([
  ['a directory', '', ['2009/broken.xml', '2009/export.zip/inside/half.xml', '2009/refused.zip']],
  ['a file', '2009/broken.xml', ['broken.xml']],
  ['an archive', '2009/export.zip', ['export.zip/inside/half.xml']],
])('what could not be read of %s is named by its place in there, and never by where that lies on the machine', async (_what, below, expected) => {
  const directory = temporaryDirectory();
  await mkdir(join(directory, '2009'));
  const half = '<rss><channel><title>Half</title><item>';
  await writeFile(join(directory, '2009/broken.xml'), half);
  await writeFile(join(directory, '2009/export.zip'), zipOf([{ name: 'inside/half.xml', bytes: Buffer.from(half) }]));
  await writeFile(join(directory, '2009/refused.zip'), zipOf([{ name: '../half.xml', bytes: Buffer.from(half) }]));
  await graph.sql('DELETE FROM origins');
  await importFiles(graph.dataSource, filesAt(join(directory, below), Readable.from([])), { originName: 'Files' });
  const items = await itemsOf();
  expect(items.map((item) => item.split(',')[0])).toEqual(expected);
  expect(JSON.stringify(await graph.query(question))).not.toContain(directory);
});

test('a file that went away in the middle is named without its directory', async () => {
  const directory = temporaryDirectory();
  async function* contents(): AsyncGenerator<ReturnType<typeof importedContent>> {
    yield importedContent([importedArticle('1')]);
    await readFile(join(directory, 'gone.xml'));
  }
  await expect(saveContent(graph.dataSource, contents(), { format: 'made', originName: 'Gone' })).rejects.toThrow(directory);
  expect(await graph.sql(`SELECT last_error FROM origins WHERE name = 'Gone'`)).toEqual([{ last_error: `ENOENT: no such file or directory, open 'gone.xml'` }]);
  expect(shownError('a\0b')).toBe('a␀b');
});
