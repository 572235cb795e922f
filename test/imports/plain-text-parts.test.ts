import { readByline } from '../../src/imports/plain-text-byline';
import { dateInName, parseDateLine, parseDateTimeLine } from '../../src/imports/plain-text-dates';
import { parseDayTitle } from '../../src/imports/plain-text-day-title';
import { endLostLines } from '../../src/imports/plain-text-lost-line-ends';
import { slugOf } from '../../src/imports/plain-text-slug';
import { summarise } from '../../src/imports/plain-text-summary';

describe('a line that is only a date or a date and a time', () => {
  test.each([
    ['Thursday, February 26, 2009', '2009-02-26T00:00:00.000Z'],
    ['July 5, 2008 at 7:04 AM', '2008-07-05T07:04:00.000Z'],
    ['7:04 AM, July 05, 2008', '2008-07-05T07:04:00.000Z'],
    ['12:10 am, July 05, 2008', '2008-07-05T00:10:00.000Z'],
    ['July 5, 2008 at 12:10 PM', '2008-07-05T12:10:00.000Z'],
    ['Sat, Jul 5, 2008 at 23:59', '2008-07-05T23:59:00.000Z'],
    ['Sept. 5, 2008', '2008-09-05T00:00:00.000Z'],
    ['July 5, 2008 at 13:04 PM', null],
    ['July 5, 2008 at 24:00', null],
    ['February 30, 2009', null],
    ['July 5, 2008 was a hot day', null],
    ['7/5/08', null],
  ])('%s', (line, expected) => {
    expect(parseDateTimeLine(line)?.toISOString() ?? null).toBe(expected);
  });

  test('a time is no dateline', () => {
    expect(parseDateLine('July 5, 2008 at 7:04 AM')).toBeNull();
  });
});

test.each([
  ['this-day-01-29-2019.txt', '2019-01-29'], ['2019-01-29-title.txt', '2019-01-29'], ['posts/01-29-2019/title.txt', undefined],
  ['29-01-2019.txt', undefined], ['report-101-29-20191.txt', undefined], ['-', undefined],
])('the date in the file name %s', (name, expected) => {
  expect(dateInName(name)?.toISOString().slice(0, 10)).toBe(expected);
});

describe('the title of a day list', () => {
  test.each([
    ['This Day In Iraqi History - Jul 19', [7, 19, '']],
    ['This Day in Iraqi History – Sept. 3rd', [9, 3, '']],
    ['This Day In Iraqi History - Apr 9 Baghdad fell', [4, 9, 'Baghdad fell']],
    ['This Day In The History Of Iraq - Apr 9', null],
    ['This Day In History - March 31: a bridge', [3, 31, 'a bridge']],
    ['This Day In Iraqi History - Feb 30', null],
    ['This Day In Iraqi History - Jul 190', null],
    ['This Day In Iraqi History is a list', null],
  ])('%s', (line, expected) => {
    const title = parseDayTitle(line);
    expect(title && [title.month, title.day, title.rest]).toEqual(expected);
  });
});

describe('a byline', () => {
  test.each([
    ['By Leila Haddad', ['Leila Haddad']],
    ['By A. Name and B. Name', ['A. Name', 'B. Name']],
    ['By Nora al-Hadi, J. P. van Dam, and María-José O’Neill', ['Nora al-Hadi', 'J. P. van Dam', 'María-José O’Neill']],
    ['By Land And Sea', []],
    ['By Friday Baghdad was calm', []],
    ['By Martin Luther King Jr.', []],
    ['By 2007 Basra', []],
    ['Bye Leila Haddad', []],
  ])('%s', (raw, expected) => {
    expect(readByline({ raw, text: raw, indent: 0 })).toEqual(expected);
  });
});

describe('a lost line end', () => {
  test.each([
    ['a year of the sentence is no event', '1948 March against the 1930 Treaty', 1948, 1950, ['1948 March against the 1930 Treaty']],
    ['a year after a preposition is no event', '1990 Wait until 1991 War', 1990, 1996, ['1990 Wait until 1991 War']],
    ['a possessive before a year keeps it', '1980 Iraq’s 1980 Offensive opens', 1980, 1980, ['1980 Iraq’s 1980 Offensive opens']],
    ['a year later than the next line is no event', '2003 Bush signs 2004 Budget', 2003, 2003, ['2003 Bush signs 2004 Budget']],
    ['nothing is cut in the last line of a list', '2003 Bush signs 2004 Budget', 2003, null, ['2003 Bush signs 2004 Budget']],
    ['the seam is a capital', '1920 Post is taken 1921 London settles', 1920, 1984, ['1920 Post is taken', '1921 London settles']],
    ['the space can be lost too', '1920 Post is taken1921 London settles', 1920, 1984, ['1920 Post is taken', '1921 London settles']],
    ['a cross-reference is a line of its own', '1920 Post is taken (Sample review X)', 1920, null, ['1920 Post is taken', '(Sample review X)']],
  ])('%s', (_, line, year, nextYear, expected) => {
    expect(endLostLines(line, year, nextYear)).toEqual(expected);
  });
});

describe('a summary', () => {
  const filler = 'It went on for a long time after that and nobody could say why it did, or who had asked for it, '.repeat(3);

  test('ends with the last sentence that fits', () => {
    expect(summarise(`One is short. Two is “short.” ${filler}`)).toBe('One is short. Two is “short.”');
  });

  test('does not end at an abbreviation', () => {
    expect(summarise(`It began. In Nov. Mr. Hill of the U.S. Embassy and Sen. J. Dale said so, ${filler}`)).toBe('It began.');
  });

  test('cuts a first sentence that is too long at a word', () => {
    const summary = summarise(filler) ?? '';
    expect(summary.length).toBeLessThanOrEqual(240);
    expect(filler).toContain(summary.slice(0, -1));
    expect(summary).toMatch(/\w…$/);
  });

  test('of nothing is null', () => {
    expect(summarise(' \n ')).toBeNull();
  });
});

test.each([['Café “Ḥilla” — Part 2', 'cafe-hilla-part-2'], ['Iraq’s U.S. Debt', 'iraqs-u-s-debt'], ['يوم في البصرة', 'يوم-في-البصرة'], ['?!', 'post']])('the slug of %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
