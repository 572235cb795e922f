import { monthOfName } from '../../dates/month-names';
import { isRealDate } from '../../dates/partial-date';

const ISO = /^([+-]?\d{4,6})-?(\d{2})-?(\d{2})(?:[T ]\s?(\d{2}):?(\d{2})(?::?(\d{2}|60)(?:[.,](\d{1,9}))?)?)?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const RFC822 = /^(?:[a-z]{3,9}\.?,?\s{0,3})?(\d{1,2})[\s-]([a-zÀ-ÿ]{3,9})\.?[\s-](\d{2}|\d{4})(?:,?\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?\s{0,3}([+-]\d{4}|[+-]\d{2}:\d{2}|[a-z]{1,5})?)?$/i;
/** RFC 822, 5.1; every other name of a zone is read as UTC, as RFC 2822 (4.3) says. */
const ZONES: Readonly<Record<string, number>> = { EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, BST: 1, CET: 1, CEST: 2 };

/**
 * A moment as exports and feeds write it: RFC 3339 and its looser kin, RFC 822 with years of two digits, `2008-07-24 15:00:00`; without a zone it is UTC.
 * Null for anything else, for a day that does not exist and for years outside 1–9999, with which exports fill empty dates.
 */
export function instantOf(text: string | null | undefined): Date | null {
  const written = (text ?? '').trim();
  if (written.length === 0 || written.length > 60) return null;
  const iso = ISO.exec(written);
  if (iso) return instant(iso[1], Number(iso[2]), iso.slice(3, 7), iso[8], iso[7]);
  const [, day, month = '', year = '', hour, minute, second, zone] = RFC822.exec(written) ?? [];
  // RFC 2822, 4.3: 00–49 are of this century, 50–99 of the last.
  const full = year.length === 2 ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year);
  return instant(String(full), monthOfName(month) ?? 0, [day, hour, minute, second], zone);
}

function instant(yearText: string | undefined, month: number, [day, hour, minute, second]: readonly (string | undefined)[], zone = 'Z', fraction = ''): Date | null {
  const year = Number(yearText);
  if (year < 1 || year > 9999 || !isRealDate({ year, month, day: Number(day) }) || Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, Number(day));
  // A leap second is the last of its minute: there is no other moment for it.
  date.setUTCHours(Number(hour ?? 0), Number(minute ?? 0) - offsetMinutes(zone), Math.min(59, Number(second ?? 0)), Number(fraction.padEnd(3, '0').slice(0, 3)));
  return date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999 ? date : null;
}

function offsetMinutes(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (hours === undefined) return (ZONES[zone.toUpperCase()] ?? 0) * 60;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
