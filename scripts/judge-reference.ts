import type { Name, ParsedReference, WorkType } from '../src/bibliography/reference';

type Texts = readonly (string | null)[];

/** What is right for one line: its fields, and other answers that are as good (`…_ok`). Only fields it speaks of are judged. */
export interface GoldLine {
  raw: string;
  group?: string;
  id?: string;
  /** The right answer is that the line is no reference. */
  not_reference?: boolean;
  authors?: Name[];
  title?: string | null;
  container?: string | null;
  publisher?: string | null;
  date?: string | null;
  type?: WorkType | 'legal-case' | null;
  url?: string | null;
  doi?: string | null;
  author_ok?: readonly (Name | Name[])[];
  title_ok?: Texts;
  container_ok?: Texts;
  publisher_ok?: Texts;
  date_ok?: Texts;
  type_ok?: Texts;
  url_ok?: Texts;
  doi_ok?: Texts;
}

/** Two spellings of one value are equal: quotes, dashes, case, spaces and punctuation at the ends do not matter. */
function fold(value: string | null | undefined): string {
  return (value ?? '').normalize('NFC').replace(/[‘’‛`´]/g, "'").replace(/[“”„«»]/g, '"').replace(/[‐-―]/g, '-')
    .toLowerCase().replace(/\s+/g, ' ').trim().replace(/^[\s.,;:]+|[\s.,;:]+$/g, '');
}

const isEtAl = (name: Name): boolean => 'literal' in name && /^et al/i.test(name.literal);

function nameKey(name: Name, exact: boolean): string {
  return 'literal' in name ? `{${fold(name.literal)}}` : `${fold(name.family)}|${exact ? fold(name.given) : fold(name.given).slice(0, 1)}`;
}

/** Authors in order, "et al." left out; given names by their first letter unless `exact`. */
export function namesKey(names: readonly Name[] | undefined, exact: boolean): string {
  return (names ?? []).filter((name) => !isEtAl(name)).map((name) => nameKey(name, exact)).join('; ');
}

const typeKey = (type: string | null | undefined): string => (type ?? '').replace('legal-case', 'legal_case');
const urlKey = (url: string | null | undefined): string => (url ?? '').replace(/[.,;]+$/, '');

function isOneOf(got: string | null, right: string | null, others: Texts = [], key: (value: string | null | undefined) => string = fold): boolean {
  return [right, ...others].some((value) => key(value) === key(got));
}

/** Which fields of a parsed line are right, by field; for a line that is no reference, whether it was told as such. */
export function judge(gold: GoldLine, got: ParsedReference): Record<string, boolean> {
  if (gold.not_reference) return { reference: got.type === null };
  const verdict: Record<string, boolean> = {};
  if (gold.authors) {
    const right = [gold.authors, ...(gold.author_ok ?? []).map((names) => (Array.isArray(names) ? names : [names]))];
    verdict.authors = right.some((names) => namesKey(names, false) === namesKey(got.authors, false));
  }
  if (gold.title !== undefined) verdict.title = isOneOf(got.title, gold.title, gold.title_ok);
  if (gold.container !== undefined) verdict.container = isOneOf(got.container, gold.container, gold.container_ok);
  if (gold.date !== undefined) verdict.date = isOneOf(got.date, gold.date, gold.date_ok);
  if (gold.type !== undefined) verdict.type = isOneOf(got.type, gold.type, gold.type_ok, typeKey);
  if (gold.url !== undefined) verdict.url = isOneOf(got.url, gold.url, gold.url_ok, urlKey);
  if (gold.doi !== undefined) verdict.doi = isOneOf(got.doi, gold.doi, gold.doi_ok);
  if (gold.publisher !== undefined) verdict.publisher = isOneOf(got.publisher, gold.publisher, gold.publisher_ok);
  return verdict;
}
