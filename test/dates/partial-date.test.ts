import { formatPartialDate, parsePartialDate, partialDateOrder } from '../../src/dates/partial-date';
import { monthOfName } from '../../src/dates/month-names';

const order = (text: string): number => {
  const date = parsePartialDate(text);
  if (!date) throw new Error(`${text} is no date`);
  return partialDateOrder(date);
};

describe('partial dates', () => {
  test.each([
    ['1733', { year: 1733, month: null, day: null, approximate: false }],
    ['2008-06', { year: 2008, month: 6, day: null, approximate: false }],
    ['2008-04-28', { year: 2008, month: 4, day: 28, approximate: false }],
    ['-0480', { year: -480, month: null, day: null, approximate: false }],
    ['1984~', { year: 1984, month: null, day: null, approximate: true }],
    ['XXXX-07-19', { year: null, month: 7, day: 19, approximate: false }],
    ['XXXX-02-29', { year: null, month: 2, day: 29, approximate: false }],
    ['XXXX-02', { year: null, month: 2, day: null, approximate: false }],
    ['0869', { year: 869, month: null, day: null, approximate: false }],
  ])('%s is read and written back the same', (text, parts) => {
    const date = parsePartialDate(text);
    expect(date).toEqual(parts);
    expect(formatPartialDate(parts)).toBe(text);
  });

  test('a year of three digits gets a leading zero', () => {
    const date = parsePartialDate('869-07-19');
    expect(date && formatPartialDate(date)).toBe('0869-07-19');
  });

  test.each(['2009-02-29', '2008-13', '2008-00', '2008-04-31', 'XXXX', 'XXXX-02-30', '12', '2008-4', '2008/04', '', 'June 2008', '1900-02-29'])(
    '%j is no date', (text) => { expect(parsePartialDate(text)).toBeNull(); });

  test('formatting parts that are no date says what came', () => {
    expect(() => formatPartialDate({ year: 2009, month: 2, day: 29, approximate: false })).toThrow(/"day":29/);
  });

  test('dates sort by year, month and day, the less known first, unknown years before all', () => {
    const sorted = ['XXXX-07-19', '-0480', '0869', '1999-12-31', '2008', '2008-01', '2008-01-01', '2008-02'];
    expect([...sorted].reverse().sort((a, b) => order(a) - order(b))).toEqual(sorted);
  });

  test.each([['Sept.', 9], ['février', 2], ['FEVRIER', 2], ['März', 3], ['maggio', 5], ['июля', 7], ['Kasım', 11], ['monday', null]])(
    'the word %s names month %s', (word, month) => { expect(monthOfName(word)).toBe(month); });
});
