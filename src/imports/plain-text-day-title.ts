import { monthOfName } from '../dates/month-names';
import { isRealDate } from '../dates/partial-date';

/** The title of a "This Day In … History" post, taken apart. */
export interface DayTitle {
  /** The title up to and with the day: "This Day In Iraqi History - Apr 9". */
  head: string;
  /** 1–12. */
  month: number;
  /** 1–31; a day the month has. */
  day: number;
  /** What follows the day: a subtitle, or in a teaser the first event. Empty where nothing does. */
  rest: string;
}

const DAY_TITLE = /^(This Day in (?:\S+ ){0,6}?History\s*[-–—:]\s*([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?)(?:(?![\p{L}\d])[\s:,–—-]*(.*))?$/iu;

/** Reads a title such as "This Day In Iraqi History – Jan 4"; null for any other line and for a day that does not exist. */
export function parseDayTitle(text: string): DayTitle | null {
  const [, head = '', name = '', number, rest = ''] = (/^this day in /i.test(text) && text.length <= 2000 && DAY_TITLE.exec(text)) || [];
  const month = monthOfName(name);
  const day = Number(number);
  return month !== null && isRealDate({ year: null, month, day }) ? { head, month, day, rest: rest.trim() } : null;
}
