import { formatPartialDate, isRealDate, parsePartialDate } from '../dates/partial-date';
import { monthOfName } from '../dates/month-names';
import type { Span } from './draft';

/** A date a line writes. `date` is EDTF. */
export interface FoundDate extends Span {
  date: string;
  precision: 'day' | 'month' | 'year';
  rule: string;
}

const NUMERIC = /(\d(?<![\d/.\-–]\d)\d{0,3})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|[.-]\d)/g;
const YEAR = /(1(?<![\p{L}\p{N}$€£#°№.\-–/].)[4-9]\d\d|2(?<![\p{L}\p{N}$€£#°№.\-–/].)0\d\d)(?![\p{L}\p{N}]*[\p{N}]|\.\d)/gu;
const WORD_BEFORE = /(?:^|[^\p{L}\p{N}])(?:(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s*(?:of\s+|de\s+|d['’]\s*)?(?:[-–]\s*\d{1,2}\.?\s*)?)?(?:(\p{L}{3,12})\.?\s?[/–-]\s?)?(\p{L}{3,12})\.?,?\s*(?:de\s+|del\s+)?$/u;
const MONTH_DAY_BEFORE = /(\p{L}{3,12})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2})?(?:\s*,\s*|\s+)$/u;
const AFTER = /^\s?[,.]?\s*(?:(\d{1,2})\.?\s+)?(\p{L}{3,12})\b\.?(?:\s*[/–-]\s*\p{L}{3,12}\.?)?(?:\s+(\d{1,2})(?![\d:(/]))?(?:st|nd|rd|th)?/u;
const RANGE_AFTER = /^\s?[-–/]\s?(?:\d{4}|\d{2})(?!\d)/;
const SEASON_BEFORE = /(?:spring|summer|autumn|fall|winter|printemps|été|automne|hiver|frühjahr|sommer|herbst|primavera|verano|otoño|invierno)\s*,?\s*$/iu;
const CIRCA_BEFORE = /(?:\bca?\.|\bcirca|\bum|\bvers)\s*$/iu;

const pad = (number: number): string => String(number).padStart(2, '0');
const real = (year: number, month: number, day: number): boolean => isRealDate({ year, month, day });

/**
 * Resolves a two-digit year. A source is not younger than the article that cites it; without an article's date it is 20xx,
 * except from 50 on, when the century before is nearer.
 */
export function resolveTwoDigitYear(twoDigits: number, articleDate?: string): number {
  const articleYear = articleDate === undefined ? null : (parsePartialDate(articleDate)?.year ?? null);
  const latest = articleYear ?? 2049;
  return latest - ((((latest - twoDigits) % 100) + 100) % 100);
}

/** Every date in a stretch of a line, in the order of the line. */
export function findDates(work: string, from: number, to: number, articleDate?: string): FoundDate[] {
  const text = work.slice(from, to);
  const found: FoundDate[] = [];
  for (const match of text.matchAll(NUMERIC)) {
    const date = readNumeric(match, articleDate);
    if (date !== null) found.push({ start: from + match.index, end: from + match.index + match[0].length, date, precision: 'day', rule: 'numeric-date' });
  }
  const numeric = found.length;
  let next = 0;
  for (const match of text.matchAll(YEAR)) {
    const at = from + match.index;
    while (next < numeric && (found[next]?.end ?? 0) <= at) next++;
    if (next < numeric && (found[next]?.start ?? 0) < at + 4) continue; // part of a numeric date
    const last = found.at(-1);
    if (last && found.length > numeric && at < last.end) continue; // the second year of a range
    found.push(readYear(text, match.index, Number(match[1]), from));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** 5/19/07 is month first; 30.04.2016 and 19/5/07 are day first; 2008-04-28 is ISO. */
function readNumeric([, a = '', separator = '', b = '', c = '']: RegExpMatchArray, articleDate?: string): string | null {
  const [first, second, third] = [Number(a), Number(b), Number(c)];
  if (a.length === 4) return c.length === 2 && real(first, second, third) ? `${a}-${pad(second)}-${pad(third)}` : null;
  if (a.length > 2) return null;
  const year = c.length === 4 ? third : resolveTwoDigitYear(third, articleDate);
  const dayFirst = separator === '.' || first > 12;
  const [month, day] = dayFirst ? [second, first] : [first, second];
  if (real(year, month, day)) return `${year}-${pad(month)}-${pad(day)}`;
  return real(year, day, month) ? `${year}-${pad(day)}-${pad(month)}` : null;
}

/** A year, with the month and day that stand before or after it. */
function readYear(text: string, index: number, year: number, from: number): FoundDate {
  const before = text.slice(Math.max(0, index - 36), index);
  const after = text.slice(index + 4, index + 44);
  const start = from + index;
  const end = start + 4;
  const at = (date: string, precision: FoundDate['precision'], rule: string, left = 0, right = 0): FoundDate =>
    ({ start: start - left, end: end + right, date, precision, rule });

  const beforeYear = before.trimEnd().replace(/[,.]$/, '').at(-1) ?? ' '; // a digit or a letter: a look-up saved for each that it is not
  const afterDigit = /\d|[a-z]/.test(beforeYear);
  const afterLetter = /[\p{L}’']/u.test(beforeYear);
  const monthDay = afterDigit ? MONTH_DAY_BEFORE.exec(before) : null;
  if (monthDay) {
    const month = monthOfName(monthDay[1] ?? '');
    const day = Number(monthDay[2]);
    if (month !== null && real(year, month, day)) return at(`${year}-${pad(month)}-${pad(day)}`, 'day', 'month-day-year', monthDay[0].length);
  }
  const named = afterLetter ? WORD_BEFORE.exec(before) : null;
  const month = named ? monthOfName(named[2] ?? '') ?? monthOfName(named[3] ?? '') : null;
  if (named && month !== null && monthOfName(named[3] ?? '') !== null) {
    const day = named[1] === undefined ? null : Number(named[1]);
    const left = named[0].length - (named[0].search(/[\p{L}\p{N}]/u));
    if (day !== null && real(year, month, day)) return at(`${year}-${pad(month)}-${pad(day)}`, 'day', 'day-month-year', left);
    const monthLeft = before.length - before.lastIndexOf((monthOfName(named[2] ?? '') === null ? named[3] : named[2]) ?? '');
    return at(`${year}-${pad(month)}`, 'month', 'month-year', monthLeft);
  }
  const range = RANGE_AFTER.exec(after);
  if (range) return at(String(year), 'year', 'year-range', 0, range[0].length);
  const following = AFTER.exec(after);
  const followingMonth = following ? monthOfName(following[2] ?? '') : null;
  if (following && followingMonth !== null) {
    const day = following[1] ?? following[3];
    const dayIsReal = day !== undefined && real(year, followingMonth, Number(day));
    return dayIsReal
      ? at(`${year}-${pad(followingMonth)}-${pad(Number(day))}`, 'day', 'year-month-day', 0, following[0].length)
      : at(`${year}-${pad(followingMonth)}`, 'month', 'year-month', 0, following[0].length);
  }
  const season = afterLetter ? SEASON_BEFORE.exec(before) : null;
  if (season) return at(String(year), 'year', 'season-year', season[0].length);
  const circa = afterLetter ? CIRCA_BEFORE.exec(before) : null;
  if (circa) return at(formatPartialDate({ year, month: null, day: null, approximate: true }), 'year', 'circa-year', circa[0].length);
  return at(String(year), 'year', 'year');
}
