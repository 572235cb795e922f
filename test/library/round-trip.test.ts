import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CslItem } from '../../src/exports/csl-item';
import { importFiles } from '../../src/imports/import-files';
import type { ImportReport } from '../../src/imports/import-report';
import { type LibraryFormat, writeLibrary } from '../../src/library/write-library';
import { inPieces } from '../support/read-case';
import { type TestGraph, useDatabase } from '../support/use-database';

async function importText(graph: TestGraph, text: string): Promise<ImportReport> {
  async function* files(): AsyncGenerator<{ name: string; path: string; chunks: AsyncIterable<Uint8Array>; of: number }> {
    yield await Promise.resolve({ name: 'library', path: 'library', chunks: inPieces(Buffer.from(text)), of: 1 });
  }
  return importFiles(graph.dataSource, files(), { originName: 'Library' });
}

async function exported(graph: TestGraph, format: LibraryFormat): Promise<string> {
  let text = '';
  for await (const piece of writeLibrary(graph.dataSource.manager, format, null, () => undefined)) text += piece;
  return text;
}

const csl: Omit<CslItem, 'id'>[] = [
  { type: 'article-newspaper', title: 'The Ferry that Never Sailed <3', author: [{ family: 'Meer', given: 'Jan', suffix: 'Jr.', 'non-dropping-particle': 'van der' }, { literal: 'Smith and Sons, Ltd' }, { family: 'La Fontaine', given: 'Jean', 'dropping-particle': 'de' }],
    'container-title': 'Harbour Gazette', issued: { 'date-parts': [[2007, 5, 19]] }, URL: 'https://gazette.example/ferry' },
  { type: 'book', title: 'Harbours & {Tides}', author: [{ family: 'Plato' }], publisher: 'Quay Press', issued: { 'date-parts': [[1984]], circa: true }, ISBN: '9780000000002' },
  { type: 'chapter', title: 'Ropes: 100% of them', 'container-title': 'A Book of Knots', publisher: 'Quay Press', issued: { 'date-parts': [[-481]] } },
  { type: 'article-journal', title: 'On Tides', 'container-title': 'Tides', publisher: 'Harbour College', issued: { 'date-parts': [[2008, 6]] }, DOI: '10.1234/a_b' },
  { type: 'document', genre: 'Press release', title: 'On Ropes', publisher: 'Port Office', issued: { literal: 'July 19' } },
  { type: 'webpage', title: '時刻表 “Timetable”', 'container-title': 'Port Office', URL: 'https://port.example/%E6%99%82?a=b_c&d=~e' },
  { type: 'thesis', title: 'Knots -- and Bends', publisher: 'Harbour College', issued: { 'date-parts': [[1999]] } },
  { type: 'report', title: 'Undated', publisher: 'Port Office' },
];

describe('a library that was imported comes out as it went in', () => {
  const fromCsl = useDatabase('empty');
  const fromBibtex = useDatabase('empty');
  const fromRis = useDatabase('empty');
  const withoutIds = (text: string): Omit<CslItem, 'id'>[] => (JSON.parse(text) as CslItem[]).map(({ id, ...item }) => item);

  test('CSL-JSON, in every field that the graph has', async () => {
    const report = await importText(fromCsl, JSON.stringify(csl.map((item, id) => ({ id, ...item, volume: '5' }))));
    expect(report).toMatchObject({ format: 'csl-json', sources: { created: csl.length, updated: 0, unchanged: 0 }, failed: [] });
    expect(withoutIds(await exported(fromCsl, 'csl-json'))).toEqual(csl);
  });

  test('by way of BibTeX, and of RIS: into another graph and out again, it is the same', async () => {
    for (const [format, graph] of [['bibtex', fromBibtex], ['ris', fromRis]] as const) {
      const text = await exported(fromCsl, format);
      expect(await importText(graph, text)).toMatchObject({ format, sources: { created: csl.length }, failed: [] });
      expect(withoutIds(await exported(graph, 'csl-json'))).toEqual(csl);
      expect(await exported(graph, format)).toBe(text);
    }
  });

  test('the same library again, in any of the formats, changes nothing', async () => {
    for (const format of ['csl-json', 'bibtex', 'ris'] as const) {
      expect((await importText(fromCsl, await exported(fromCsl, format))).sources).toEqual({ created: 0, updated: 0, unchanged: csl.length });
    }
  });
});

describe('works that are known already', () => {
  const graph = useDatabase('empty');
  const post = 'Thursday, May 3, 2007\n\nA Post\n\nIts text.\n\nSOURCES\n\nAhlberg, Sten, “The ferry that never sailed,” Guardian, 5/2/07\n';
  const same = { id: 'a', type: 'article-newspaper', title: 'The Ferry That Never Sailed', 'container-title': 'The Guardian', issued: { 'date-parts': [[2007, 5, 2]] } };

  test('a work that a line cites is found again, gets what it lacks, and keeps what it has', async () => {
    await importText(graph, post);
    const [before] = await graph.sql<{ id: number; title: string }>('SELECT id, title FROM sources');
    expect((await importText(graph, JSON.stringify([{ ...same, URL: 'https://gazette.example/ferry', DOI: '10.1234/ferry' }]))).sources).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(await graph.sql('SELECT id, title, url, doi FROM sources')).toEqual([{ ...before, url: 'https://gazette.example/ferry', doi: '10.1234/ferry' }]);
    expect((await importText(graph, JSON.stringify([{ ...same, URL: 'https://elsewhere.example/' }]))).sources).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect((await importText(graph, JSON.stringify([{ ...same, title: 'Another title', DOI: '10.1234/FERRY' }]))).sources).toEqual({ created: 0, updated: 0, unchanged: 1 });
  });

  test('a second DOI is a second work', async () => {
    expect((await importText(graph, JSON.stringify([{ ...same, DOI: '10.1234/other' }]))).sources).toEqual({ created: 1, updated: 0, unchanged: 0 });
  });

  test('a work that came with its DOI is found by a line without it', async () => {
    await importText(graph, JSON.stringify([{ id: 'b', type: 'article-newspaper', title: 'Who drew the timetable?', 'container-title': 'Guardian', issued: { 'date-parts': [[2007, 4, 28]] }, DOI: '10.1234/timetable' }]));
    const { sources } = await importText(graph, post.replace('A Post', 'Another').replace(/Ahlberg[^\n]*/, 'Ahlberg, Sten, “Who drew the timetable?” Guardian, 4/28/07'));
    expect(sources).toMatchObject({ created: 0, unchanged: 1 });
  });
});

test.each(['bibtex/names accents and dates.bib', 'ris/records with stray lines and missing ends.ris', 'csl-json/items of every kind.json'])('the numbers of %s do not change when it is read twice', async (file) => {
  const text = readFileSync(join(__dirname, '../fixtures', file), 'utf8');
  const first = await importText(twice, text);
  const second = await importText(twice, text);
  expect(second.sources).toEqual({ created: 0, updated: 0, unchanged: first.sources.created + first.sources.unchanged });
  expect(second.failed).toEqual(first.failed);
});
const twice = useDatabase('empty');
