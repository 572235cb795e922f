import { formatPartialDate, isRealDate, parsePartialDate } from '../dates/partial-date';
import { monthOfName } from '../dates/month-names';
import { DIGIT, isOneOf, kindOf, LETTER, SEPARATOR } from './characters';
import type { Span } from './draft';
import { isAfterArticle } from './list-evidence';
import type { ListEvidence } from './list-evidence';

/** A date a line writes. `date` is EDTF. */
export interface FoundDate extends Span {
  date: string;
  precision: 'day' | 'month' | 'year';
  rule: string;
}

const NUMERIC = /(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|[.-]\d)/y;
const AFTER = /^\s?[,.]?\s*(?:(\d{1,2})\.?\s+)?(\p{L}{3,12})\b\.?(?:\s*[/–-]\s*\p{L}{3,12}\.?)?(?:\s+(\d{1,2})(?![\d:(/]))?(?:st|nd|rd|th)?/u;
const RANGE_AFTER = /^\s?[-–/]\s?(?:\d{4}|\d{2})(?!\d)/;
const SEASON = /^(?:spring|summer|autumn|fall|winter|printemps|été|automne|hiver|frühjahr|sommer|herbst|primavera|verano|otoño|invierno|inverno|estate|autunno)$/;
const CIRCA = /^(?:ca?|[Cc]irca|um|vers|about|approx)$/;
const LINK = /^(?:de|del|of|d|the)$/i;

const pad = (number: number): string => String(number).padStart(2, '0');
const real = (year: number, month: number, day: number): boolean => isRealDate({ year, month, day });

/**
 * Resolves a two-digit year. A source is not younger than the article that cites it; without an article's date it is 20xx,
 * except from 50 on, when the century before is nearer.
 */
export function resolveTwoDigitYear(twoDigits: number, articleDate: string | null = null): number {
  const articleYear = articleDate === null ? null : (parsePartialDate(articleDate)?.year ?? null);
  const latest = articleYear ?? 2049;
  return latest - ((((latest - twoDigits) % 100) + 100) % 100);
}

/** What is known of the dates of a list. */
export type DateEvidence = Pick<ListEvidence, 'articleDate' | 'dayFirst'>;
const NO_EVIDENCE: DateEvidence = { articleDate: null, dayFirst: false };

/** Every date in a stretch of a line, in the order of the line. */
export function findDates(work: string, from: number, to: number, evidence: DateEvidence = NO_EVIDENCE): FoundDate[] {
  const text = work.slice(from, to);
  const found: FoundDate[] = [];
  let at = 0;
  while (at < text.length) {
    if (kindOf(text.charCodeAt(at)) !== DIGIT) { at++; continue; }
    let end = at + 1;
    while (end < text.length && kindOf(text.charCodeAt(end)) === DIGIT) end++;
    NUMERIC.lastIndex = at;
    const numeric = end - at <= 4 && isOneOf('/.-', text, end) ? NUMERIC.exec(text) : null;
    const date = numeric ? readNumeric(numeric, evidence) : null;
    if (numeric && date !== null && !isOneOf('/.-–', text, at - 1)) {
      found.push({ start: from + at, end: from + at + numeric[0].length, date, precision: 'day', rule: 'numeric-date' });
      end = at + numeric[0].length;
    } else if (end - at === 4 && isYear(text, at)) {
      const read = readYear(text, at, Number(text.slice(at, end)), from);
      found.push(read);
      end = Math.max(end, read.end - from); // past the second year of a range
    }
    at = end;
  }
  return found;
}

/** Whether four digits at `at` are a year of the last six centuries and no part of a number, sum or code. */
function isYear(text: string, at: number): boolean {
  const year = Number(text.slice(at, at + 4));
  if (year < 1400 || year > 2099) return false;
  if (at > 0 && (kindOf(text.charCodeAt(at - 1)) === LETTER || isOneOf('$€£#°№.-–/', text, at - 1))) return false;
  return !/^(?:[\p{L}]+\p{N}|\.\d)/u.test(text.slice(at + 4, at + 16));
}

/** 5/19/07 is month first; 30.04.2016 and 19/5/07 are day first; 2008-04-28 is ISO. */
function readNumeric([, a = '', separator = '', b = '', c = '']: RegExpMatchArray, evidence: DateEvidence): string | null {
  const [first, second, third] = [Number(a), Number(b), Number(c)];
  if (a.length === 4) return c.length === 2 && real(first, second, third) ? `${a}-${pad(second)}-${pad(third)}` : null;
  if (a.length > 2) return null;
  const year = c.length === 4 ? third : resolveTwoDigitYear(third, evidence.articleDate);
  const dayFirst = separator === '.' || first > 12 || evidence.dayFirst;
  const [month, day] = dayFirst ? [second, first] : [first, second];
  const swapped = real(year, day, month) ? `${year}-${pad(day)}-${pad(month)}` : null;
  if (!real(year, month, day)) return swapped;
  const date = `${year}-${pad(month)}-${pad(day)}`;
  const otherWay = swapped !== null && isAfterArticle(date, evidence.articleDate) && !isAfterArticle(swapped, evidence.articleDate);
  return otherWay ? swapped : date;
}

/** A word or number before a year: its text, where it starts, and what stands between it and the one after it. */
interface Token { text: string; start: number; after: string }

/** The words and numbers that end at `index`, the nearest first, `de` and `of` left out. */
function tokensBefore(text: string, index: number): Token[] {
  const tokens: Token[] = [];
  const earliest = Math.max(0, index - 44);
  let next = index;
  let end = index;
  while (tokens.length < 3) {
    while (end > earliest && kindOf(text.charCodeAt(end - 1)) === SEPARATOR) end--;
    let start = end;
    while (start > earliest && kindOf(text.charCodeAt(start - 1)) === LETTER) start--; // a word, or the "st" of "1st"
    if (start === end || ORDINAL.test(text.slice(start, end))) while (start > earliest && kindOf(text.charCodeAt(start - 1)) === DIGIT) start--;
    if (start === end) break;
    const word = text.slice(start, end);
    if (!LINK.test(word)) {
      tokens.push({ text: word, start, after: text.slice(end, next) });
      next = start;
    }
    end = start;
  }
  return tokens;
}

const ORDINAL = /^(?:st|nd|rd|th|er)$/;

/** The number of a day, or null. */
const dayOf = (token: Token | undefined): number | null => {
  const day = token && /^\d{1,2}(?:\D|$)/.test(token.text) ? Number.parseInt(token.text, 10) : 0;
  return day >= 1 && day <= 31 ? day : null;
};
const monthOf = (token: Token | undefined): number | null => (token && /^\D/.test(token.text) ? monthOfName(token.text) : null);
/** Whether nothing but spaces, a comma, a full stop or a joining word separates a token from the next. */
const adjoins = (token: Token | undefined): boolean => token !== undefined && /^[\s.,º’']*(?:(?:de|del|of|d['’]?|the)\s*)*$/.test(token.after) && token.after.length < 12;
const joined = (token: Token | undefined): boolean => token !== undefined && /^\.?\s?[-–/]\s?$/.test(token.after);

/** A year, with the month and day that stand before or after it. */
function readYear(text: string, index: number, year: number, from: number): FoundDate {
  const end = from + index + 4;
  const at = (date: string, precision: FoundDate['precision'], rule: string, start = index, right = 0): FoundDate =>
    ({ start: from + start, end: end + right, date, precision, rule });
  const dated = (month: number, day: number | null, rule: string, start: number, right = 0): FoundDate => (day !== null && real(year, month, day)
    ? at(`${year}-${pad(month)}-${pad(day)}`, 'day', rule, start, right)
    : at(`${year}-${pad(month)}`, 'month', 'month-year', start, right));

  const [first, second, third] = tokensBefore(text, index);
  const near = adjoins(first);
  const month = near ? monthOf(first) : null;
  if (first && month !== null) {
    if (joined(second) && monthOf(second) !== null) return dated(monthOf(second) ?? month, null, 'month-year', second?.start ?? first.start); // "May/June 2006"
    const day = adjoins(second) ? dayOf(second) : null;
    if (second && day !== null && real(year, month, day)) {
      const earlier = joined(third) ? dayOf(third) : null; // "4-5 May 2006": the first day
      return earlier === null ? dated(month, day, 'day-month-year', second.start) : dated(month, earlier, 'day-month-year', third?.start ?? second.start);
    }
    return dated(month, null, 'month-year', first.start);
  }
  const day = near ? dayOf(first) : null;
  if (first && day !== null) {
    const [name, number] = joined(second) && dayOf(second) !== null ? [third, dayOf(second) ?? day] : [second, day];
    const named = adjoins(name) ? monthOf(name) : null;
    if (name && named !== null && real(year, named, number)) return dated(named, number, 'month-day-year', name.start);
  }
  const after = text.slice(index + 4, index + 44);
  const range = RANGE_AFTER.exec(after);
  if (range) return at(String(year), 'year', 'year-range', index, range[0].length);
  const following = /^[\s,.]{0,3}(?:\d{1,2}\.?\s)?[^\s\d]/.test(after) ? AFTER.exec(after) : null;
  const followingMonth = following ? monthOfName(following[2] ?? '') : null;
  if (following && followingMonth !== null) {
    const number = following[1] ?? following[3];
    const dayIsReal = number !== undefined && real(year, followingMonth, Number(number));
    return dated(followingMonth, dayIsReal ? Number(number) : null, 'year-month-day', index, following[0].length);
  }
  if (first && near && SEASON.test(first.text.toLowerCase())) return at(String(year), 'year', 'season-year', first.start);
  if (first && near && CIRCA.test(first.text) && /^\.?\s/.test(first.after)) return at(formatPartialDate({ year, month: null, day: null, approximate: true }), 'year', 'circa-year', first.start);
  return at(String(year), 'year', 'year');
}
