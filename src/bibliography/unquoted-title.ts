import { isOneOf, SPACES } from './characters';
import type { Draft, Span } from './draft';
import { record, TAKEN, trimSpan } from './draft';
import { isHouse } from './list-evidence';
import { isPlace, looksLikePlace } from './places';
import { looksLikePress } from './press';
import { sentenceEnds } from './sentences';


const BEFORE_TITLE = `${SPACES},.;:)\u0000–—-`;
const CHAPTER = /[,.;?!]\s+(?:in|dans|en)\s*:?\s+(?=\p{Lu}|[‘“"«]|\p{L}\.)/gu;

/** "Makiya, Kanan [Samir al-Khalil].": another name of the author. */
const PEN_NAME = /^\[[^\]\d]{3,40}\][.,:]\s+(?=\p{Lu})/u;

/** Records the title of a line without quotation marks and returns where the rest starts. */
export function takeUnquotedTitle(draft: Draft, start: number, separator: Draft['separator']): number | null {
  const { work } = draft;
  let from = start;
  while (from < draft.end && isOneOf(BEFORE_TITLE, work, from)) from++;
  from += PEN_NAME.exec(work.slice(from, from + 60))?.[0].length ?? 0;
  const mask = nextMask(draft, from);
  const ends = sentenceEnds(work, from, mask);
  const first = ends.find((end) => end < mask && /\S/.test(work.slice(end, mask)));
  let cut: number;
  let rule: string;
  const semicolon = holderAfterSemicolon(draft, from, Math.min(mask, first ?? mask));
  if (semicolon !== null) [cut, rule] = [semicolon, 'before-holder'];
  else if (separator === 'stop' && first !== undefined) {
    [cut, rule] = [first, 'first-sentence'];
    const comma = commaBeforeHolder(draft, from, cut); // "(2016). Private Eyes, Hastings Law Journal"
    if (comma !== null && first >= mask - 1) [cut, rule] = [comma, 'before-holder'];
    else [cut, rule] = withSubtitle(draft, cut, mask, ends) ?? [cut, rule];
  } else if (separator === 'stop' && /^[\s\u0000]*\.\s*\p{L}/u.test(work.slice(mask, mask + 400)) && mask > from) {
    [cut, rule] = [mask, 'before-note']; // "Syntax (2nd ed.). CSLI": what was blanked belonged to the title's sentence
  } else {
    const comma = commaCut(draft, from, mask, first);
    if (comma !== null) [cut, rule] = [comma.at, comma.rule];
    else if (first !== undefined) [cut, rule] = [first, 'first-sentence'];
    else [cut, rule] = [mask, /[.?!]\s*$/.test(work.slice(from, mask)) ? 'first-sentence' : 'all-that-is-left'];
  }
  const date = draft.placedDate?.outer; // "National Physician Survey 2010.": a year without punctuation before it is the title's too
  const span = trimTitle(draft, { start: from, end: cut });
  if (span && date && date.start === mask && cut >= mask && draft.raw.charAt(date.start) !== '(' && span.end + 1 === date.start && /^\s*\.\s*\u0000/.test(work.slice(date.end))) span.end = date.end;
  if (!span) return null;
  draft.title = span;
  record(draft, 'title', span, rule, rule === 'first-sentence' ? 0.93 : rule === 'all-that-is-left' ? 0.75 : 0.88);
  return Math.max(cut, span.end);
}

function nextMask(draft: Draft, from: number): number {
  const at = draft.work.indexOf(TAKEN, from);
  return at === -1 || at > draft.end ? draft.end : at;
}

/** "Fairy Tales. Gender and Narrative. Philadelphia: …": a sentence between title and place is a subtitle, unless it speaks of a series. */
function withSubtitle(draft: Draft, cut: number, mask: number, ends: readonly number[]): [number, string] | null {
  const next = ends.find((end) => end > cut);
  if (next === undefined || ends.find((end) => end > next && end < mask - 1) !== undefined) return null;
  const between = draft.work.slice(cut, next);
  const place = /^\s*([^:]+?)\s?:\s/.exec(draft.work.slice(next, mask))?.[1];
  const aside = /^\s*(?:in|ed|eds|edited|trans|vol|no|with|a|review)(?![\p{L}])|(?<![\p{L}])(?:series|studies|library|collection|texts?|monographs?|handbooks?|report|paper|serie|reihe|press|journal|review)(?![\p{L}])|\d/iu;
  return place !== undefined && isPlace(place) && !aside.test(between) ? [next, 'title-and-subtitle'] : null;
}

/** "…; Journal of Social Inclusion 2 (1)": the semicolon before a periodical. */
function holderAfterSemicolon(draft: Draft, from: number, to: number): number | null {
  const semicolon = draft.work.lastIndexOf('; ', to);
  return semicolon > from && /^(?:\p{Lu}[\p{L}.&]*\s(?:of\s|and\s|for\s|the\s|in\s)*){1,7}$/u.test(`${draft.work.slice(semicolon + 2, to).replace(/[\s,.]+$/, '')} `)
    && /(?<![\p{L}])(?:journal|review|quarterly|magazine|times|bulletin|studies|letters)(?![\p{L}])/iu.test(draft.work.slice(semicolon, to)) ? semicolon : null;
}

/** In a comma style the title ends before the press in brackets, a chapter's "in", the place and press, or the last comma before the numbers. */
function commaCut(draft: Draft, from: number, mask: number, sentence: number | undefined): { at: number; rule: string } | null {
  const text = draft.work.slice(from, mask).replace(/[\s,;:]+$/, '');
  const chapter = [...text.matchAll(CHAPTER)].at(0);
  if (chapter) return { at: from + chapter.index + 1, rule: 'before-in' };
  if (sentence !== undefined) return { at: sentence, rule: 'first-sentence' };
  const bracket = /\s\((?=[^()]*$)/.exec(text); // the bracket the date stood in: "(Stanford University Press, "
  if (bracket && bracket.index > 3) return { at: from + bracket.index, rule: 'before-bracket' };
  const commas = [...text.matchAll(/,\s+/g)].map((comma) => comma.index);
  const parts = commas.map((comma, index) => text.slice(comma + 1, commas[index + 1] ?? text.length).trim());
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? '';
    const colon = /^([^:]+?)\s?:\s/.exec(part);
    if (colon?.[1] !== undefined && (isPlace(colon[1]) || (index === parts.length - 1 && looksLikePlace(colon[1]) && looksLikePress(part)))) return { at: from + (commas[index] ?? 0), rule: 'before-place' };
    if (index === parts.length - 1 && colon?.[1] !== undefined && looksLikePlace(colon[1]) && colon[1].split(' ').length < 3) return { at: from + (commas[index] ?? 0), rule: 'before-place' };
    if (isPlace(part) && index + 1 < parts.length) return { at: from + (commas[index] ?? 0), rule: 'before-place' };
    if (looksLikePress(part) || isHouse(draft.evidence, part)) return { at: from + (commas[index] ?? 0), rule: 'before-holder' };
  }
  const last = commas.at(-1);
  return last !== undefined && /^\p{Lu}/u.test(parts.at(-1) ?? '') ? { at: from + last, rule: 'before-last-comma' } : null;
}

/** The comma before a known paper or press that ends the stretch. */
function commaBeforeHolder(draft: Draft, from: number, to: number): number | null {
  const text = draft.work.slice(from, to).replace(/[\s,;:]+$/, '');
  const comma = text.lastIndexOf(', ');
  if (comma === -1) return null;
  const part = text.slice(comma + 2).replace(/[.\s]+$/, '');
  return isHouse(draft.evidence, part) || /^(?:\p{Lu}[\p{L}.&]*\s){1,5}(?:Journal|Review|Quarterly|Magazine|Times|Letters)$/u.test(part) ? from + comma : null;
}

/** "ENEMY ALIENS 45 (2003)": books are cited in capitals, and by the page. */
const BLUEBOOK_PAGE = /^[^\p{Ll}]{6,}?(\s\d{1,4})$/u;

/** A title without the punctuation around it, the mark of a final question kept; whole quotation marks around it go. */
function trimTitle(draft: Draft, span: Span): Span | null {
  const trimmed = trimSpan(draft.work, span);
  if (!trimmed) return null;
  while (trimmed.end > trimmed.start && isOneOf(`${SPACES}([`, draft.raw, trimmed.end - 1)) trimmed.end--; // the bracket of a note
  if (trimmed.end === trimmed.start) return null;
  const page = BLUEBOOK_PAGE.exec(draft.raw.slice(trimmed.start, trimmed.end));
  if (page && draft.placedDate?.outer.start === trimmed.end + 1 && draft.raw.charAt(trimmed.end + 1) === '(') trimmed.end -= page[1]?.length ?? 0;
  const text = draft.raw.slice(trimmed.start, trimmed.end);
  if (/^[("']/.test(text) && /^\(([^()]*)\)$/.test(text)) return { start: trimmed.start + 1, end: trimmed.end - 1 };
  return text.endsWith('.') && !/\p{Lu}\.$/u.test(text) ? { start: trimmed.start, end: trimmed.end - 1 } : trimmed;
}
