import { inlineHeading, isAfterBibliography, isBibliographyHeading, isSubheading } from './bibliography-headings';
import { isPlainNewsLine, isReferenceLine } from './is-reference-line';
import type { ListItem } from './list-items';
import { listItems } from './list-items';
import { parseBibliography } from './parse-bibliography';

/** Where the bibliography of a text stands, and its references. */
export interface SplitBibliography {
  /** The line it starts on, its heading included, counted from 0. */
  start: number;
  /** The line after its last. */
  end: number;
  /** One reference each: lines it was broken into are joined by a space; numbers, bullets and "———" for the authors above are kept. */
  lines: string[];
  /** As the text writes it; null when there is none. */
  heading: string | null;
}

/** Bibliography lines are far shorter; the limit keeps a text in one line of megabytes from being parsed as a reference. */
const LONGEST = 2000;
const SAME_AUTHORS = /^\s*(?:[—–―]{2,6}|_{2,8}|-{3,6})[.,]?\s+/;
const NOTE = /^\s*(?:\[\^?\w{1,4}\]:?|\(?\d{1,3}[.)]|[¹²³⁰⁴-⁹]+|\^)\s*\S/;

/** Whether a line is a reference; dashes for the authors above count as authors. */
const isReference = (text: string): boolean => text.length <= LONGEST && isReferenceLine(text.replace(SAME_AUTHORS, 'Ann Hare, '));

/**
 * Finds the bibliography in the lines of a text: below a heading such as "SOURCES" or "Literatur", when at least half of what follows are
 * references (a subheading "Sources" over prose is none); without a heading, the references at the end. What follows it (tags, comments,
 * a word about the author) is left out. Pure; null when there is none.
 * @param lines the lines of the text, or its blocks; spaces before a line tell its indentation, empty lines part paragraphs
 */
export function splitBibliography(lines: readonly string[]): SplitBibliography | null {
  const headings = lines.flatMap((line, at) => (isBibliographyHeading(line) || inlineHeading(line) ? [at] : [])).slice(-5);
  for (const [index, heading] of headings.entries()) {
    const next = headings[index + 1]; // a table of contents has the heading, too, and prose below it
    if (next !== undefined && next > heading + 1 && !belowHeading(lines.slice(0, next), heading)) continue;
    const found = belowHeading(lines, heading);
    if (found) return found;
  }
  return notesAtEnd(lines) ?? withoutHeading(lines);
}

/** The list below a heading, or null when it is no bibliography. */
function belowHeading(lines: readonly string[], at: number): SplitBibliography | null {
  const line = lines[at] ?? '';
  const inline = isBibliographyHeading(line) ? null : inlineHeading(line);
  const own = inline ? lines.with(at, line.slice(inline.length)) : lines;
  const from = inline ? at : at + 1;
  const stop = lines.findIndex((other, index) => index > at && isAfterBibliography(other));
  const items = listItems(own, from, stop === -1 ? lines.length : stop).filter(({ text }) => !isBibliographyHeading(text) && !isSubheading(text));
  const kept = withoutProse(items);
  if (!isMostlyReferences(kept.slice(0, 100).map(({ text }) => text))) return null;
  return { start: at, end: kept.at(-1)?.end ?? from, lines: kept.map(({ text }) => text), heading: inline?.heading ?? line.trim() };
}

const POINTS_BACK = /^\W*\w{0,4}\W*(?:ibid|id\.|op\.\s?cit|ebd|a\.\s?a\.\s?o|see (?:above|note))/i;
/** What the entries of a list in any language and script have: a year or an address. */
const ENTRY = /(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|https?:\/\/|www\./;

/** Whether at least half of the entries below a heading are references, or nearly all of two or more could be. */
function isMostlyReferences(entries: readonly string[]): boolean {
  const own = entries.filter((text) => !POINTS_BACK.test(text));
  const enough = Math.max(1, Math.ceil(own.length / (own.every((text) => NOTE.test(text)) ? 3 : 2))); // notes speak, too
  let plain = 0, known = 0;
  for (const text of own) if (isPlainNewsLine(text) && ++plain >= enough) return true; // most lists need no line parsed
  for (const text of own) if ((isReference(text) || isLikely(text)) && ++known >= enough) return true; // the rest need not be asked
  return own.length > 1 && own.filter((text) => text.length < 300 && ENTRY.test(text) && !isProse(text)).length * 4 > own.length * 3;
}

/** Below a heading a line need not have all that a reference in running text must have. */
const isLikely = (text: string): boolean => text.length <= LONGEST && (parseBibliography([text])[0]?.confidence ?? 0) >= 0.5;

/** The items without two or more at the end that are paragraphs of prose. */
function withoutProse(items: readonly ListItem[]): ListItem[] {
  let end = items.length;
  while (end > 0 && isProse(items[end - 1]?.text ?? '')) end--;
  return items.slice(0, items.length - end > 1 ? end : items.length);
}

const isProse = (text: string): boolean => text.length > 120 && /[.!?][”"’)]?\s+\p{Lu}.*[.!?][”"’)]?$/su.test(text) && !NOTE.test(text) && !isReference(text);

/** Numbered notes that end a text: the last block of them, when enough are references. */
function notesAtEnd(lines: readonly string[]): SplitBibliography | null {
  const end = lines.findLastIndex((line) => line.trim() !== '') + 1;
  let start = end;
  while (start > 0 && (lines[start - 1]?.trim() === '' || NOTE.test(lines[start - 1] ?? ''))) start--;
  while (start < end && lines[start]?.trim() === '') start++;
  const items = listItems(lines, start, end);
  const known = items.slice(0, 100).some(({ text }) => isReference(text));
  return known && items.length > 1 && isMostlyReferences(items.slice(0, 100).map(({ text }) => text)) ? { start, end, lines: items.map(({ text }) => text), heading: null } : null;
}

/** The run of references at the end, in which single lines may be strange. */
function withoutHeading(lines: readonly string[]): SplitBibliography | null {
  const end = endOfRun(lines);
  const full = lines.slice(0, end).flatMap((line, at) => (line.trim() === '' ? [] : [{ line: line.trim(), at }]));
  const known = new Map<number, boolean>(); // a line is asked about up to three times
  const isKnown = (i: number): boolean => known.get(i) ?? known.set(i, isReference(full[i]?.line ?? '')).get(i) === true;
  let start = end;
  for (let i = full.length - 1; i >= 0; i--) {
    const strange = i < full.length - 1 && (full[i]?.line.length ?? 0) <= 400 && isKnown(i - 1) && isKnown(i - 2);
    if (!isKnown(i) && !strange) break;
    start = full[i]?.at ?? start;
  }
  return start === end ? null : { start, end, lines: listItems(lines, start, end).map(({ text }) => text), heading: null };
}

/** Where tags, comments and such, or a last word of one or two lines, begin right below references; else the end of the text. */
function endOfRun(lines: readonly string[]): number {
  const full = lines.flatMap((line, at) => (line.trim() === '' ? [] : [{ text: line.trim(), at }]));
  const tags = full.findLast(({ text }, i) => isAfterBibliography(text) && isReference(full[i - 1]?.text ?? ''));
  if (tags) return tags.at;
  const isAt = (i: number): boolean => isReference(full[i]?.text ?? '');
  const word = [1, 2].map((count) => full.length - count).find((i) => !isAt(i) && isAt(i - 1) && isAt(i - 2));
  return full[word ?? full.length]?.at ?? lines.length;
}
