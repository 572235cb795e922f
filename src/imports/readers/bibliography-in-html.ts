import { splitBibliography } from '../plain-text-bibliography';
import { type PlainLine, toLines } from '../plain-text-lines';

/** What a footnote ends with to lead back into the text. */
const BACK_LINK = /\s*(?:[↩⤴↑]\uFE0E?|\[?back(?: to text)?\]?)+\s*$/i;

/** A text cut where its bibliography begins. */
export interface CutText { prose: string; bibliography: string[] }

/**
 * The references at the end of a body, raw and in order, and the text before them; none where there are none. The body keeps them, too.
 * @param text the text of the body, a line for each block (`plainTextOf`)
 */
export function cutBibliography(text: string): CutText {
  const lines: PlainLine[] = toLines(text).map((line) => ({ ...line, raw: line.raw.replace(BACK_LINK, '') }));
  const { body, bibliography } = splitBibliography(lines);
  return { prose: body.map(({ raw }) => raw).join('\n').trim(), bibliography };
}
