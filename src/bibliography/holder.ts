import type { Draft, Span } from './draft';
import { record, take, TAKEN, trimSpan } from './draft';
import { findKnownPublisher } from './known-publishers';
import { isHouse } from './list-evidence';
import { isNameZone, isPersonZone } from './name-zone';
import { isPlace, isState } from './places';
import type { FoundPress } from './press';
import { findPress } from './press';
import { sentenceEnds } from './sentences';

const IN = /^(?:in|dans|en|In|Dans|IN|In:|in:)\s*:?\s+(?=\p{Lu}|[‘“"«\d]|\p{L}\.)/u;
const EDITORS_MARK = /[\s,(]*\((?:eds?|hrsg|hg|dir|coords?|editors?|comps?|org|orgs|éds?|a cura di)\.?(?:\s+by)?\s*\)?[.,:)\s]*|,?\s+(?:eds?\.|editors?|hrsg\.|hg\.)[,:.)\s]+/iu;
const EDITORS_AFTER = /[\s,.;(]+(?:eds?\.|edited|hrsg\.|hg\.|éd\.|sous la dir(?:ection|\.)|dir\.|a cura di|herausgegeben|edición de)(?:\s+(?:by|von|par|de))?\s.*$/isu;
const CONFERENCE = /(?<![\p{L}])(?:proc(?:eedings|\.)?|conference|conf\.|symposium|workshop|congress|kongress|colloque|actes)(?![\p{L}])/iu;
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
  const inside = rest.findIndex((span) => IN.test(draft.work.slice(span.start, span.end)));
  if (inside !== -1 && inside < 2) rest = takeBook(draft, rest, inside);
  const numbered = draft.signs.has('volume') || draft.signs.has('issue'); // then "Nanomedicine: Nanotechnology" is a journal, no place and press
  for (const span of rest) if (isPlace(draft.work.slice(span.start, span.end)) && !/^(?:Nature|Science)$/.test(draft.work.slice(span.start, span.end))) take(draft, span);
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

function isKnownPeriodical(draft: Draft, { start, end }: Span): boolean {
  const known = findKnownPublisher(draft.raw.slice(start, end));
  return known !== null && PERIODICAL.has(known.kind);
}

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

/** "In E. Kamenka (Ed.), The portable Karl Marx": the book of a chapter; returns what is left. */
function takeBook(draft: Draft, rest: readonly Span[], index: number): Span[] {
  const span = rest[index];
  if (!span) return [...rest];
  const text = draft.work.slice(span.start, span.end);
  let start = span.start + (IN.exec(text)?.[0].length ?? 0);
  let used = index;
  const next = rest[index + 1];
  const zone = { start, end: span.end };
  const editors = /[\s,]+(?:editors?|eds?|hrsg|hg)\.?$/i.exec(draft.work.slice(start, span.end));
  const afterMark = next && /^(?:eds?|hrsg|hg|dir|coords?|editors?|comps?|orgs?|éds?)\.?$/i.test(draft.raw.slice(next.start, next.end));
  if (editors && next && isNameZone(draft, { start, end: start + editors.index })) { // "In: Giddens A, editor. Social theory today."
    start = next.start;
    used = index + 1;
  } else if (afterMark && isNameZone(draft, zone)) { // "In E. Kamenka (Ed.), …": brackets cut the stretch
    const book = rest[index + 2];
    if (!book) return [...rest];
    start = book.start;
    used = index + 2;
  } else {
    const mark = EDITORS_MARK.exec(text.slice(start - span.start));
    // "in Hare, ed., Rivers" has the editor first; "in Rivers, ed. Ann Hare" last.
    const afterIsName = mark && isNameZone(draft, { start: start + mark.index + mark[0].length, end: span.end });
    if (mark && !afterIsName && isPersonZone(draft, { start, end: start + mark.index })) start += mark.index + mark[0].length;
  }
  const end = (rest[used] ?? span).end;
  if (start >= end) { used++; start = rest[used]?.start ?? start; }
  let book = trimSpan(draft.work, { start, end: Math.max(end, rest[used]?.end ?? end) });
  if (!book) return [...rest];
  const press = lastPressPart(draft, book);
  if (press) book = trimSpan(draft.work, { start: book.start, end: press.start }) ?? book;
  const editorsAfter = EDITORS_AFTER.exec(draft.work.slice(book.start, book.end));
  if (editorsAfter) {
    take(draft, { start: book.start + editorsAfter.index, end: book.end });
    book = { start: book.start, end: book.start + editorsAfter.index };
  }
  const named = unquoted(draft, withoutNumbers(draft, book));
  record(draft, 'container', named, 'in-book', 0.9);
  const name = draft.raw.slice(named.start, named.end);
  if (CONFERENCE.test(name)) draft.signs.add('conference');
  else if ((!isPeriodical(name) && !draft.signs.has('issue')) || press) draft.signs.add('chapter');
  const left = rest.filter((_, at) => at < index || at > used).filter((other) => !/^(?:eds?|edited|hrsg)\b/i.test(draft.work.slice(other.start, other.end)));
  return press ? [press, ...left] : left;
}

/** "Book Title, Cambridge: MIT Press" in one stretch: the part from the comma before the press. */
function lastPressPart(draft: Draft, book: Span): Span | null {
  const text = draft.work.slice(book.start, book.end);
  const commas = [...text.matchAll(/,\s+/g)];
  for (const [index, comma] of commas.entries()) {
    const part = { start: book.start + comma.index + comma[0].length, end: book.end };
    if (findPress(draft, part, false)?.sure || isPlace(draft.work.slice(part.start, part.end))) return part;
    const after = commas[index + 1]; // "…, Greenwood, New York"
    if (after && isPlace(text.slice(after.index + 1)) && text.slice(comma.index, after.index).split(' ').length < 6) return part;
  }
  return null;
}

const NO_HOLDER = /^(?:ed(?:s|ited)?|trans(?:lated)?|by|with|and|in press|edition|vol|no|pp?|ser|series|n\.p|n\.d|et al|special issue|supplement|suppl|abstract|online|print|web|available|from|chapter|section|sec|p|isbn|issn|doi|url|accessed|see|also|cited in|quoted in|here|dir|coord|hrsg|note|footnote|emphasis)(?![\p{L}])/iu;

function isHolder(draft: Draft, span: Span): boolean {
  const text = draft.work.slice(span.start, span.end);
  return text.length > 1 && text.length < 200 && /\p{L}{2}/u.test(text) && !NO_HOLDER.test(text) && !(isPlace(text) && !/^(?:Nature|Science)$/.test(text));
}

const PERIODICAL = new Set(['NEWSPAPER', 'MAGAZINE', 'JOURNAL', 'WIRE', 'BROADCASTER', 'WEBSITE', 'BLOG']);

/** Whether a name is that of a paper, magazine, journal or site: a work "in" it is no chapter. */
function isPeriodical(name: string): boolean {
  const known = findKnownPublisher(name);
  return known ? PERIODICAL.has(known.kind) : /(?<![\p{L}])(?:journal|magazine|newspaper|zeitung|zeitschrift|revue|revista|rivista|quarterly|weekly|times|tribune|herald|gazette|review|bulletin|newsletter)(?![\p{L}])/iu.test(name);
}

/** A container without quotation marks of its own. */
function unquoted(draft: Draft, span: Span): Span {
  return /^[«“"‘'„].+[»”"’'“]$/u.test(draft.raw.slice(span.start, span.end)) ? { start: span.start + 1, end: span.end - 1 } : span;
}

/** A container without the volume number or place after it. */
function withoutNumbers(draft: Draft, span: Span): Span {
  const text = draft.work.slice(span.start, span.end);
  const lead = /^\d{1,4}\s(?=\p{Lu}\p{L}*\.?\s.*\d)/u.exec(text); // "3 Melbourne University Law Review 45"
  if (lead) return withoutNumbers(draft, { start: span.start + lead[0].length, end: span.end });
  const numbers = /[\s,]+(?!(?:19|20)\d\d(?!\d))(?:\d+(?:[./-]\d+)?|[IVXLC]{1,7})(?:\s?[,:]\s?\d*)*$/u.exec(text);
  const cut = (numbers && numbers.index > 1 ? trimSpan(draft.work, { start: span.start, end: span.start + numbers.index }) : null) ?? span;
  const last = cut.start + draft.work.slice(cut.start, cut.end).lastIndexOf(',');
  if (last > cut.start && (isPlace(draft.work.slice(last + 1, cut.end)) || isState(draft.work.slice(last + 1, cut.end)))) {
    take(draft, { start: last, end: cut.end });
    return withoutNumbers(draft, { start: cut.start, end: last });
  }
  const comma = draft.work.indexOf(',', cut.start); // "Washington Post, Style section"
  if (comma > cut.start && comma < cut.end && isHouse(draft.evidence, draft.work.slice(cut.start, comma)) && !isHouse(draft.evidence, draft.work.slice(cut.start, cut.end))) return { start: cut.start, end: comma };
  const medium = /\s(?:blog|weblog)$/.exec(draft.work.slice(cut.start, cut.end)); // "Harbour Walk blog": the medium is not the name
  if (!medium) return cut;
  draft.signs.add('blog');
  take(draft, { start: cut.end - medium[0].length, end: cut.end });
  return { start: cut.start, end: cut.end - medium[0].length };
}
