/** A person as a list names one. */
export interface PersonName { family: string; given?: string; suffix?: string }
/** An organisation, or a name that cannot be taken apart ("et al."). */
export interface LiteralName { literal: string }
export type Name = PersonName | LiteralName;

/** Work types: the names of CSL 1.0.2 that lists cite, with `press-release`. */
export const workTypes = [
  'article-newspaper', 'article-magazine', 'article-journal', 'book', 'chapter', 'report', 'thesis', 'webpage', 'post-weblog', 'post',
  'broadcast', 'motion_picture', 'press-release', 'legal_case', 'legislation', 'hearing', 'patent', 'paper-conference', 'interview',
  'speech', 'dataset', 'manuscript', 'entry-encyclopedia', 'document', 'software',
] as const;
export type WorkType = (typeof workTypes)[number];

export type FieldName = 'author' | 'title' | 'container' | 'publisher' | 'date' | 'url' | 'doi' | 'isbn';

/** Where a value stands in the raw line, and which step found it. */
export interface FoundField {
  name: FieldName;
  /** The value as `ParsedReference` gives it; an author as "Family, Given" or the literal name. */
  value: string;
  /** UTF-16 offsets into raw: `raw.slice(start, end)` is the value as the line writes it. */
  start: number;
  end: number;
  /** Short name of the step that found it. */
  rule: string;
  /** 0–1: how sure that step is. */
  confidence: number;
}

/** One line of a bibliography as data; what the line does not say is null. */
export interface ParsedReference {
  /** The line, untouched. */
  raw: string;
  authors: Name[];
  title: string | null;
  /** What holds the work: newspaper, journal, site, book of a chapter; for a book its press, for a report its institution. */
  container: string | null;
  /** The press, when the container is something else. */
  publisher: string | null;
  /** EDTF. */
  date: string | null;
  /** Null for a line that is no reference. */
  type: WorkType | null;
  url: string | null;
  doi: string | null;
  /** Ten or thirteen digits without hyphens, the check digit right. */
  isbn: string | null;
  /** 0–1: the chance that every field is right. */
  confidence: number;
  fields: FoundField[];
}

/** What is known about the list besides its lines. */
export interface BibliographyContext {
  /** EDTF date of the citing article: a source is not younger than it. */
  articleDate?: string;
  /** Names of papers and presses known from elsewhere. */
  publishers?: readonly string[];
}
