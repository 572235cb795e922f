const LONGEST = 2000;
/** A cross-reference behind the text of its event. */
const REFERENCE_BEHIND = /\s*(\([^()]*\b(?:review|interview with|article on)\b[^()]*\))\s*(?=\d{3,4} |\(|$)/i;
/** A year after a word and before a capital letter, where the next event may begin: capitals mark the seams. */
const SEAM = /(?<=[\p{L})”’]) ?(?=(\d{3,4}) [\p{Lu}“])/gu;
/** Words after which a year belongs to the sentence and opens no event. */
const YEAR_OF_THE_SENTENCE = new Set(('the a an in of since by from to until till and or before after during for on at with between than about around as '
  + 'early late mid spring summer autumn fall winter resolution law no number its his their our this that '
  + 'jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december').split(' '));

/**
 * Sets the line ends a crawl dropped from an event's line: before a cross-reference, after it, and before the year of the next event.
 * Careful, because a wrong cut makes an event that never was: the inner year must lie between that of the line and that of the
 * next line, stand before a capital letter, and not follow a word that takes a year.
 * @returns the parts in order; the whole line as one part where nothing was lost
 */
export function endLostLines(line: string, year: number | null, nextYear: number | null): string[] {
  if (line.length > LONGEST) return [line];
  const reference = REFERENCE_BEHIND.exec(line);
  if (reference && reference.index > 0) {
    const rest = line.slice(reference.index + reference[0].length);
    return [...endLostLines(line.slice(0, reference.index), year, nextYear), reference[1] ?? '', ...(rest === '' ? [] : endLostLines(rest, year, nextYear))];
  }
  if (year === null || nextYear === null) return [line];
  const parts: string[] = [];
  let from = 0;
  for (const seam of line.matchAll(SEAM)) {
    const inner = Number(seam[1]);
    const wordBefore = /[\p{L}’'.]*$/u.exec(line.slice(Math.max(from, seam.index - 20), seam.index))?.[0] ?? '';
    const belongs = YEAR_OF_THE_SENTENCE.has(wordBefore.toLowerCase().replace(/\.$/, '')) || /[’']s?$/.test(wordBefore);
    if (inner < year || inner > nextYear || belongs) continue;
    parts.push(line.slice(from, seam.index));
    from = seam.index + seam[0].length;
  }
  return [...parts, line.slice(from)];
}
