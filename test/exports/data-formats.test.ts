import { citationKey } from '../../src/exports/citation-key';
import type { CslItem } from '../../src/exports/csl-item';
import { writeBibliography } from '../../src/exports/write-bibliography';
import { textOfTex, texOfText } from '../../src/exports/tex-text';
import { organisation, person, work } from './works';

const bibtex = (changes: Parameters<typeof work>[0]): Promise<string> => writeBibliography([{ work: work(changes) }], 'BIBTEX');
const ris = (changes: Parameters<typeof work>[0]): Promise<string> => writeBibliography([{ work: work(changes) }], 'RIS');
async function csl(changes: Parameters<typeof work>[0]): Promise<CslItem | undefined> {
  return (JSON.parse(await writeBibliography([{ work: work(changes) }], 'CSL_JSON')) as CslItem[])[0];
}

describe('CSL-JSON', () => {
  test('has the variables of a work and leaves out what it does not have', async () => {
    expect(await csl({})).toEqual({
      id: 'ahlberg2007ferry-1', type: 'article-newspaper', title: 'The ferry that never sailed', author: [{ family: 'Ahlberg', given: 'Sten' }],
      'container-title': 'Harbour Gazette', issued: { 'date-parts': [[2007, 5, 19]] },
    });
  });

  test.each([
    ['1733', { 'date-parts': [[1733]] }], ['2008-06', { 'date-parts': [[2008, 6]] }], ['1984~', { 'date-parts': [[1984]], circa: true }],
    ['-0480', { 'date-parts': [[-481]] }], ['0000', { 'date-parts': [[-1]] }], ['XXXX-07-19', { literal: 'July 19' }],
  ])('the date %s', async (issued, date) => {
    expect((await csl({ issued }))?.issued).toEqual(date);
  });

  test('particles stand apart, suffixes and organisations stay', async () => {
    const authors = [person('van der Meer', 'Jan', 'Jr.'), person('La Fontaine', 'Jean de'), organisation('Smith and Sons, Ltd')];
    expect((await csl({ authors }))?.author).toEqual([
      { family: 'Meer', given: 'Jan', suffix: 'Jr.', 'non-dropping-particle': 'van der' }, { family: 'La Fontaine', given: 'Jean', 'dropping-particle': 'de' }, { literal: 'Smith and Sons, Ltd' },
    ]);
  });

  test.each([
    ['a book’s publisher is its publisher', { type: 'book', publisher: 'Quay Press' }, { publisher: 'Quay Press' }],
    ['a paper of a journal has both', { type: 'article-journal', containerTitle: 'Tides', publisher: 'Quay Press' }, { 'container-title': 'Tides', publisher: 'Quay Press' }],
    ['a press release is a document that says so', { type: 'press-release', publisher: 'Port Authority' }, { type: 'document', genre: 'Press release', publisher: 'Port Authority' }],
  ])('%s', async (_, changes, expected) => {
    expect(await csl(changes)).toMatchObject(expected);
  });
});

describe('BibTeX', () => {
  test('an entry of each field', async () => {
    expect(await bibtex({ doi: '10.1234/a_b', isbn: '9780000000000', url: 'https://gazette.example/a_b?c=%20', authors: [person('van der Meer', 'Jan', 'Jr.'), organisation('Smith and Sons, Ltd')] })).toBe(`@article{vandermeer2007ferry-1,
  author = {van der Meer, Jr., Jan and {Smith and Sons, Ltd}},
  title = {{The ferry that never sailed}},
  journal = {Harbour Gazette},
  entrysubtype = {newspaper},
  year = {2007},
  month = may,
  day = {19},
  doi = {10.1234/a_b},
  isbn = {9780000000000},
  url = {https://gazette.example/a_b?c=%20},
}
`);
  });

  test('what TeX reads as more than itself is escaped, what it reads as itself is not', async () => {
    expect(await bibtex({ title: '100% of $5_000 & #1 {x} \\ ~ ^ <b> é ł 中文 --\n``x``' })).toContain(
      'title = {{100\\% of \\$5\\_000 \\& \\#1 \\{x\\} \\textbackslash{} \\textasciitilde{} \\textasciicircum{} \\textless{}b\\textgreater{} é ł 中文 -{}- `{}`x`{}`}},\n');
  });

  test.each(['100% of $5_000 & #1 {x} \\ ~ ^ <b>', 'é ł 中文 -- --- ``x\'\'', '\\&', 'a } b { c', '\\textbf{x}', "O'Brien’s \"day\""])('%s reads back as it was', (text) => {
    expect(textOfTex(texOfText(text))).toBe(text);
  });

  test('what it has no words for stands in the date field', async () => {
    expect(await bibtex({ issued: '1984~' })).toContain('year = {1984},\n  date = {1984~},');
    expect(await bibtex({ issued: 'XXXX-07-19' })).toContain('month = jul,\n  day = {19},\n  date = {XXXX-07-19},');
  });
});

describe('RIS', () => {
  test('a record of each field, with the line ends of the format', async () => {
    expect(await ris({ doi: '10.1234/a_b', url: 'https://gazette.example/', authors: [person('van der Meer', 'Jan', 'Jr.'), organisation('Smith and Sons, Ltd'), organisation('Harbour Office')] })).toBe([
      'TY  - NEWS', 'ID  - vandermeer2007ferry-1', 'AU  - van der Meer, Jan, Jr.', 'AU  - Smith and Sons, Ltd,', 'AU  - Harbour Office', 'TI  - The ferry that never sailed', 'T2  - Harbour Gazette',
      'PY  - 2007', 'DA  - 2007/05/19/', 'DO  - 10.1234/a_b', 'UR  - https://gazette.example/', 'ER  - ', '', ''].join('\r\n'));
  });

  test('a title cannot begin another tag or record', async () => {
    const text = await ris({ title: 'One\r\nER  - \r\nTY  - BOOK\u2028TI  - Two\u0000' });
    expect(text.match(/^(TY|ER) {2}-/gm)).toEqual(['TY  -', 'ER  -']);
    expect(text).toContain('TI  - One ER - TY - BOOK TI - Two\r\n');
  });

  test('a type that RIS does not have is named in M3', async () => {
    expect(await ris({ type: 'speech' })).toMatch(/^TY {2}- GEN\r\n[^]*M3 {2}- speech\r\n/);
  });
});

describe('JSON-LD', () => {
  test('is a document of schema.org that cannot end the script element it stands in', async () => {
    const text = await writeBibliography([{ work: work({ title: '</script><script>alert(1)</script>', doi: '10.1234/ab' }) }], 'JSON_LD');
    expect(text).not.toContain('<');
    expect(JSON.parse(text)).toEqual({ '@context': 'https://schema.org', '@graph': [{
      '@type': 'NewsArticle', '@id': 'https://doi.org/10.1234/ab', name: '</script><script>alert(1)</script>', author: [{ '@type': 'Person', name: 'Sten Ahlberg', familyName: 'Ahlberg', givenName: 'Sten' }],
      isPartOf: { '@type': 'Newspaper', name: 'Harbour Gazette' }, datePublished: '2007-05-19', identifier: { '@type': 'PropertyValue', propertyID: 'doi', value: '10.1234/ab' },
    }] });
  });
});

describe('in every format', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', 'not an address'])('%s is no address', async (url) => {
    for (const format of ['CSL_JSON', 'BIBTEX', 'RIS', 'JSON_LD', 'TEXT', 'HTML'] as const) expect(await writeBibliography([{ work: work({ url }) }], format)).not.toContain(url);
  });

  test('a work that is cited twice is there once, and lines without a work only in TEXT and HTML', async () => {
    const lines = [{ work: work() }, { raw: 'A line nobody understood' }, { work: work() }];
    for (const format of ['CSL_JSON', 'BIBTEX', 'RIS', 'JSON_LD', 'TEXT', 'HTML'] as const) {
      const text = await writeBibliography(lines, format);
      expect(text.match(/ferry that never/g)).toHaveLength(1);
      expect(text.includes('nobody understood')).toBe(format === 'TEXT' || format === 'HTML');
    }
  });

  test('the key of a work is its own, and the same in each export', () => {
    const keys = [work(), work({ id: 2 }), work({ id: 3, title: '中文', authors: [], issued: null }), work({ id: 4, authors: [person('Ørsted', 'Å')], issued: '-0480' })].map(citationKey);
    expect(keys).toEqual(['ahlberg2007ferry-1', 'ahlberg2007ferry-2', 'source-3', 'rsted481ferry-4']);
  });
});
