import { formatPartialDate, isRealDate } from '../dates/partial-date';
import { isAfterArticle } from './list-evidence';
import type { ListEvidence } from './list-evidence';

/** What is known of the dates of a list. */
export type DateEvidence = Pick<ListEvidence, 'articleDate' | 'dayFirst'>;

const NUMERIC = /(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|[.-]\d)/y;

interface Day { year: number; month: number; day: number }

/** How many characters a numeric date at `at` has, and which day it is; null when none stands there. */
export function readNumericDate(text: string, at: number, evidence: DateEvidence): { length: number; date: string } | null {
  NUMERIC.lastIndex = at;
  const match = NUMERIC.exec(text);
  const day = match && dayOf(match, evidence);
  return day && { length: match[0].length, date: formatPartialDate({ ...day, approximate: false }) };
}


/** 5/19/07 is month first; 30.04.2016 and 19/5/07 are day first; 2008-04-28 is ISO. */
function dayOf([, a = '', separator = '', b = '', c = '']: RegExpMatchArray, { articleDate, dayFirst }: DateEvidence): Day | null {
  const [first, second, third] = [Number(a), Number(b), Number(c)];
  if (a.length === 4) {
    const iso = { year: first, month: second, day: third };
    return c.length === 2 && isRealDate(iso) ? iso : null;
  }
  if (a.length > 2) return null;
  const year = c.length === 4 ? third : resolveTwoDigitYear(third, articleDate?.year ?? null);
  const [month, day] = separator === '.' || first > 12 || dayFirst ? [second, first] : [first, second];
  const [written, swapped] = [{ year, month, day }, { year, month: day, day: month }];
  if (!isRealDate(written)) return isRealDate(swapped) ? swapped : null;
  const otherWay = isAfterArticle(written, articleDate) && isRealDate(swapped) && !isAfterArticle(swapped, articleDate);
  return otherWay ? swapped : written;
}

/**
 * Resolves a two-digit year. A source is not younger than the article that cites it; without an article's year it is 20xx,
 * except from 50 on, when the century before is nearer.
 */
export function resolveTwoDigitYear(twoDigits: number, articleYear: number | null = null): number {
  const latest = articleYear ?? 2049;
  return latest - ((((latest - twoDigits) % 100) + 100) % 100);
}
