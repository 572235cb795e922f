import { formatPartialDate, isRealDate } from '../dates/partial-date';
import type { ImportedEvent } from './imported-content';
import { endLostLines } from './plain-text-lost-line-ends';
import type { PlainLine } from './plain-text-lines';

/** A list of events of one day of the year, read. */
export interface DayList {
  events: ImportedEvent[];
  /** The list as text: an entry for each event, cross-reference and other line, whole again where it was broken into lines. */
  entries: string[];
}

interface Entry { kind: 'event' | 'reference' | 'other'; year: number | null; text: string }

const YEAR_LINE = /^(\d{3,4}) ((?:BCE?\b)?)(?:\s*[-–—:](?=\s))?\s*(\S.*)$/;
const CROSS_REFERENCE = /^\([^()]*\b(?:review|interview|article|post|podcast)\b/i;
const LATEST_YEAR = 2100;
/** Continuations are indented by twelve columns; anything from here on, counted from the events, is one. */
const CONTINUATION_INDENT = 8;

/** The year that opens an event's line; null for a line that goes on with the event above. */
function openingYear(line: PlainLine, listIndent: number, previousYear: number | null): number | null {
  const [, digits, era, text = ''] = YEAR_LINE.exec(line.text) ?? [];
  if (digits === undefined || line.indent >= listIndent + CONTINUATION_INDENT) return null;
  const year = era ? 1 - Number(digits) : Number(digits); // EDTF counts astronomically: 1 BC is the year 0
  // Continuations can have no indent and begin with a number: "150 people hurt" after 2003 is no event of the year 150.
  const counts = year > LATEST_YEAR || (previousYear !== null && year < previousYear && /^\p{Ll}/u.test(text));
  return counts ? null : year;
}

/** Puts lines together to entries. `first` is an event without a year that stands before the lines, or empty. */
function toEntries(lines: readonly PlainLine[], first: string): Entry[] {
  const years = lines.filter((line) => openingYear(line, Infinity, null) !== null);
  const listIndent = years[0]?.indent ?? 0;
  const spaced = lines.some((line, at) => line.raw === '' && at > 0 && lines[at + 1] !== undefined && lines[at + 1] === years[1]); // blank lines between all lines
  const entries: Entry[] = first === '' ? [] : [{ kind: 'event', year: null, text: first }];
  let previousYear: number | null = null;
  let afterBlank = false;
  for (const line of lines) {
    if (line.raw === '') { afterBlank = true; continue; }
    const last = entries.at(-1);
    const year = openingYear(line, listIndent, previousYear);
    if (year !== null) entries.push({ kind: 'event', year: previousYear = year, text: line.text });
    else if (CROSS_REFERENCE.test(line.text)) entries.push({ kind: 'reference', year: null, text: line.text });
    else if (last && (last.kind === 'event' ? spaced || !afterBlank : last.kind === 'reference' && !last.text.endsWith(')'))) last.text += ` ${line.text}`;
    else entries.push({ kind: 'other', year: null, text: line.text });
    afterBlank = false;
  }
  return entries;
}

/**
 * Reads the event lines of a day list: a year of three or four digits, a space, the text; continuations with an indent, without one,
 * or after a blank line; cross-references in brackets on lines of their own after the event they belong to. Never throws.
 * @param day the day of the year all events have
 * @param first an event before the lines, of unknown year when it does not open with one; empty where there is none
 */
export function parseDayList(lines: readonly PlainLine[], day: { month: number; day: number }, reason: ImportedEvent['reason'], first = ''): DayList {
  const list: DayList = { events: [], entries: [] };
  const firstLine: PlainLine = { raw: first, text: first, indent: 0 };
  const entries = openingYear(firstLine, 0, null) === null ? toEntries(lines, first) : toEntries([firstLine, ...lines], '');
  entries.forEach((entry, at) => {
    const nextYear = entries.slice(at + 1, at + 8).find(({ kind }) => kind === 'event')?.year ?? null;
    const parts = entry.kind === 'event' ? endLostLines(entry.text, entry.year, nextYear) : [entry.text];
    for (const part of parts) {
      list.entries.push(part);
      if (entry.kind === 'other') continue;
      if (CROSS_REFERENCE.test(part)) {
        const titles = part.replace(/^\(|\)$/g, '').split(/\)\s*\(/);
        list.events.at(-1)?.references.push(...titles.map((title) => title.trim()));
        continue;
      }
      const [, digits, , text] = YEAR_LINE.exec(part) ?? [];
      const year = part === parts[0] ? entry.year : Number(digits);
      const known = entry.year === null && part === parts[0] ? part : (text ?? part);
      // 29 February of a common year is a slip of the list: the month is still known.
      const date = isRealDate({ year, ...day }) ? { year, ...day } : { year, month: day.month, day: null };
      list.events.push({ date: formatPartialDate({ ...date, approximate: false }), text: known, reason, references: [] });
    }
  });
  return list;
}
