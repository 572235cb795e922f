import type { Draft, Span } from './draft';
import { take, trimSpan } from './draft';
import { findKnownPublisher } from './known-publishers';
import { isHouse } from './list-evidence';
import { isPlace, isState } from './places';

const PERIODICAL = new Set(['NEWSPAPER', 'MAGAZINE', 'JOURNAL', 'WIRE', 'BROADCASTER', 'WEBSITE', 'BLOG']);

/** Whether a name is that of a paper, magazine, journal or site: a work "in" it is no chapter. */
export function isPeriodical(name: string): boolean {
  const known = findKnownPublisher(name);
  return known ? PERIODICAL.has(known.kind) : /(?<![\p{L}])(?:journal|magazine|newspaper|zeitung|zeitschrift|revue|revista|rivista|quarterly|weekly|times|tribune|herald|gazette|review|bulletin|newsletter)(?![\p{L}])/iu.test(name);
}

/** Whether a stretch of the line is the name of a known paper, magazine, journal or site. */
export function isKnownPeriodical(draft: Draft, { start, end }: Span): boolean {
  const known = findKnownPublisher(draft.raw.slice(start, end));
  return known !== null && PERIODICAL.has(known.kind);
}

/** A container without quotation marks of its own. */
export function unquoted(draft: Draft, span: Span): Span {
  return /^[«“"‘'„].+[»”"’'“]$/u.test(draft.raw.slice(span.start, span.end)) ? { start: span.start + 1, end: span.end - 1 } : span;
}

/** A container without the volume number or place after it. */
export function withoutNumbers(draft: Draft, span: Span): Span {
  const text = draft.work.slice(span.start, span.end);
  const lead = /^\d{1,4}\s(?=\p{Lu}\p{L}*\.?\s.*\d)/u.exec(text); // "3 Melbourne University Law Review 45"
  if (lead) return withoutNumbers(draft, { start: span.start + lead[0].length, end: span.end });
  const series = /,\s(?:ser(?:ies|\.)|sect?(?:ion|\.)|part|pt\.)\s[\dA-Z]{1,3}$/i.exec(text); // "J. Basic Eng., ser. D"
  if (series) return withoutNumbers(draft, { start: span.start, end: span.start + series.index });
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
