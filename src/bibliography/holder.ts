import { beginsBook, takeBook } from './book-of-chapter';
import { isKnownPeriodical, isPeriodical, unquoted, withoutNumbers } from './container-name';
import type { Draft, Span } from './draft';
import { record, take, TAKEN, trimSpan } from './draft';
import { isPlace, looksLikePlace } from './places';
import type { FoundPress } from './press';
import { findPress } from './press';
import { sentenceEnds } from './sentences';

const PRESENTED = /^(?:(?:(?:invited\s)?(?:paper|poster|talk|lecture)\s)?presented (?:at|to|before)|testimony (?:before|to)|hearing before)\s(?:the\s)?(?=\p{L})/iu;
const REVIEW_OF = /^(?:Rev(?:iew|\.)?\s+of|Review:|Rezension)\s/i;

const STOPS = `${TAKEN}()[];`;

/** The stretches between title and end that are not understood yet: cut at what is blanked, at brackets and at sentence ends. */
function stretches(draft: Draft, from: number): Span[] {
  const { work, end } = draft;
  const sentences = sentenceEnds(work, from, end, true);
  const found: Span[] = [];
  let start = from;
  let sentence = 0;
  while (start < end) {
    while ((sentences[sentence] ?? end) <= start) sentence++;
    const at = Math.min(nextStop(work, start, end), sentences[sentence] ?? end);
    const span = at > start ? trimSpan(work, { start, end: at }) : null;
    if (span) found.push(span);
    start = at;
    while (start < end && STOPS.includes(work.charAt(start))) start++;
  }
  return found;
}

/** The next bracket, semicolon or blanked character, or `to`. */
function nextStop(work: string, from: number, to: number): number {
  let at = from;
  while (at < to && !STOPS.includes(work.charAt(at))) at++;
  return at;
}

/** Finds what holds the work, the press, and the book of a chapter, in what is left after the title. */
export function takeHolder(draft: Draft, from: number): void {
  let rest = stretches(draft, from);
  const only = rest.length === 1 ? rest[0] : undefined;
  if (only && draft.quoted && isKnownPeriodical(draft, only) && !isPart(draft)) { // what most lines come to: nothing below would find more
    record(draft, 'container', only, 'known-periodical', 0.95);
    return;
  }
  const presented = rest[0] && PRESENTED.exec(draft.work.slice(rest[0].start, rest[0].end));
  if (rest[0] && presented) {
    take(draft, { start: rest[0].start, end: rest[0].start + presented[0].length });
    rest[0] = { start: rest[0].start + presented[0].length, end: rest[0].end };
    draft.signs.add(/testimony|hearing/i.test(presented[0]) ? 'hearing' : 'conference');
    record(draft, 'container', withoutNumbers(draft, rest[0]), 'presented-at', 0.85);
    return;
  }
  const first = rest[0];
  if (first && REVIEW_OF.test(draft.work.slice(first.start, first.end))) rest = rest.slice(1); // the reviewed work is not the title
  const inside = rest.findIndex((span) => beginsBook(draft.work.slice(span.start, span.end)));
  if (inside !== -1 && inside < 2) rest = takeBook(draft, rest, inside);
  const numbered = draft.signs.has('volume') || draft.signs.has('issue'); // then "Nanomedicine: Nanotechnology" is a journal, no place and press
  for (const span of rest) if (isPlaceAlone(draft, span)) take(draft, span);
  rest = rest.filter((span) => !draft.work.startsWith(TAKEN, span.start));
  const press = rest.map((span) => ({ span, found: findPress(draft, span, !numbered) })).find(({ found }) => found !== null);
  const holder = rest.find((span) => span !== press?.span && isHolder(draft, span));
  const part = isPart(draft);
  if (holder && isKnownPeriodical(draft, holder) && !part && !press?.found?.sure) record(draft, 'container', holder, 'known-periodical', 0.95);
  else if (press?.found) takePress(draft, press.found, part, numbered, holder);
  else if (holder && part && draft.work.charAt(holder.start - 1) !== '(') record(draft, 'publisher', withoutNumbers(draft, holder), 'after-book', 0.8);
  else if (holder && !part && !draft.quoted && isBracketedWithYear(draft, holder)) {
    draft.signs.add('press'); // "Low Water (Delta Historical Society, 2001), 86"
    record(draft, 'container', holder, 'bracketed-with-year', 0.95);
  } else if (holder && !part) record(draft, 'container', unquoted(draft, withoutNumbers(draft, holder)), 'after-title', holder === rest[0] ? 0.95 : 0.8);
}

const isPart = ({ signs }: Draft): boolean => signs.has('chapter') || signs.has('conference');

/** Whether a stretch and the year stand in one bracket, as the press and year of a book do in notes. */
function isBracketedWithYear(draft: Draft, { start, end }: Span): boolean {
  const date = draft.placedDate;
  return draft.raw.charAt(start - 1) === '(' && date !== null && date.date.precision === 'year' && date.date.start >= end && date.date.start - end < 4;
}

function takePress(draft: Draft, { press, outer, sure }: FoundPress, part: boolean, numbered: boolean, holder: Span | undefined): void {
  take(draft, outer); // with its place, which no field holds
  const isArticle = holder && numbered && !part;
  if (isArticle) {
    record(draft, 'container', withoutNumbers(draft, holder), 'after-title', 0.85);
    record(draft, 'publisher', press, 'press', 0.85);
    return;
  }
  if (draft.quoted && holder && !part && holder.start < press.start && !isPeriodical(draft.raw.slice(holder.start, holder.end))) { // MLA leaves out the "In"
    draft.signs.add('chapter');
    record(draft, 'container', withoutNumbers(draft, holder), 'book-before-press', 0.8);
    record(draft, 'publisher', press, 'press', 0.85);
    return;
  }
  draft.signs.add('press');
  record(draft, part ? 'publisher' : 'container', press, 'press', sure ? 0.96 : 0.85);
}

/** Whether a stretch is a place: a known one, or what stands before a state in brackets and a colon: "Mount Pleasant (MI): …". */
function isPlaceAlone(draft: Draft, { start, end }: Span): boolean {
  const text = draft.work.slice(start, end);
  if (/^\s?\([A-Z][A-Za-z.]{1,6}\)\s?:\s/.test(draft.raw.slice(end, end + 14))) return looksLikePlace(text);
  return isPlace(text) && !/^(?:Nature|Science)$/.test(text); // both are journals, too
}

const NO_HOLDER = /^(?:ed(?:s|ited)?|trans(?:lated)?|by|with|and|in press|edition|vol|no|pp?|ser|series|n\.p|n\.d|et al|special issue|supplement|suppl|abstract|online|print|web|available|from|chapter|section|sec|p|isbn|issn|doi|url|accessed|see|also|cited in|quoted in|here|dir|coord|hrsg|note|footnote|emphasis)(?![\p{L}])/iu;

function isHolder(draft: Draft, span: Span): boolean {
  const text = draft.work.slice(span.start, span.end);
  return text.length > 1 && text.length < 200 && /\p{L}{2}/u.test(text) && !NO_HOLDER.test(text) && !isPlaceAlone(draft, span);
}
