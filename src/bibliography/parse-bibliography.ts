import { confidenceOf } from './confidence';
import type { Draft, Span } from './draft';
import { field, startDraft } from './draft';
import { identityKey } from './identity-key';
import { evidenceBefore, housesOf } from './list-evidence';
import type { ListEvidence } from './list-evidence';
import { displayName } from './names';
import type { BibliographyContext, FieldName, Name, ParsedReference } from './reference';
import { steps } from './steps';
import { decideType } from './work-types';

/** A longer line is no reference: no list has one, and every step stays in linear time below it. */
const LONGEST_LINE = 10_000;

/** More lines than this are not one list but many: they tell nothing about each other. */
const LONGEST_LIST = 500;

/** Reads the lines of one bibliography; the answer has their order and length. Never throws; a line that is no reference has type null. */
export function parseBibliography(lines: readonly string[], context: BibliographyContext = {}): ParsedReference[] {
  const evidence = evidenceBefore(lines, context);
  const parsed = lines.map((raw) => parseLine(raw, evidence));
  const houses = lines.length > LONGEST_LIST ? new Map<string, number>() : housesOf(parsed.map(({ reference }) => reference));
  let before: readonly Name[] = [];
  return parsed.map((first, index) => {
    let { reference, sameAuthors } = first;
    // What another, sure line names helps this one if it names it too; each line is read once more at most.
    const named = reference.confidence < 0.9 ? [...houses.keys()].filter((house) => houses.get(house) !== index && reference.raw.includes(house)) : [];
    if (named.length > 0) {
      const second = parseLine(reference.raw, { ...evidence, houses: new Set([...evidence.houses, ...named.map(identityKey)]) });
      if (namesOneOf(named, second.reference) || second.reference.confidence > reference.confidence) ({ reference, sameAuthors } = second);
    }
    if (sameAuthors) reference = withAuthors(reference, before, sameAuthors);
    before = reference.authors;
    return reference;
  });
}

function namesOneOf(houses: readonly string[], { container, publisher }: ParsedReference): boolean {
  return houses.some((house) => house === container || house === publisher);
}

interface ParsedLine { reference: ParsedReference; sameAuthors: Span | null }

/** "———. Title": the authors of the line before, found where the dashes stand. */
function withAuthors(reference: ParsedReference, authors: readonly Name[], { start, end }: Span): ParsedReference {
  if (reference.type === null) return reference;
  const fields = authors.map((name) => ({ name: 'author' as const, value: displayName(name), start, end, rule: 'same-authors', confidence: 0.95 }));
  return { ...reference, authors: authors.map((name) => ({ ...name })), fields: [...fields, ...reference.fields] };
}

function parseLine(raw: string, evidence: ListEvidence): ParsedLine {
  if (raw.length > LONGEST_LINE) return { reference: unrecognised(raw), sameAuthors: null };
  const draft = startDraft(raw, evidence);
  for (const step of steps) {
    if (step.run(draft) === 'no-reference') return { reference: unrecognised(raw), sameAuthors: null };
  }
  return { reference: isEvidenced(draft) ? finish(draft) : unrecognised(raw), sameAuthors: draft.sameAuthors };
}

/** A title alone is no reference: something must say who, where or when; without quotation marks, two of these. */
function isEvidenced(draft: Draft): boolean {
  const { signs } = draft;
  if (draft.title === null) return draft.fields.length > 0; // an address alone
  const found = new Set(draft.fields.map(({ name }) => (name === 'publisher' ? 'container' : name === 'doi' || name === 'isbn' ? 'url' : name)));
  if (signs.has('undated')) found.add('date');
  const located = signs.has('pages') || signs.has('volume') || signs.has('issue') || signs.has('press') || signs.has('undated');
  // "In July 2005 the two countries signed …": words around a year, not a title and its paper.
  if (!draft.quoted && !found.has('author') && !found.has('url') && !located && !/^[^\p{Ll}](?!.*\s\p{Ll}{4,}\s\p{Ll}{4,})/u.test(field(draft, 'container')?.value ?? 'none')) return false;
  const evidence = found.size - 1 + (signs.has('pages') || signs.has('volume') || signs.has('issue') || signs.has('parted') ? 1 : 0);
  return evidence >= (draft.quoted || found.has('url') ? 1 : 2);
}

function unrecognised(raw: string): ParsedReference {
  return { raw, authors: [], title: null, container: null, publisher: null, date: null, type: null, url: null, doi: null, isbn: null, confidence: 0, fields: [] };
}

const valueOf = (draft: Draft, name: FieldName): string | null => field(draft, name)?.value ?? null;

function finish(draft: Draft): ParsedReference {
  const [title, container, publisher, date] = [valueOf(draft, 'title'), valueOf(draft, 'container'), valueOf(draft, 'publisher'), valueOf(draft, 'date')];
  const [url, doi] = [valueOf(draft, 'url'), valueOf(draft, 'doi')];
  const precision = date === null ? null : date.length > 7 ? 'day' : date.length > 5 ? 'month' : 'year';
  const { type, ground } = decideType(draft, container, precision, url);
  return {
    raw: draft.raw, authors: draft.names, title, container, publisher, date,
    type, url, doi, isbn: valueOf(draft, 'isbn'), confidence: confidenceOf(draft, ground), fields: draft.fields,
  };
}
