import { parsePartialDate } from '../dates/partial-date';
import type { CitedWork } from './cited-work';
import { withoutYearZero } from './csl-date';

/** Words that say nothing of a title. */
const small = new Set(['a', 'an', 'the', 'on', 'of', 'in', 'and', 'to', 'for', 'how', 'why', 'what', 'who', 'is', 'are', 'der', 'die', 'das', 'le', 'la', 'les', 'el', 'un', 'une', 'il']);

/**
 * The key of a work in BibTeX, RIS and CSL-JSON: `oliver2005iran-17`. The database id at its end makes it unique in every export and keeps
 * it the same in the next one; a letter after the year would depend on what else is exported.
 */
export function citationKey({ id, authors: [first], issued, title }: CitedWork): string {
  const year = issued === null ? null : parsePartialDate(issued)?.year;
  const word = title.split(/[^\p{L}\p{N}]+/u).map(ascii).find((part) => part.length > 1 && !small.has(part)) ?? '';
  return `${ascii(first ? first.familyName ?? first.name : '').slice(0, 30)}${year == null ? '' : Math.abs(withoutYearZero(year))}${word.slice(0, 20)}-${id}`.replace(/^(?=[\d-])/, 'source');
}

/** BibTeX takes letters, digits and few signs in a key. */
function ascii(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]/g, '');
}
