import type { ImportedContent, ImportedReference } from '../../../src/imports/imported-content';
import { readers } from '../../../src/imports/read-content';
import { sniffFormat } from '../../../src/imports/sniff-format';
import { inPieces } from '../../support/read-case';

async function read(library: unknown, bytes = Buffer.from(JSON.stringify(library, null, 1))): Promise<Pick<ImportedContent, 'failed' | 'notKept'> & { references: ImportedReference[] }> {
  const all = { references: [] as ImportedReference[], failed: [] as ImportedContent['failed'], notKept: {} as Record<string, number> };
  for await (const content of readers.zotero(inPieces(bytes, 50), { name: 'library.json', now: new Date(0) })) {
    all.references.push(...content.references ?? []);
    all.failed.push(...content.failed);
    Object.assign(all.notKept, content.notKept);
  }
  return all;
}
const item = (key: string, data: object, meta: object = {}): object => ({ key, version: 7, library: { type: 'user', id: 1 }, meta, data: { key, version: 7, ...data } });

const library = [
  item('AAAA1111', {
    itemType: 'newspaperArticle', title: 'The ferry is late', creators: [{ creatorType: 'author', firstName: 'Nora', lastName: 'Lind' }, { creatorType: 'author', name: 'Harbour Desk' }, { creatorType: 'translator', firstName: 'T', lastName: 'R' }],
    publicationTitle: 'Harbour Post', date: '2009-05-14', url: 'https://post.example/ferry', section: 'Local', tags: [{ tag: 'ferry' }], collections: ['X'], dateAdded: '2010-01-01T00:00:00Z',
  }),
  item('BBBB2222', { itemType: 'report', title: 'Who drew the timetable', creators: [], institution: 'Crisis Group', date: 'May 2009' }),
  item('CCCC3333', { itemType: 'bookSection', title: 'On piers', bookTitle: 'All about harbours', publisher: 'Pier Press', date: 'some day in spring', ISBN: '978-3-16-148410-0' }, { parsedDate: '1998-03-00' }),
  item('DDDD4444', { itemType: 'case', caseName: 'Harbour v. Ferry', date: '1952' }),
  item('EEEE5555', { itemType: 'attachment', title: 'scan.pdf' }), item('FFFF6666', { itemType: 'note', note: '<p>mine</p>' }), item('GGGG7777', { itemType: 'book', title: 'Thrown away', deleted: 1 }),
  item('HHHH8888', { itemType: 'book', title: '' }), item('IIII9999', { itemType: 'hologram', title: 'New type', DOI: 'https://doi.org/10.1000/182' }),
];

describe('a Zotero library', () => {
  test('is told by what stands in it, also when its items are of an export of their own', () => {
    expect(sniffFormat(Buffer.from(JSON.stringify(library)))).toBe('zotero');
    expect(sniffFormat(Buffer.from(JSON.stringify({ config: {}, items: [{ itemType: 'book', title: 'A' }] })))).toBe('zotero');
    expect(sniffFormat(Buffer.from(JSON.stringify([{ id: 'a', type: 'book', title: 'A' }])))).toBe('csl-json');
  });

  test('gives each work with its type, container, publisher, date and authors; the rest is counted, and what says no work fails', async () => {
    const { references, failed, notKept } = await read(library);
    expect(references).toEqual([
      { key: 'AAAA1111', type: 'article-newspaper', title: 'The ferry is late', container: 'Harbour Post', publisher: null, issued: '2009-05-14', authors: [{ family: 'Lind', given: 'Nora' }, { literal: 'Harbour Desk' }], url: 'https://post.example/ferry', doi: null, isbn: null },
      { key: 'BBBB2222', type: 'report', title: 'Who drew the timetable', container: null, publisher: 'Crisis Group', issued: '2009-05', authors: [], url: null, doi: null, isbn: null },
      { key: 'CCCC3333', type: 'chapter', title: 'On piers', container: 'All about harbours', publisher: 'Pier Press', issued: '1998-03', authors: [], url: null, doi: null, isbn: '9783161484100' },
      { key: 'DDDD4444', type: 'legal_case', title: 'Harbour v. Ferry', container: null, publisher: null, issued: '1952', authors: [], url: null, doi: null, isbn: null },
      { key: 'IIII9999', type: 'document', title: 'New type', container: null, publisher: null, issued: null, authors: [], url: null, doi: '10.1000/182', isbn: null },
    ]);
    expect(failed).toEqual([{ item: 'library.json, HHHH8888', reason: expect.stringContaining('title or a DOI') as string }]);
    expect(notKept).toEqual({ translator: 1, section: 1, tags: 1, attachment: 1, note: 1, 'item in the trash': 1, 'type "hologram"': 1 });
  });

  test('of an export of Better BibTeX is read the same', async () => {
    const { references } = await read({ config: { label: 'BetterBibTeX JSON' }, items: [{ itemType: 'thesis', title: 'Tides', university: 'Harbour University', date: '1984', creators: [{ creatorType: 'author', lastName: 'Ahl', firstName: 'Sten' }] }] });
    expect(references).toMatchObject([{ type: 'thesis', title: 'Tides', publisher: 'Harbour University', issued: '1984', authors: [{ family: 'Ahl', given: 'Sten' }] }]);
  });

  test('that was cut at every hundredth of its length gives the works before the cut', async () => {
    const bytes = Buffer.from(JSON.stringify(library, null, 1));
    const whole = (await read(library)).references;
    for (let percent = 1; percent < 100; percent += 1) {
      const { references, failed } = await read(null, bytes.subarray(0, Math.floor(bytes.length * percent / 100)));
      expect(references).toEqual(whole.slice(0, references.length));
      expect(failed.length).toBeGreaterThan(0);
    }
  });
});
