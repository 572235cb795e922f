import { sourceKey } from '../bibliography/normalize';
import type { ParsedReference } from '../bibliography/reference';
import type { KeyedReference } from '../sources/match-sources';
import { packFields } from './citation-fields';

/** Below this a line is kept without a source: a wrong work in the graph is worse than a missing one. */
const recognised = 0.5;

/** A line of a bibliography, read and ready to be written: small, for a whole batch of articles waits in memory. */
export interface ReadLine {
  raw: string;
  /** 0 to 1. */
  confidence: number;
  /** JSON of what packFields gives. */
  fields: string;
  /** The work that it cites; null when it was not understood well enough to say. */
  cited: KeyedReference | null;
}

/** Lines as the parser gives them, with the keys of the works they cite. */
export function readLines(references: readonly ParsedReference[]): ReadLine[] {
  return references.map((line) => {
    const { raw, confidence, fields, authors, title, container, publisher, date, type, url, doi, isbn } = line;
    const key = type !== null && title !== null && confidence >= recognised ? sourceKey(line) : null;
    // Named one by one: `...rest` of a line costs as much as a third of reading it.
    return { raw, confidence, fields: JSON.stringify(packFields(fields)), cited: key === null ? null : { key, reference: { authors, title, container, publisher, date, type, url, doi, isbn } } };
  });
}

/** The works that lines cite. */
export function citedWorks(lines: readonly ReadLine[]): KeyedReference[] {
  return lines.flatMap(({ cited }) => cited ?? []);
}
