import { formatPartialDate, isRealDate } from '../../dates/partial-date';
import { singleLine } from './build-article';

/** The text of an event out of a headline and what is said below it. */
export function eventText(headline: string | null, text: string | null): string {
  const parts = [singleLine(headline ?? ''), singleLine(text ?? '')].filter((part) => part !== '');
  return parts.join(/[.!?:…]$/.test(parts[0] ?? '') ? ' ' : '. ');
}

/**
 * EDTF of a date whose years before Christ are negative, as people count: −500 is 500 BC, which EDTF writes −0499. Parts that are missing are null.
 * Null for what is no date.
 */
export function eventDate(year: number | null, month: number | null, day: number | null): string | null {
  const date = { year: year !== null && year < 0 ? year + 1 : year, month, day: month === null ? null : day };
  return isRealDate(date) ? formatPartialDate({ ...date, approximate: false }) : null;
}

/** A part of a date as a list gives it, in digits; null where it is empty or none. */
export function datePart(text: string | null): number | null {
  return text !== null && /^[+-]?\d{1,6}$/.test(text) ? Number(text) : null;
}
