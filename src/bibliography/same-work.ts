import { type PartialDate, parsePartialDate } from '../dates/partial-date';
import { type KeyedTitle, relateTitles } from './same-title';

/** What tells whether two references mean one work. What is not known is null or empty. */
export interface Work extends KeyedTitle {
  /** Who brought it out or what holds it; the same for all names of one house. */
  house: string | null;
  /** EDTF */
  issued: string | null;
  /** Keys of the family names of its authors, and of organisations. */
  authors: readonly string[];
  doi: string | null;
  isbn: string | null;
  /** As `urlKey` gives it. */
  url: string | null;
}

/** Why two works may be one. */
export type WorkReason = 'SAME_ISBN' | 'SAME_URL' | 'SIMILAR_TITLE' | 'OTHER_PUBLISHER' | 'OTHER_DATE' | 'OTHER_AUTHOR' | 'LITTLE_KNOWN';

/** `same` without doubt; `maybe` with the reason and how likely it is, 0 to 1; `different`. */
export type WorkVerdict = { verdict: 'same' | 'different' } | { verdict: 'maybe'; reason: WorkReason; score: number };

type Relation = 'agree' | 'unknown' | 'differ';
const same = { verdict: 'same' } as const, different = { verdict: 'different' } as const;
const maybe = (reason: WorkReason, score: number): WorkVerdict => ({ verdict: 'maybe', reason, score });

/**
 * Compares two works. Identifiers first; then the title with what else is known: house, date, authors. A wrong merge is worse than a question,
 * so one thing that differs, or too little that agrees, makes it one. The order of the two does not matter.
 */
export function compareWorks(a: Work, b: Work): WorkVerdict {
  if (a.doi !== null && b.doi !== null) return a.doi.toLowerCase() === b.doi.toLowerCase() ? same : different;
  const title = relateTitles(a, b);
  const relations: Relation[] = [relate(a.house, b.house), relateDates(a.issued, b.issued), relateAuthors(a.authors, b.authors)];
  const [house, date, authors] = relations;
  const agreeing = relations.filter((relation) => relation === 'agree').length;
  const differing = relations.filter((relation) => relation === 'differ').length;
  if (a.isbn !== null && a.isbn === b.isbn) return title === 'other' ? maybe('SAME_ISBN', 0.5) : same; // the chapters of a book share it
  if (a.url !== null && a.url === b.url) return title === 'other' ? maybe('SAME_URL', 0.5) : same;
  if (title === 'other' || differing > 1) return different;
  const telling = isTelling(a.key);
  if (title === 'equal') {
    if (differing === 0) return agreeing >= (telling ? 1 : 2) ? same : agreeing > 0 || telling ? maybe('LITTLE_KNOWN', telling ? 0.7 : 0.5) : different;
    if (house === 'differ') return date === 'agree' && authors === 'agree' ? maybe('OTHER_PUBLISHER', 0.8) : telling && agreeing > 0 ? maybe('OTHER_PUBLISHER', 0.5) : different;
    if (date === 'differ') return telling && agreeing === 2 ? maybe('OTHER_DATE', 0.6) : different;
    return agreeing === 2 && telling ? maybe('OTHER_AUTHOR', 0.7) : different;
  }
  if (differing > 0) return different;
  if (title === 'part') return date === 'agree' && authors === 'agree' ? same : agreeing === 2 ? maybe('SIMILAR_TITLE', 0.6) : different;
  return agreeing === 3 ? same : agreeing === 2 ? maybe('SIMILAR_TITLE', 0.7) : different;
}

/** Whether a title alone nearly tells a work: "Editorial" and "Iraq Update" do not. */
function isTelling(key: string): boolean {
  return key.length >= 20 && key.split(' ').length >= 4;
}

function relate(a: string | null, b: string | null): Relation {
  return a === null || b === null ? 'unknown' : a === b ? 'agree' : 'differ';
}

function relateAuthors(a: readonly string[], b: readonly string[]): Relation {
  return a.length === 0 || b.length === 0 ? 'unknown' : a.some((name) => b.includes(name)) ? 'agree' : 'differ';
}

/** Dates agree when one lies within the other, or when they are a day apart: a paper and its website often are. */
function relateDates(a: string | null, b: string | null): Relation {
  if (a === null || b === null) return 'unknown';
  const [one, other] = [parsePartialDate(a), parsePartialDate(b)];
  if (!one || !other || one.year === null || other.year === null) return a === b ? 'agree' : 'unknown';
  if (one.day !== null && other.day !== null) return Math.abs(dayNumber(one) - dayNumber(other)) <= 1 ? 'agree' : 'differ';
  return one.year === other.year && (one.month === null || other.month === null || one.month === other.month) ? 'agree' : 'differ';
}

function dayNumber({ year, month, day }: PartialDate): number {
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / 86_400_000;
}
