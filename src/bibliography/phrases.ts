import type { Draft, Sign, Span } from './draft';
import { take } from './draft';

/** A pattern to blank. It is tried only on lines that have one of its words: most lines have none, and patterns are dear. */
export interface Phrase {
  /** Lower-case words of which the pattern needs one, separated by spaces; empty when it needs none. */
  words: string;
  pattern: RegExp;
  sign?: Sign;
}

/** Calls back for every match of a global pattern. */
export function eachMatch(pattern: RegExp, text: string, found: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found(match);
    if (match[0] === '') pattern.lastIndex++;
  }
}

/** A table of phrases, and which rows each word calls for. */
export interface PhraseTable { rows: readonly Phrase[]; always: readonly number[]; rowsOfWord: ReadonlyMap<string, readonly number[]> }

/** Makes a table ready for `blankPhrases`. */
export function phraseTable(rows: readonly Phrase[]): PhraseTable {
  const rowsOfWord = new Map<string, number[]>();
  rows.forEach(({ words }, row) => {
    for (const word of words.split(' ')) rowsOfWord.set(word, [...(rowsOfWord.get(word) ?? []), row]);
  });
  return { rows, always: rowsOfWord.get('') ?? [], rowsOfWord };
}

/** Blanks every phrase of the table in a stretch of the line, in the order of its rows, and keeps the signs they give. */
export function blankPhrases(draft: Draft, { start, end }: Span, { rows, always, rowsOfWord }: PhraseTable): void {
  let called: number[] = [...always];
  for (const word of draft.words) {
    const more = rowsOfWord.get(word);
    if (more) called = called.concat(more);
  }
  if (called.length === 0) return;
  if (called.length > always.length) called = [...new Set(called)].sort((a, b) => a - b);
  let text = draft.work.slice(start, end);
  for (const row of called) {
    const phrase = rows[row];
    if (!phrase) continue;
    let found = false;
    eachMatch(phrase.pattern, text, (match) => {
      take(draft, { start: start + match.index, end: start + match.index + match[0].length });
      found = true;
    });
    if (!found) continue;
    text = draft.work.slice(start, end);
    if (phrase.sign) draft.signs.add(phrase.sign);
  }
}
