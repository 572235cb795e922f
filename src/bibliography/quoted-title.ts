import type { Draft, Span } from './draft';
import { record, take } from './draft';
import { findDates } from './dates-in-text';
import { isNameZone } from './name-zone';
import { findQuotation, trimQuoted } from './quotes';

/**
 * Takes the quotation that is the title: one that a delimiter, a date or names precede and a delimiter follows.
 * A quotation inside a sentence is part of a title that has no marks of its own.
 */
export function takeQuotedTitle(draft: Draft): void {
  const quotation = findQuotation(draft.work, draft.start, draft.end);
  if (!quotation) return;
  const inner = trimQuoted(draft.raw, quotation.inner);
  if (!inner || !isWholeTitle(draft, quotation.outer, inner)) return;
  draft.title = inner;
  draft.titleOuter = quotation.outer;
  draft.quoted = true;
  // A comma or full stop that the sentence put inside a nested quotation is not part of the title.
  const value = draft.raw.slice(inner.start, inner.end).replace(/[,.](?=[’'”"»]$)/, '');
  record(draft, 'title', inner, 'quoted-title', 0.99, value);
  take(draft, quotation.outer);
}

function isWholeTitle(draft: Draft, outer: Span, inner: Span): boolean {
  const after = draft.work.slice(outer.end, outer.end + 8);
  const closedInside = /[.,?!…]/.test(draft.raw.slice(inner.end, outer.end)) || /[?!]$/.test(draft.raw.slice(inner.start, inner.end));
  if (!closedInside && /^\s*\p{Ll}/u.test(after) && !/^\s*(?:in|en|dans|trans|ed|blog|by|on|from|at|n\.|no\.)\b/.test(after)) return false;
  const before = draft.work.slice(draft.start, outer.start);
  const afterComma = /,\s?$/.test(before.slice(-2));
  if (!afterComma && /(?<![\p{L}])(?:coll(?:ection)?|series|serie|reihe)\.?:?\s*$/iu.test(before)) return false; // the series of a book
  if (afterComma || before.trim() === '' || /[,.:;)\]\u0000]\s*$/.test(before)) return before.length < 600;
  const year = findDates(draft.work, draft.start, outer.start).at(-1);
  return (year !== undefined && year.end + 3 >= outer.start) || isNameZone(draft, { start: draft.start, end: outer.start });
}
