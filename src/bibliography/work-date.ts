import { isOneOf, kindOf, LETTER, SPACES } from './characters';
import { monthOfName } from '../dates/month-names';
import { formatPartialDate, isRealDate } from '../dates/partial-date';
import type { Draft, Span } from './draft';
import { record, take } from './draft';
import type { FoundDate } from './dates-in-text';
import { findDates } from './dates-in-text';
import { isNameZone } from './name-zone';

const UNDATED = /(?<![\p{L}])(?:n\.\s?d\.?|s\.\s?[ad]\.?|o\.\s?J\.?|undated|no date|sin fecha|s\.\s?f\.)(?=[\s,.;:)\]\u0000]|$)/u;
const DAY_AND_MONTH = /(?<![\p{L}\p{N}.])(?:(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(\p{L}{3,12})|(\p{L}{3,12})\.?\s?(?:\s|\()(\d{1,2})\)?|(?<=[,.(]\s?)(\p{L}{3,12}))(?:st|nd|rd|th)?(?=\s*[,.;:)\u0000]|\s*$)/gu;
const BEFORE_DATE = `${SPACES},`;
const PRECISION = { day: 3, month: 2, year: 1 } as const;

/** How the line places its date: before the title ("Hare, A. (2010)."), or after it. */
export interface PlacedDate { date: FoundDate; outer: Span; early: boolean }

/** The brackets right around a span, or the span. */
function withBrackets(work: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from > 0 && isOneOf(BEFORE_DATE, work, from - 1)) from--;
  const rest = isOneOf('([', work, from - 1) ? /^[\s,]*[)\]]/.exec(work.slice(to, to + 6)) : null; // "(2010)", "(2010, June)"
  if (!rest) {
    const letter = kindOf(work.charCodeAt(end)) === LETTER && /^[a-z](?=[)\].,:\s])/.test(work.slice(end, end + 2)); // "2010a"
    return { start, end: letter ? end + 1 : end };
  }
  from--;
  to += rest[0].length;
  return { start: from, end: to };
}

function score(draft: Draft, date: FoundDate, early: boolean): number {
  const { work } = draft;
  const before = work.slice(Math.max(draft.start, date.start - 24), date.start);
  const after = work.slice(date.end, date.end + 4);
  const bracketed = /\([^()\u0000]*$/.test(before) && /^[^()\u0000]{0,4}\)|^[,;][^()]*/.test(after);
  let points = PRECISION[date.precision] + (bracketed ? 3 : 0) + (early ? 5 : 0);
  if (/(?:^|[,.;:(\u0000])\s*$/.test(before)) points += 1.5;
  if (/\p{Ll}\s+$/u.test(before) && date.precision === 'year') points -= /\b(?:in|of|from|since|until|to|and|the|im|en|de|nel|del|after|before|between|circa|jahre|jahr|année|anno)\s+$/i.test(before) ? 3 : 1;
  if (/^\s*(?:[.,;:)\]\u0000]|$)/.test(after)) points += 1.5;
  else if (/^\s*\p{L}/u.test(after) && !early) points -= 2;
  if (date.rule === 'year-range' && !bracketed) points -= 1.5;
  // Of two years the later is the reprint at hand; of two days the first is the work's.
  const position = (date.start - draft.start) / Math.max(1, draft.end - draft.start);
  return points + (date.precision === 'year' ? position : -position);
}

/** Chooses the date of the work among all the line writes, records it, blanks it and says where it stands. */
export function takeWorkDate(draft: Draft): PlacedDate | null {
  const found = findDates(draft.work, draft.start, draft.end, draft.evidence);
  const titleStart = draft.titleOuter?.start ?? draft.end;
  let best: { date: FoundDate; early: boolean; points: number } | null = null;
  let earlySeen = false;
  for (const date of found) {
    const outer = withBrackets(draft.work, date);
    const early: boolean = !earlySeen && date.start < titleStart && date.start - draft.start < 600 && isEarly(draft, date, outer);
    earlySeen ||= early;
    const points = found.length === 1 ? 0 : score(draft, date, early);
    if (!best || points > best.points) best = { date, early, points };
  }
  if (!best) return takeUndated(draft);
  const { early } = best;
  let { date } = best;
  const exact = date.precision === 'year' ? moreExact(draft, date, found) : null;
  const outer = withBrackets(draft.work, date);
  if (exact) {
    take(draft, exact);
    date = exact;
  }
  record(draft, 'date', date, date.rule, 0.97, date.date);
  take(draft, outer);
  for (const other of found) if (other !== date && other.start >= (draft.titleOuter?.end ?? Infinity)) take(draft, other);
  return { date, outer, early };
}

const IN_TITLE = /\s(?:since|in|of|from|until|to|before|after|by|seit|bis|depuis|desde|dal)\s*$/i;

/** A date right after the names: bracketed, or a bare year with a full stop, comma or colon, or before a quoted title. */
function isEarly(draft: Draft, date: FoundDate, outer: Span): boolean {
  const zone = { start: draft.start, end: outer.start };
  if (zone.end - zone.start < 2 || (!draft.titleOuter && !/\p{L}{2}/u.test(draft.work.slice(outer.end, draft.end)))) return false; // no title would be left
  const bracketed = outer.start < date.start;
  const follows = draft.work.slice(outer.end, outer.end + 4);
  if (!bracketed && (date.precision === 'day' ? !/^\./.test(follows) : !/^[a-z]?\s?[.:,]|^\s*["“‘«'`]/.test(follows)) && !(draft.titleOuter && draft.titleOuter.start <= outer.end + 2)) return false;
  if (bracketed && /[“"]/.test(draft.work.slice(zone.start, zone.end))) return false;
  if (!bracketed && IN_TITLE.test(draft.work.slice(Math.max(zone.start, zone.end - 12), zone.end))) return false; // "Iraq Since 1958"
  return isNameZone(draft, zone) && (bracketed || !/^,/.test(follows) || /,/.test(draft.work.slice(zone.start, zone.end - 2)));
}

/** The day and month that stand apart from the year: "Hare, A. 2012. … Business Week, 25 January." */
function moreExact(draft: Draft, year: FoundDate, all: readonly FoundDate[]): FoundDate | null {
  const from = Math.max(year.end, draft.titleOuter?.end ?? 0);
  const same = all.find((other) => other !== year && other.precision !== 'year' && other.start >= from && other.date.startsWith(year.date.slice(0, 4)));
  if (same) return same;
  if (year.date.length !== 4) return null;
  for (const match of draft.work.slice(from, draft.end).matchAll(DAY_AND_MONTH)) {
    const month = monthOfName(match[2] ?? match[3] ?? match[5] ?? '');
    const day = match[5] === undefined ? Number(match[1] ?? match[4]) : null;
    if (month === null || !isRealDate({ year: Number(year.date), month, day })) continue;
    const start = from + match.index;
    const date = formatPartialDate({ year: Number(year.date), month, day, approximate: false });
    return { start, end: start + match[0].length, date, precision: day === null ? 'month' : 'day', rule: 'month-apart' };
  }
  return null;
}

function takeUndated(draft: Draft): PlacedDate | null {
  const match = UNDATED.exec(draft.work.slice(draft.start, draft.end));
  if (!match) return null;
  const start = draft.start + match.index;
  const date: FoundDate = { start, end: start + match[0].length, date: '', precision: 'year', rule: 'undated' };
  const outer = withBrackets(draft.work, date);
  draft.signs.add('undated');
  const early = start < (draft.titleOuter?.start ?? draft.end) && isEarly(draft, date, outer);
  take(draft, outer);
  return { date, outer, early };
}
