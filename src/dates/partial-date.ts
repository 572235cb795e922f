/** A date of which parts may be unknown: EDTF level 0, plus `~` (approximate), negative years and `XXXX` (a day of an unknown year). */
export interface PartialDate {
  /** Astronomical year: 0 is 1 BC, −480 is 481 BC; null when the year is unknown. */
  year: number | null;
  /** 1–12, or null. */
  month: number | null;
  /** 1–31, or null; never set without a month. */
  day: number | null;
  approximate: boolean;
}

const EDTF = /^(XXXX|-?\d{3,})(?:-(\d{2})(?:-(\d{2}))?)?(~)?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The days of a month (1–12); a February of an unknown year has 29. 0 for a month that does not exist. */
export function daysInMonth(year: number | null, month: number): number {
  const leap = year === null || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

/** Whether the parts are a date of the (proleptic) Gregorian calendar. */
export function isRealDate({ year, month, day }: Pick<PartialDate, 'year' | 'month' | 'day'>): boolean {
  if (year !== null && !Number.isSafeInteger(year)) return false;
  if (month === null) return year !== null && day === null;
  return Number.isInteger(month) && month >= 1 && month <= 12
    && (day === null || (Number.isInteger(day) && day >= 1 && day <= daysInMonth(year, month)));
}

/** Reads EDTF text (`1733`, `2008-06`, `2008-04-28`, `-0480`, `1984~`, `XXXX-07-19`); null when it is no date of the calendar. */
export function parsePartialDate(text: string): PartialDate | null {
  const match = EDTF.exec(text.trim());
  if (!match) return null;
  const [, year = '', month, day, approximate] = match;
  const date: PartialDate = {
    year: year === 'XXXX' ? null : Number(year) + 0, // "-0000" is the year 0, not −0
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
    approximate: approximate !== undefined,
  };
  return isRealDate(date) ? date : null;
}

const twoDigits = (part: number): string => (part < 10 ? `-0${part}` : `-${part}`);

/** Writes EDTF text; throws a RangeError for parts that are no date. */
export function formatPartialDate(date: PartialDate): string {
  if (!isRealDate(date)) {
    throw new RangeError(`Expected a date of the calendar, got ${JSON.stringify(date)}: check month and day before formatting.`);
  }
  const { year, month, day, approximate } = date;
  const years = year === null ? 'XXXX' : (year < 0 ? '-' : '') + (Math.abs(year) < 1000 ? String(Math.abs(year)).padStart(4, '0') : String(Math.abs(year)));
  return years + (month === null ? '' : twoDigits(month)) + (day === null ? '' : twoDigits(day)) + (approximate ? '~' : '');
}

/**
 * A whole number that orders dates: year, then month, then day; a missing part sorts before any value of it
 * (`2008` < `2008-01` < `2008-01-01`) and an unknown year before all years. About sorts with exact.
 */
export function partialDateOrder({ year, month, day }: Pick<PartialDate, 'year' | 'month' | 'day'>): number {
  const within = (month ?? 0) * 32 + (day ?? 0);
  return year === null ? Number.MIN_SAFE_INTEGER + within : year * 512 + within;
}
