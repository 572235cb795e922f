import { formatPartialDate, isRealDate } from '../dates/partial-date';
import { monthOfName } from '../dates/month-names';
import { DIGIT, kindOf, LETTER, SEPARATOR } from './characters';
import type { FoundDate } from './dates-in-text';

const AFTER = /^\s?[,.]?\s*(?:(\d{1,2})\.?\s+)?(\p{L}{3,12})\b\.?(?:\s*[/–-]\s*\p{L}{3,12}\.?)?(?:\s+(\d{1,2})(?![\d:(/]))?(?:st|nd|rd|th)?/u;
const RANGE_AFTER = /^\s?[-–/]\s?(?:\d{4}|\d{2})(?!\d)/;
const SEASON = /^(?:spring|summer|autumn|fall|winter|printemps|été|automne|hiver|frühjahr|sommer|herbst|primavera|verano|otoño|invierno|inverno|estate|autunno)$/;
const CIRCA = /^(?:ca?|[Cc]irca|um|vers|about|approx)$/;
const LINK = /^(?:de|del|of|d|the)$/i;
const MAY_FOLLOW = /^[\s,.]{0,3}(?:\d{1,2}\.?\s)?[^\s\d]/;

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
const dayOf = (token: Token): number | null => {
  const day = /^\d{1,2}(?:\D|$)/.test(token.text) ? Number.parseInt(token.text, 10) : 0;
  return day >= 1 && day <= 31 ? day : null;
};
const monthOf = (token: Token): number | null => (/^\D/.test(token.text) ? monthOfName(token.text) : null);
/** Whether nothing but spaces, a comma, a full stop or a joining word separates a token from the next. */
const adjoins = (token: Token): boolean => token.after.length < 12 && /^[\s.,º’']*(?:(?:de|del|of|d['’]?|the)\s*)*$/.test(token.after);
/** Whether a dash or slash joins a token to the next: a range. */
const joined = (token: Token): boolean => /^\.?\s?[-–/]\s?$/.test(token.after);

const real = (year: number, month: number, day: number): boolean => isRealDate({ year, month, day });

/** The day if there is such a one, else the month. */
function dated(year: number, month: number, day: number | null, rule: string, start: number, end: number): FoundDate {
  const exact = day !== null && real(year, month, day);
  const date = formatPartialDate({ year, month, day: exact ? day : null, approximate: false });
  return exact ? { start, end, date, precision: 'day', rule } : { start, end, date, precision: 'month', rule: 'month-year' };
}

/** A year, with the month and day that stand before or after it, in offsets of `text`. */
export function readWrittenDate(text: string, index: number): FoundDate {
  const year = Number(text.slice(index, index + 4));
  const end = index + 4;
  const before = tokensBefore(text, index);
  const first = before[0] && adjoins(before[0]) ? before[0] : null;
  return (first && (monthBefore(year, end, first, before) ?? dayBefore(year, end, first, before)))
    ?? afterYear(year, index, text.slice(end, end + 40))
    ?? (first && wordBefore(year, end, first))
    ?? { start: index, end, date: String(year), precision: 'year', rule: 'year' };
}

/** "12 May 2006", "4-5 May 2006" (the first day), "May/June 2006" (the first month), "May 2006". */
function monthBefore(year: number, end: number, first: Token, [, second, third]: readonly Token[]): FoundDate | null {
  const month = monthOf(first);
  if (month === null) return null;
  const earlierMonth = second && joined(second) ? monthOf(second) : null;
  if (second && earlierMonth !== null) return dated(year, earlierMonth, null, 'month-year', second.start, end);
  const day = second && adjoins(second) && !second.after.includes(',') ? dayOf(second) : null; // "no. 1, Jan. 2013"
  if (!second || day === null || !real(year, month, day)) return dated(year, month, null, 'month-year', first.start, end);
  const earlier = third && joined(third) ? dayOf(third) : null;
  return third && earlier !== null ? dated(year, month, earlier, 'day-month-year', third.start, end) : dated(year, month, day, 'day-month-year', second.start, end);
}

/** "May 12, 2006", "May 4-5, 2006" (the first day). */
function dayBefore(year: number, end: number, first: Token, [, second, third]: readonly Token[]): FoundDate | null {
  const day = dayOf(first);
  if (day === null) return null;
  const earlier = second && joined(second) ? dayOf(second) : null;
  const name = earlier === null ? second : third;
  const month = name && adjoins(name) ? monthOf(name) : null;
  return name && month !== null && real(year, month, earlier ?? day) ? dated(year, month, earlier ?? day, 'month-day-year', name.start, end) : null;
}

/** "1861–65", "1996, August 7", "2002 Jul 12". */
function afterYear(year: number, index: number, after: string): FoundDate | null {
  const end = index + 4;
  const range = RANGE_AFTER.exec(after);
  if (range) return { start: index, end: end + range[0].length, date: String(year), precision: 'year', rule: 'year-range' };
  const following = MAY_FOLLOW.test(after) ? AFTER.exec(after) : null;
  const month = following ? monthOfName(following[2] ?? '') : null;
  if (!following || month === null) return null;
  const number = following[1] ?? following[3];
  return dated(year, month, number === undefined ? null : Number(number), 'year-month-day', index, end + following[0].length);
}

/** "Summer 2008", "c. 1984". */
function wordBefore(year: number, end: number, first: Token): FoundDate | null {
  if (SEASON.test(first.text.toLowerCase())) return { start: first.start, end, date: String(year), precision: 'year', rule: 'season-year' };
  if (!CIRCA.test(first.text) || !/^\.?\s/.test(first.after)) return null;
  return { start: first.start, end, date: formatPartialDate({ year, month: null, day: null, approximate: true }), precision: 'year', rule: 'circa-year' };
}
