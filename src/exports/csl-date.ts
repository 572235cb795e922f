import { type PartialDate, formatPartialDate, isRealDate, parsePartialDate } from '../dates/partial-date';
import { monthOfName } from '../dates/month-names';
import type { CslDate } from './csl-item';

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** EDTF text as CSL writes dates; CSL has no year 0, and no day of an unknown year but as words. */
export function cslDate(edtf: string): CslDate {
  const date = parsePartialDate(edtf);
  if (!date) return { literal: edtf };
  const { year, month, day, approximate } = date;
  if (year === null) return { literal: [monthNames[(month ?? 1) - 1], day].filter((part) => part !== null).join(' ') };
  return { 'date-parts': [[withoutYearZero(year), month, day].filter((part) => part !== null)], ...(approximate ? { circa: true } : {}) };
}

/** The astronomical year as people count: 0 is 1 BC, written −1. */
export function withoutYearZero(year: number): number {
  return year > 0 ? year : year - 1;
}

/** The EDTF text of a date in parts; null when they are no date of the calendar. The year counts as people do: −1 is 1 BC. */
export function edtfOfParts(year: number | null, month: number | null, day: number | null, approximate = false): string | null {
  const date: PartialDate = { year: year === null || year > 0 ? year : year + 1, month, day, approximate };
  return year !== 0 && isRealDate(date) ? formatPartialDate(date) : null;
}

/** The EDTF text of a date written in words: EDTF itself, "2008/4/28", "28 April 2008", "April 28, 2008", "April 2008", "481 BC", "ca. 1733", "July 19"; null for others. */
export function edtfOfWords(text: string): string | null {
  const words = text.trim();
  const circa = /^(?:c\.|ca\.?|circa|about)\s+/i.exec(words);
  const bare = circa ? words.slice(circa[0].length) : words;
  const edtf = parsePartialDate(bare);
  if (edtf) return formatPartialDate({ ...edtf, approximate: edtf.approximate || circa !== null });
  const bc = /^(\d{1,6})\s*(?:BC|B\.C\.|BCE|B\.C\.E\.)$/i.exec(bare);
  if (bc) return edtfOfParts(-Number(bc[1]), null, null, circa !== null);
  const numbers = /^(\d{3,4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:T[\d:.]+\S*)?$/.exec(bare);
  if (numbers) return edtfOfParts(Number(numbers[1]), part(numbers[2]), part(numbers[3]), circa !== null);
  const named = /^(?:(\d{1,2})\.?\s+)?(\p{L}+\.?)(?:\s+(\d{1,2}))?(?:,?\s+(\d{4}))?$/u.exec(bare);
  const month = named ? monthOfName(named[2] ?? '') : null;
  return named && month !== null ? edtfOfParts(part(named[4]), month, part(named[1] ?? named[3]), circa !== null) : null;
}

function part(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}
