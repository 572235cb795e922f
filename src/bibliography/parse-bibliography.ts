import { confidenceOf } from './confidence';
import type { Draft } from './draft';
import { field, startDraft } from './draft';
import { steps } from './steps';
import type { BibliographyContext, ParsedReference } from './reference';
import { decideType } from './work-types';

/** A longer line is no reference: no list has one, and every step stays in linear time below it. */
const LONGEST_LINE = 10_000;

/** Reads the lines of one bibliography; the answer has their order and length. Never throws; a line that is no reference has type null. */
export function parseBibliography(lines: readonly string[], context: BibliographyContext = {}): ParsedReference[] {
  return lines.map((raw) => parseLine(raw, context));
}

function parseLine(raw: string, context: BibliographyContext): ParsedReference {
  if (raw.length > LONGEST_LINE) return unrecognised(raw);
  const draft = startDraft(raw);
  for (const step of steps) {
    if (step.run(draft, context) === 'no-reference') return unrecognised(raw);
  }
  return isEvidenced(draft) ? finish(draft) : unrecognised(raw);
}

/** A title alone is no reference: something must say who, where or when; without quotation marks, two of these. */
function isEvidenced(draft: Draft): boolean {
  const { signs } = draft;
  const found = new Set(draft.fields.map(({ name }) => (name === 'publisher' ? 'container' : name === 'doi' ? 'url' : name)));
  if (signs.has('undated')) found.add('date');
  const evidence = found.size - 1 + (signs.has('pages') || signs.has('volume') || signs.has('issue') ? 1 : 0);
  return evidence >= (draft.quoted || found.has('url') ? 1 : 2);
}

function unrecognised(raw: string): ParsedReference {
  return { raw, authors: [], title: null, container: null, publisher: null, date: null, type: null, url: null, doi: null, confidence: 0, fields: [] };
}

function finish(draft: Draft): ParsedReference {
  const value = (name: Parameters<typeof field>[1]): string | null => field(draft, name)?.value ?? null;
  const date = value('date');
  const precision = date === null ? null : date.length > 7 ? 'day' : date.length > 5 ? 'month' : 'year';
  const { type, ground } = decideType(draft, value('container'), precision, value('url'));
  return {
    raw: draft.raw, authors: draft.names, title: value('title'), container: value('container'), publisher: value('publisher'), date,
    type, url: value('url'), doi: value('doi'), confidence: confidenceOf(draft, ground), fields: draft.fields,
  };
}
