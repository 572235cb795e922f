import { splitBibliography } from '../../bibliography/split-bibliography';

/** What a footnote ends with to lead back into the text. */
const BACK_LINK = /\s*(?:[↩⤴↑]\uFE0E?|\[?back(?: to text)?\]?)+\s*$/i;

/** A text cut where its bibliography begins. */
export interface CutText { prose: string; bibliography: string[] }

/**
 * The references of a body, raw and in order, and the text around them; none where there are none. The body keeps them, too.
 * @param text the text of the body, a line for each block (`plainTextOf`)
 */
export function cutBibliography(text: string): CutText {
  const lines = text.split('\n').map((line) => line.replace(BACK_LINK, ''));
  const found = splitBibliography(lines);
  const prose = found ? lines.toSpliced(found.start, found.end - found.start) : lines;
  return { prose: prose.join('\n').trim(), bibliography: found?.lines ?? [] };
}
