import { isPeriodical, unquoted, withoutNumbers } from './container-name';
import type { Draft, Span } from './draft';
import { record, take, trimSpan } from './draft';
import { isNameZone, isPersonZone } from './name-zone';
import { isPlace } from './places';
import { findPress } from './press';

const IN = /^(?:in|dans|en|In|Dans|IN|In:|in:)\s*:?\s+(?=\p{Lu}|[‘“"«\d]|\p{L}\.)/u;
const EDITORS_MARK = /[\s,(]*\((?:eds?|hrsg|hg|dir|coords?|editors?|comps?|org|orgs|éds?|a cura di)\.?(?:\s+by)?\s*\)?[.,:)\s]*|,?\s+(?:eds?\.|editors?|hrsg\.|hg\.)[,:.)\s]+/iu;
const EDITORS_AFTER = /[\s,.;(]+(?:eds?\.|edited|hrsg\.|hg\.|éd\.|sous la dir(?:ection|\.)|dir\.|a cura di|herausgegeben|edición de)(?:\s+(?:by|von|par|de))?\s.*$/isu;
const CONFERENCE = /(?<![\p{L}])(?:proc(?:eedings|\.)?|conference|conf\.|symposium|workshop|congress|kongress|colloque|actes)(?![\p{L}])/iu;

/** Whether a stretch begins with "In" and a name or title. */
export const beginsBook = (text: string): boolean => IN.test(text);

/** "In E. Kamenka (Ed.), The portable Karl Marx": the book of a chapter; returns what is left. */
export function takeBook(draft: Draft, rest: readonly Span[], index: number): Span[] {
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
    book = withoutEditors(draft, { start: book.start, end: book.start + editorsAfter.index });
  }
  const named = unquoted(draft, withoutNumbers(draft, book));
  record(draft, 'container', named, 'in-book', 0.9);
  const name = draft.raw.slice(named.start, named.end);
  if (CONFERENCE.test(name)) draft.signs.add('conference');
  else if ((!isPeriodical(name) && !draft.signs.has('issue')) || press) draft.signs.add('chapter');
  const left = rest.filter((_, at) => at < index || at > used).filter((other) => !/^(?:eds?|edited|hrsg)\b/i.test(draft.work.slice(other.start, other.end)));
  return press ? [press, ...left] : left;
}

/** Names of editors are shorter, and places and presses stand behind fewer commas: the limits keep a line of commas in linear time. */
const LONGEST_EDITORS = 250;
const MOST_PARTS = 12;

/** "Computers and You, J. S. Brake" before an "Ed.": the title alone. */
function withoutEditors(draft: Draft, book: Span): Span {
  for (let comma = draft.work.indexOf(',', Math.max(book.start, book.end - LONGEST_EDITORS)); comma !== -1 && comma < book.end; comma = draft.work.indexOf(',', comma + 1)) {
    if (!isPersonZone(draft, { start: comma + 1, end: book.end })) continue;
    take(draft, { start: comma, end: book.end });
    return { start: book.start, end: comma };
  }
  return book;
}

/** "Book Title, Cambridge: MIT Press" in one stretch: the part from the comma before the press. */
function lastPressPart(draft: Draft, book: Span): Span | null {
  const text = draft.work.slice(book.start, book.end);
  const commas = [...text.matchAll(/,\s+/g)].slice(-MOST_PARTS);
  for (const [index, comma] of commas.entries()) {
    const part = { start: book.start + comma.index + comma[0].length, end: book.end };
    if (findPress(draft, part, false)?.sure || isPlace(draft.work.slice(part.start, part.end))) return part;
    const after = commas[index + 1]; // "…, Greenwood, New York"
    if (after && isPlace(text.slice(after.index + 1)) && text.slice(comma.index, after.index).split(' ').length < 6) return part;
  }
  return null;
}
