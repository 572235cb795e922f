import { isReferenceLine } from '../bibliography/is-reference-line';
import type { PlainLine } from './plain-text-lines';

/** A post cut where its bibliography begins. */
export interface SplitBody { body: PlainLine[]; bibliography: string[] }

const HEADING = /^(?:(?:selected |further |main )?(?:sources?|bibliograph(?:y|ies)|references|works cited|literature|notes and sources|further reading))\s*:?$/i;
/** Bibliography lines are far shorter; the limit keeps a text in one line of megabytes from being parsed as a reference. */
const LONGEST = 2000;

const isHeading = (line: PlainLine): boolean => line.raw.length < 60 && HEADING.test(line.text);
const isReference = (line: PlainLine): boolean => line.raw.length <= LONGEST && isReferenceLine(line.raw);

/** The raw bibliography lines. A line indented directly under another goes on with it (a hanging indent). */
function toRawLines(lines: readonly PlainLine[]): string[] {
  const margin = lines.find(({ raw }) => raw !== '')?.indent ?? 0;
  const raw: string[] = [];
  lines.forEach((line, at) => {
    if (line.raw === '' || isHeading(line)) return;
    if (line.indent > margin && lines[at - 1]?.raw) raw.push(`${raw.pop() ?? ''} ${line.raw}`);
    else raw.push(line.raw);
  });
  return raw;
}

/** Where a bibliography without heading begins: the run of reference lines at the end, in which single lines may be strange. */
function startOfUnheaded(lines: readonly PlainLine[]): number {
  const full = lines.flatMap((line, at) => (line.raw === '' ? [] : [{ line, at }]));
  const isReferenceAt = (i: number): boolean => { const entry = full[i]; return entry !== undefined && isReference(entry.line); };
  let start = lines.length;
  for (let i = full.length - 1; i >= 0; i--) {
    const strange = i < full.length - 1 && (full[i]?.line.raw.length ?? 0) <= 400 && isReferenceAt(i - 1) && isReferenceAt(i - 2);
    if (!isReferenceAt(i) && !strange) break;
    start = full[i]?.at ?? start;
  }
  return start;
}

/**
 * Finds the bibliography at the end of a post: all lines below a heading such as "SOURCES", when at least half of them are references
 * (a subheading "Sources" over prose is none); without a heading, the lines at the end that are references.
 */
export function splitBibliography(lines: readonly PlainLine[]): SplitBody {
  const headings = lines.flatMap((line, at) => (isHeading(line) ? [at] : [])).slice(-5);
  for (const heading of headings) {
    const bibliography = toRawLines(lines.slice(heading + 1));
    const sample = bibliography.slice(0, 100);
    const known = sample.filter((raw) => raw.length <= LONGEST && isReferenceLine(raw)).length;
    if (known > 0 && known * 2 >= sample.length) return { body: lines.slice(0, heading), bibliography };
  }
  const start = startOfUnheaded(lines);
  return { body: lines.slice(0, start), bibliography: toRawLines(lines.slice(start)) };
}
