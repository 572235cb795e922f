import { splitBibliography } from '../plain-text-bibliography';
import { type PlainLine, toLines } from '../plain-text-lines';

/** Lists and footnotes reach their lines as blocks: a mark of the note or the number in front is not part of the reference. */
const BACK_LINK = /\s*(?:[↩⤴↑]\uFE0E?|\[?back(?: to text)?\]?)+\s*$/i;

/**
 * The references at the end of a body, raw and in order; empty where there are none. The body keeps them, too.
 * @param text the text of the body, a line for each block (`plainTextOf`)
 */
export function bibliographyInText(text: string): string[] {
  const lines: PlainLine[] = toLines(text).map((line) => ({ ...line, raw: line.raw.replace(BACK_LINK, '') }));
  return splitBibliography(lines).bibliography;
}
