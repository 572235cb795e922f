import { DIGIT, isOneOf, kindOf, LETTER } from './characters';
import type { Span } from './draft';
import { readNumericDate } from './numeric-dates';
import type { DateEvidence } from './numeric-dates';
import { readWrittenDate } from './written-dates';

/** A date a line writes. `date` is EDTF. */
export interface FoundDate extends Span {
  date: string;
  precision: 'day' | 'month' | 'year';
  rule: string;
}

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
    const numeric = end - at <= 4 && isOneOf('/.-', text, end) && !isOneOf('/.-–', text, at - 1) ? readNumericDate(text, at, evidence) : null;
    if (numeric) {
      end = at + numeric.length;
      found.push({ start: from + at, end: from + end, date: numeric.date, precision: 'day', rule: 'numeric-date' });
    } else if (end - at === 4 && isYear(text, at)) {
      const { start, end: last, ...date } = readWrittenDate(text, at);
      found.push({ start: from + start, end: from + last, ...date });
      end = Math.max(end, last); // past the second year of a range
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
