import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedArticle } from '../../src/imports/imported-content';
import { readPlainText } from '../../src/imports/read-plain-text';

const CASES = join(__dirname, '../fixtures/plain-text');
const readCase = (file: string): unknown => JSON.parse(JSON.stringify(readPlainText(readFileSync(join(CASES, file), 'utf8'), { name: file })));

/** The article of a text that holds one. */
function articleOf(text: string, name = '-'): ImportedArticle {
  const { articles: [article], failed } = readPlainText(text, { name });
  if (!article) throw new Error(`Expected an article, got none: ${JSON.stringify(failed)}`);
  return article;
}

describe('a case file reads as the values beside it', () => {
  test.each(readdirSync(CASES).filter((file) => file.endsWith('.txt')))('%s', (file) => {
    expect(readCase(file)).toEqual(JSON.parse(readFileSync(join(CASES, file.replace(/\.txt$/, '.json')), 'utf8')));
  });
});

describe('an unreadable text gives no article and one reason', () => {
  test.each([['nothing', ''], ['a byte order mark', '\uFEFF'], ['spaces and line ends', ' \r\n\t\u00A0\n']])('%s is an empty file', (_, text) => {
    expect(readPlainText(text, { name: 'a.txt' })).toEqual({ format: 'plain-text', origin: { name: null, url: null }, articles: [], failed: [{ item: 'a.txt', reason: 'the file is empty' }] });
  });

  test('a binary file is named as one, with the place of its first control character', () => {
    const { articles, failed } = readPlainText('\uFFFDPNG\r\n\u001A\n\u0000', { name: 'a.png' });
    expect(articles).toEqual([]);
    expect(failed).toEqual([{ item: 'a.png', reason: expect.stringContaining('0x1A at character 6: the file is binary') as string }]);
  });

  test('a text with a date and no title says what is missing', () => {
    expect(readPlainText('Sunday, May 3, 2009\n\nNo comments:\n', { name: 'a.txt' }).failed).toEqual([{ item: 'a.txt', reason: expect.stringContaining('expected a title') as string }]);
  });
});

describe('keys stay the same at each import', () => {
  const post = readFileSync(join(CASES, 'post-with-everything.txt'), 'utf8');

  test('an article with a dateline has the same key under any file name', () => {
    expect(articleOf(post, '/elsewhere/01-01-2020.txt').key).toBe(articleOf(post, '-').key);
  });

  test('day lists of two years do not share a slug', () => {
    const list = (year: number): string => articleOf(`This Day In Iraqi History - Mar 9\n\n1917 River crossed\n`, `this-day-03-09-${year}.txt`).slug;
    expect([list(2018), list(2019)]).toEqual(['this-day-in-iraqi-history-mar-9-2018', 'this-day-in-iraqi-history-mar-9-2019']);
  });

  test('a comment keeps its key when one above it is taken away', () => {
    const all = articleOf('T\n\nText.\n\n2 comments:\n\nA said...\n\nOne.\n\nB said...\n\nTwo.\n').comments;
    const later = articleOf('T\n\nText.\n\n1 comment:\n\nB said...\n\nTwo.\n').comments;
    expect(later[0]?.key).toBe(all[1]?.key);
  });

  test('the same comment made twice has two keys', () => {
    const { comments } = articleOf('T\n\nText.\n\n2 comments:\n\nA said...\n\nOne.\n\nA said...\n\nOne.\n');
    expect(new Set(comments.map(({ key }) => key)).size).toBe(2);
  });
});

describe('a reply answers the nearest comment above that is indented less', () => {
  test('two replies at one depth are siblings, and a comment at the margin opens a new thread', () => {
    const { comments } = articleOf('T\n\nText.\n\n5 comments:\n\nA said...\n\n1\n\n    B said...\n\n    2\n\n  C said...\n\n  3\n\n    D said...\n\n    4\n\nE said...\n\n5\n');
    const name = new Map(comments.map(({ key, authorName }) => [key, authorName]));
    expect(comments.map(({ parentKey }) => (parentKey === null ? null : name.get(parentKey)))).toEqual([null, 'A', 'A', 'C', null]);
  });
});

describe('huge texts are read whole', () => {
  test.each([
    ['a paragraph of a million characters', `Title\n\n${'word '.repeat(200_000)}`],
    ['an open bracket in every second place', `This Day In Iraqi History - Jul 19\n\n(${'x ('.repeat(300_000)}`],
    ['an event of a million characters', `This Day In Iraqi History - Jul 19\n\n1991 ${'A 1992 B '.repeat(110_000)}`],
    ['a hundred thousand lines', `Title\n\n${'some line here.\n'.repeat(100_000)}`],
    ['a subheading in every second line', `Title\n\n${'Sources\n\nprose here.\n\n'.repeat(30_000)}`],
  ])('%s', (_, text) => {
    expect(articleOf(text).bodyText.length).toBeGreaterThan(500_000);
  });

  test('a hundred thousand events and as many comments', () => {
    const { events, comments } = articleOf(`This Day In Iraqi History - Jul 19\n\n${'1991 Something happened\n'.repeat(100_000)}\n100000 comments:\n\n${'Bob said...\n\nHi.\n\n'.repeat(100_000)}`);
    expect([events.length, comments.length]).toEqual([100_000, 100_000]);
  });
});
