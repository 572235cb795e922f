import type { Span } from './draft';

/** A quotation with its marks (`outer`) and without them (`inner`). */
export interface Quotation { outer: Span; inner: Span }

/** Marks that open a quotation, and what closes it, the likeliest first: languages pair them differently. */
const PAIRS: Readonly<Record<string, string>> = {
  '“': '”"', '”': '”', '„': '“”"', '‟': '”', '"': '"”', '«': '»', '»': '«', '‹': '›', '‘': '’\'', '’': '’', '\'': '\'’', '‚': '‘’', '`': '\'’`', '「': '」', '『': '』', '《': '》',
};
const OPENER = /[“”„‟"«»‹›‘’'‚`「『《]/g;
const SINGLE = new Set(['‘', '’', '\'', '‚', '`']);
const OPENS_AFTER = /[\s,.;:([\u0000*_]/;
const LETTER = /[\p{L}\p{N}]/u;

/** The outermost quotation that opens first at or after `from`, or null. Linear: every character is looked at a fixed number of times. */
export function findQuotation(work: string, from: number, to: number): Quotation | null {
  const unclosed = new Set<string>(); // an opener that found no closing mark finds none later either: keeps the scan linear
  OPENER.lastIndex = from;
  for (let opener = OPENER.exec(work); opener !== null && opener.index < to; opener = OPENER.exec(work)) {
    const at = opener.index;
    const mark = opener[0];
    const closers = PAIRS[mark];
    if (closers === undefined || unclosed.has(mark)) continue;
    if (at > from && !OPENS_AFTER.test(work.charAt(at - 1))) continue; // an apostrophe, inches, or a closing mark
    if (at + 1 < to && mark !== '«' && mark !== '»' && mark !== '„' && mark !== '“' && /\s/.test(work.charAt(at + 1))) continue;
    const width = work.charAt(at + 1) === mark && SINGLE.has(mark) ? 2 : 1; // ``…'' and ''…''
    let close: number | null = null;
    for (let next = 0; next < closers.length && close === null; next++) close = findClose(work, at + width, to, mark, closers.charAt(next), width);
    if (close === null) { if (width === 1) unclosed.add(mark); continue; }
    return { outer: { start: at, end: close + width }, inner: { start: at + width, end: close } };
  }
  return null;
}

/** Offset of the mark that closes, or null. */
function findClose(work: string, from: number, to: number, opener: string, closer: string, width: number): number | null {
  let depth = 0;
  let last: number | null = null;
  const marks = opener === closer ? closer : opener + closer;
  for (let at = nextOf(work, marks, from, to); at < to; at = nextOf(work, marks, at + 1, to)) {
    const mark = work.charAt(at);
    if (mark === opener && closer !== opener && width === 1 && OPENS_AFTER.test(work.charAt(at - 1))) depth++;
    else if (mark === closer) {
      if (width === 2 && work.charAt(at + 1) !== mark) continue;
      if (!closes(work, at + width - 1, to, SINGLE.has(opener) && width === 1)) continue;
      if (depth > 0) { depth--; last = at; continue; }
      return at;
    }
  }
  return last; // a quotation inside was never closed: its closing mark is taken for ours
}

/** The next place of one of two marks, or `to`. */
function nextOf(work: string, marks: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = work.charCodeAt(at);
    if (code === marks.charCodeAt(0) || code === marks.charCodeAt(1)) return at;
  }
  return to;
}

/** Whether the mark at `at` stands where a quotation ends: not inside a word, and for single marks not an apostrophe that runs on in lower case. */
function closes(work: string, at: number, to: number, single: boolean): boolean {
  if (at + 1 >= to) return true;
  const next = work.charAt(at + 1);
  if (LETTER.test(next)) return false;
  if (!single) return true;
  return /[,.;:)\]\u0000]/.test(next) || /[,.?!]/.test(work.charAt(at - 1)) || /^\s*(?:[(\p{Lu}\p{N}]|in\b)/u.test(work.slice(at + 1, at + 6));
}

/** The inner span without its padding and the comma or full stop the sentence put before the closing mark. */
export function trimQuoted(raw: string, { start, end }: Span): Span | null {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(raw.charAt(from))) from++;
  while (to > from && /[\s,.;:]/.test(raw.charAt(to - 1)) && !/(?:\.\.\.|\p{Lu}\.\p{Lu}\.)$/u.test(raw.slice(Math.max(from, to - 4), to))) to--;
  return from < to ? { start: from, end: to } : null;
}
