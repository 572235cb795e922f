import { citationStyle, citationStyles } from '../../src/exports/citation-styles';
import { cslOfWork } from '../../src/exports/csl-of-work';
import { formatReference } from '../../src/exports/format-reference';
import type { Asker } from '../../src/exports/run-citeproc';
import { writeBibliography } from '../../src/exports/write-bibliography';
import { organisation, person, work } from './works';

const news = work({ url: 'https://gazette.example/ferry' });
const book = work({ id: 2, type: 'book', title: 'Harbours', publisher: 'Quay Press', issued: '1984~', authors: [person('Ahlberg', 'Sten'), person('Brandt', 'Ida')] });
const chapter = work({ id: 3, type: 'chapter', title: 'Ropes', containerTitle: 'Harbours', publisher: 'Quay Press', issued: '1984', authors: [organisation('Port Office')] });

/** What the manuals ask for, of the styles that are our own; the others are the CSL repository's. */
const expected = {
  apa: 'Ahlberg, S. (2007, May 19). The ferry that never sailed. Harbour Gazette. https://gazette.example/ferry',
  'chicago-author-date': 'Ahlberg, Sten. 2007. “The ferry that never sailed.” Harbour Gazette, May 19. https://gazette.example/ferry.',
  'chicago-note-bibliography': 'Ahlberg, Sten. “The ferry that never sailed.” Harbour Gazette, May 19, 2007. https://gazette.example/ferry.',
  harvard1: 'Ahlberg, S. (2007) “The ferry that never sailed,” Harbour Gazette, 19 May. Available at: https://gazette.example/ferry.',
  ieee: 'S. Ahlberg, “The ferry that never sailed,” Harbour Gazette, May 19, 2007. [Online]. Available: https://gazette.example/ferry',
  'modern-language-association': 'Ahlberg, Sten. “The ferry that never sailed.” Harbour Gazette, 19 May 2007, https://gazette.example/ferry.',
  vancouver: 'Ahlberg S. The ferry that never sailed. Harbour Gazette [Internet]. 2007 May 19. Available from: https://gazette.example/ferry',
};

test.each(citationStyles)('a newspaper article in %s', async (style) => {
  expect(await formatReference(cslOfWork(news), style, 'text')).toBe(expected[style]);
});

test.each([
  ['chicago-author-date', 'Ahlberg, Sten, and Ida Brandt. c. 1984. Harbours. Quay Press.', 'Port Office. 1984. “Ropes.” In Harbours. Quay Press.'],
  ['chicago-note-bibliography', 'Ahlberg, Sten, and Ida Brandt. Harbours. Quay Press, c. 1984.', 'Port Office. “Ropes.” In Harbours. Quay Press, 1984.'],
  ['modern-language-association', 'Ahlberg, Sten, and Ida Brandt. Harbours. Quay Press, c. 1984.', 'Port Office. “Ropes.” Harbours, Quay Press, 1984.'],
  ['ieee', 'S. Ahlberg and I. Brandt, Harbours, Quay Press, c. 1984.', 'Port Office, “Ropes,” in Harbours, Quay Press, 1984.'],
] as const)('a book and a chapter in %s', async (style, ofBook, ofChapter) => {
  expect(await formatReference(cslOfWork(book), style, 'text')).toBe(ofBook);
  expect(await formatReference(cslOfWork(chapter), style, 'text')).toBe(ofChapter);
});

test('a style that numbers counts every line, recognised or not, and takes no number from a line', async () => {
  const lines = [{ work: news }, { raw: '1. A line nobody understood' }, { work: book }];
  expect((await writeBibliography(lines, 'TEXT', 'ieee')).split('\n').map((line) => line.slice(0, 12))).toEqual(['[1] S. Ahlbe', '[2] 1. A lin', '[3] S. Ahlbe']);
  expect((await writeBibliography(lines, 'TEXT', 'vancouver')).split('\n').map((line) => line.slice(0, 12))).toEqual(['1. Ahlberg S', '2. 1. A line', '3. Ahlberg S']);
  expect(await writeBibliography(lines, 'HTML', 'vancouver')).toContain('<span class="csl-left-margin">3.</span> <span class="csl-right-inline">Ahlberg S, Brandt I. Harbours.');
});

test.each(citationStyles)('no text of a work or a line becomes a tag or an attribute in the HTML of %s', async (style) => {
  const hostile = '<b>"x"</b><img src=x onerror=alert(1)>&amp;\'';
  const lines = [
    { work: work({ title: hostile, publisher: hostile, authors: [organisation(hostile), person(hostile, hostile)], url: 'https://a.example/"onmouseover="alert(1)//<img>', doi: '10.1234/"onfocus="x' }) }, { raw: hostile },
  ];
  const html = await writeBibliography(lines, 'HTML', style);
  expect([...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/^<(\/?(i|b|div|span|a)|(div|span) class="csl-[a-z-]+"|a href="https:\/\/[^"<>]*")>$/.test(tag))).toEqual([]);
  expect(html).not.toMatch(/<b>|<img/);
});

test('a work that changes is written anew', async () => {
  expect(await formatReference(cslOfWork(work({ title: 'Ferry before' })), 'ieee', 'text')).toContain('before');
  expect(await formatReference(cslOfWork(work({ title: 'Ferry after' })), 'ieee', 'text')).toContain('after');
});

test('those who ask take turns, and what is no longer asked for is not written', async () => {
  const many: Asker = { stopped: null }, one: Asker = { stopped: null }, leaving: { stopped: Error | null } = { stopped: null };
  const ended: string[] = [];
  const ask = (asker: Asker, name: string): Promise<void> => formatReference(cslOfWork(work({ title: `Turn ${name}` })), 'ieee', 'text', asker).then(() => { ended.push(name); }, (error: Error) => { ended.push(`${name}: ${error.message}`); });
  const all = [ask(many, 'a1'), ask(many, 'a2'), ask(many, 'a3'), ask(one, 'b1'), ask(leaving, 'c1'), ask(leaving, 'c2'), ask(one, 'b2')];
  leaving.stopped = new Error('gone');
  await Promise.all(all);
  expect(ended.filter((name) => !name.startsWith('c'))).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  expect(ended.filter((name) => name.startsWith('c')).sort()).toEqual(['c1: gone', 'c2: gone']);
});

test('a reference that cannot be written is an error of its own, and the next is written', async () => {
  const [failed, written] = await Promise.allSettled(['no style' as 'apa', 'apa' as const].map((style) => formatReference(cslOfWork(book), style, 'text')));
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching(/^citeproc-js failed: \S/) as string } });
  expect(written?.status).toBe('fulfilled');
});

test('short names mean the usual style, and an unknown one is told with the list', () => {
  expect(citationStyle('mla')).toBe('modern-language-association');
  expect(() => citationStyle('constructor')).toThrow('style: expected one of apa, chicago-author-date, chicago-note-bibliography, harvard1, ieee, modern-language-association, vancouver, got "constructor".');
});
