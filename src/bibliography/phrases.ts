import { kindOf, LETTER } from './characters';
import type { Draft, Sign, Span } from './draft';
import { take } from './draft';

/** A pattern to blank. It is tried only on lines that have one of its words: most lines have none, and patterns are dear. */
export interface Phrase {
  /** Lower-case words of which the pattern needs one, separated by spaces; empty when it needs none. */
  words: string;
  pattern: RegExp;
  sign?: Sign;
}

/** A table of phrases, and which rows each word calls for. */
export interface PhraseTable { rows: readonly Phrase[]; always: readonly number[]; rowsOfWord: ReadonlyMap<string, readonly number[]> }

/** Makes a table ready for `blankPhrases`. */
export function phraseTable(rows: readonly Phrase[]): PhraseTable {
  const rowsOfWord = new Map<string, number[]>();
  rows.forEach(({ words }, row) => {
    for (const word of words.split(' ')) rowsOfWord.set(word, [...(rowsOfWord.get(word) ?? []), row]);
  });
  lookFor(rowsOfWord.keys());
  return { rows, always: rowsOfWord.get('') ?? [], rowsOfWord };
}

const vocabulary = new Set<string>();

/** Makes `collectWords` keep these lower-case words: it drops all that nobody asks about. */
export function lookFor(words: Iterable<string>): void {
  for (const word of words) vocabulary.add(word);
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** Collects those words of the line that phrases begin or go on with. */
export function collectWords(draft: Draft): void {
  const text = draft.work.toLowerCase();
  let words: Set<string> | null = null;
  for (let at = 0; at < text.length; at++) {
    if (kindOf(text.charCodeAt(at)) !== LETTER) continue;
    const start = at;
    while (at < text.length && kindOf(text.charCodeAt(at)) === LETTER) at++;
    const word = text.slice(start, at);
    if (vocabulary.has(word)) (words ??= new Set()).add(word);
  }
  draft.words = words ?? NO_WORDS;
}

/** Blanks every phrase of the table in a stretch of the line, in the order of its rows, and keeps the signs they give. */
export function blankPhrases(draft: Draft, { start, end }: Span, { rows, always, rowsOfWord }: PhraseTable): void {
  let called = always;
  for (const word of draft.words) {
    const more = rowsOfWord.get(word);
    if (more) called = called.concat(more);
  }
  if (called.length === 0) return;
  if (called !== always) called = [...new Set(called)].sort((a, b) => a - b);
  let text = draft.work.slice(0, end); // patterns look at what stands before the stretch, too
  for (const row of called) {
    const phrase = rows[row];
    if (!phrase) continue;
    const { pattern } = phrase;
    let found = false;
    pattern.lastIndex = start;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      take(draft, { start: match.index, end: match.index + match[0].length });
      if (match[0] === '') pattern.lastIndex++;
      found = true;
    }
    if (!found) continue;
    text = draft.work.slice(0, end);
    if (phrase.sign) draft.signs.add(phrase.sign);
  }
}
