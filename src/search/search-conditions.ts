import type { Condition } from '../database/conditions';
import { idNamedBy } from '../database/named-by';
import { InvalidInput } from '../errors';
import type { SearchFilter, SearchType } from './search.arguments';

const furthestYear = 99_999;
const dated: readonly `${SearchType}`[] = ['ARTICLE', 'SOURCE', 'HISTORICAL_EVENT', 'COMMENT'];

/** Dates from the first until before the second, which documents are read in the order of, as `date_order`; and what other tables say. */
export interface SearchConditions { firstDate: number; lastDate: number; relations: Condition[] }

/** Any date; the ends of an integer of PostgreSQL. */
export const earliestDate = -2147483648, latestDate = 2147483647;

/** The conditions of a filter for documents `d` of one type; null when the type has not what a condition is about. Other tables are asked for ids: they have the indexes. */
export function searchConditions(type: `${SearchType}`, filter: SearchFilter | null | undefined): SearchConditions | null {
  if (!filter) return { firstDate: earliestDate, lastDate: latestDate, relations: [] };
  const { publisher, author, tag } = filter;
  const yearFrom = readYear(filter, 'yearFrom'), yearTo = readYear(filter, 'yearTo');
  if (publisher && type !== 'SOURCE') return null;
  if (author && type !== 'ARTICLE' && type !== 'SOURCE') return null;
  if (tag != null && type !== 'ARTICLE') return null;
  if ((yearFrom !== null || yearTo !== null) && !dated.includes(type)) return null;
  const relations: Condition[] = [];
  if (publisher) relations.push((p) => `d.id IN (SELECT y.id FROM sources y WHERE ${idNamedBy('y.publisher_id', 'Publisher', publisher, 'filter.publisher')(p)})`);
  if (author) {
    const [id, table] = type === 'ARTICLE' ? ['article_id', 'authorships'] : ['source_id', 'source_authors'];
    relations.push((p) => `d.id IN (SELECT y.${id} FROM ${table} y WHERE ${idNamedBy('y.author_id', 'Author', author, 'filter.author')(p)})`);
  }
  if (tag != null) relations.push((p) => `d.id IN (SELECT y.id FROM articles y WHERE y.tags @> ARRAY[${p.add(tag)}::text])`);
  return { firstDate: yearFrom === null ? earliestDate : yearFrom * 512, lastDate: yearTo === null ? latestDate : (yearTo + 1) * 512, relations };
}

function readYear(filter: SearchFilter, name: 'yearFrom' | 'yearTo'): number | null {
  const year = filter[name] ?? null;
  if (year !== null && Math.abs(year) > furthestYear) throw new InvalidInput(`filter.${name}`, `a year from ${-furthestYear} to ${furthestYear}`, year);
  return year;
}
