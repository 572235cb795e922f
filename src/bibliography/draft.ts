import { isOneOf, SPACES } from './characters';
import type { FieldName, FoundField, Name } from './reference';
import type { ListEvidence } from './list-evidence';
import type { PlacedDate } from './work-date';

/** A stretch of the raw line, as UTF-16 offsets. */
export interface Span { start: number; end: number }

/** Stands in `work` where something was already understood; control characters of the line itself are as little text as it is. */
export const TAKEN = '\u0000';

/** A line while the steps work on it. `work` has the length of `raw`, so that offsets hold; what a step understood is blanked there. */
export interface Draft {
  readonly raw: string;
  work: string;
  /** The words of phrases that stand outside a quoted title, in lower case: what they do not include need not be looked for. */
  words: ReadonlySet<string>;
  /** What the list tells about the line. */
  readonly evidence: ListEvidence;
  /** Dashes that stand for the authors of the line before. */
  sameAuthors: Span | null;
  /** The part of the line that is still to be read. */
  start: number;
  end: number;
  title: Span | null;
  /** Whether quotation marks set the title off. */
  quoted: boolean;
  /** Where the title with its quotation marks starts and ends. */
  titleOuter: Span | null;
  names: Name[];
  fields: FoundField[];
  placedDate: PlacedDate | null;
  /** Where what follows names and title starts. */
  rest: number;
  /** What separates the parts of the line after its names. */
  separator: 'stop' | 'comma';
  /** Signs seen on the way, for the type and the confidence. */
  signs: Set<Sign>;
}

export type Sign = 'volume' | 'issue' | 'pages' | 'thesis' | 'report' | 'patent' | 'press-release' | 'hearing' | 'chapter' | 'conference' | 'legal-case'
  | 'blog' | 'edition' | 'press' | 'online' | 'editors' | 'broadcast' | 'film' | 'interview' | 'dataset' | 'software' | 'undated' | 'reference-label' | 'congress' | 'parted';

/** A line nothing is known of yet. */
export function startDraft(raw: string, evidence: ListEvidence): Draft {
  return {
    raw, evidence, sameAuthors: null, work: raw, words: new Set(), start: 0, end: raw.length, title: null, quoted: false, titleOuter: null,
    names: [], fields: [], placedDate: null, rest: 0, separator: 'stop', signs: new Set(),
  };
}

/** Where the line goes on after a quoted title, or starts when it has none. */
export function afterTitle(draft: Draft): Span {
  return { start: draft.titleOuter?.end ?? draft.start, end: draft.end };
}

const BLANK = TAKEN.repeat(1000);

/** Blanks a stretch of `work`. */
export function take(draft: Draft, { start, end }: Span): void {
  const blank = end - start <= BLANK.length ? BLANK.slice(0, end - start) : TAKEN.repeat(end - start);
  draft.work = draft.work.slice(0, start) + blank + draft.work.slice(end);
}

/** Records where a field was found; `value` defaults to the text of the span. */
export function record(draft: Draft, name: FieldName, span: Span, rule: string, confidence: number, value = draft.raw.slice(span.start, span.end)): void {
  draft.fields.push({ name, value, start: span.start, end: span.end, rule, confidence });
}

/** The first field found under a name. */
export function field(draft: Draft, name: FieldName): FoundField | undefined {
  return draft.fields.find((found) => found.name === name);
}

const EDGE_AFTER = `${SPACES},;:\u0000-–—/|`;
const EDGE_BEFORE = `${EDGE_AFTER}.`;

/** A span without the spaces and punctuation at its ends; a final full stop goes too unless an initial or abbreviation ends with it. Null when nothing is left. */
export function trimSpan(work: string, { start, end }: Span): Span | null {
  let from = start;
  let to = end;
  while (from < to && isOneOf(EDGE_BEFORE, work, from)) from++;
  while (to > from && (isOneOf(EDGE_AFTER, work, to - 1) || (work.charAt(to - 1) === '.' && !endsAbbreviated(work, from, to)))) to--;
  return from < to ? { start: from, end: to } : null;
}

/** Whether the full stop before `to` belongs to an initial ("U.S.", "J.") or a clipped word ("Inc.", "Oncol."). */
function endsAbbreviated(work: string, from: number, to: number): boolean {
  const before = work.slice(Math.max(from, to - 8), to - 1);
  return /(?:^|[\s.])\p{Lu}$/u.test(before) || /(?:^|\s)(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros|Rev|al|Univ|Dept|Assn)$/.test(before);
}
