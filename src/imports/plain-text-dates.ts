import { monthOfName } from '../dates/month-names';
import { isRealDate } from '../dates/partial-date';

const LONGEST = 80;
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?';
const DATE = new RegExp(`^${WEEKDAY}([a-z]+)\\.? (\\d{1,2}),? (\\d{4})$`, 'i');
const DATE_TIME = new RegExp(`^${WEEKDAY}([a-z]+\\.? \\d{1,2},? \\d{4}),?(?: at)? (\\d{1,2}):(\\d{2})(?::\\d{2})? ?([ap]m)?$`, 'i');
const TIME_DATE = new RegExp(`^(\\d{1,2}):(\\d{2})(?::\\d{2})? ?([ap]m)?,? (?:on )?${WEEKDAY}([a-z]+\\.? \\d{1,2},? \\d{4})$`, 'i');
const NAME_DATE = /(?<!\d)(?:(\d{2})-(\d{2})-(\d{4})|(\d{4})-(\d{2})-(\d{2}))(?!\d)/;

function utcDay(year: number, month: number, day: number): Date | null {
  return isRealDate({ year, month, day }) ? new Date(Date.UTC(year, month - 1, day)) : null;
}

/**
 * Reads a line that is only a date, as "Thursday, February 26, 2009", at midnight UTC. The weekday is not compared with the date,
 * because blogs get it wrong. Null for any other line and for a day that does not exist.
 */
export function parseDateLine(text: string): Date | null {
  const [, name = '', day, year] = (text.length <= LONGEST && DATE.exec(text)) || [];
  const month = monthOfName(name);
  return month === null ? null : utcDay(Number(year), month, Number(day));
}

/** Whether a line has the form of a date, also of one that does not exist, as "Monday, February 30, 2009". */
export function isDateLine(text: string): boolean {
  const [, name = ''] = (text.length <= LONGEST && DATE.exec(text)) || [];
  return monthOfName(name) !== null;
}

/** Reads a line that is only a date or a date and a time, as "July 5, 2008 at 7:04 AM" or "7:04 AM, July 05, 2008", as UTC; else null. */
export function parseDateTimeLine(text: string): Date | null {
  if (text.length > LONGEST) return null;
  const dateFirst = DATE_TIME.exec(text);
  const timeFirst = TIME_DATE.exec(text);
  if (!dateFirst && !timeFirst) return parseDateLine(text);
  const [date = '', hour, minute, half] = dateFirst ? dateFirst.slice(1) : [timeFirst?.[4], ...(timeFirst?.slice(1) ?? [])];
  const day = parseDateLine(date);
  const hours = half ? Number(hour) % 12 + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour);
  if (!day || hours > 23 || Number(minute) > 59 || (half && (Number(hour) < 1 || Number(hour) > 12))) return null;
  return new Date(day.getTime() + (hours * 60 + Number(minute)) * 60_000);
}

/** The date in a file name, as `this-day-01-29-2019.txt` (month first) or `2019-01-29-title.txt`, at midnight UTC; null where there is none. */
export function dateInName(name: string): Date | null {
  const [, month, day, year, isoYear, isoMonth, isoDay] = NAME_DATE.exec(name.slice(name.lastIndexOf('/') + 1)) ?? [];
  return utcDay(Number(year ?? isoYear), Number(month ?? isoMonth), Number(day ?? isoDay));
}
