import type { Condition } from '../database/lists';
import { idNamedBy } from '../database/named-by';
import { type PartialDate, parsePartialDate, partialDateOrder } from '../dates/partial-date';
import { InvalidInput } from '../errors';
import type { SourceFilter } from './source.arguments';

/** The conditions of a filter; a relation is one EXISTS over an index. */
export function sourceConditions(filter: SourceFilter | null | undefined): Condition[] {
  if (!filter) return [];
  const { publisher, author, type, issuedFrom, issuedTo } = filter;
  const conditions: Condition[] = [];
  if (publisher) conditions.push(idNamedBy('s.publisher_id', 'Publisher', publisher, 'filter.publisher'));
  if (author) conditions.push((p) => `EXISTS (SELECT 1 FROM source_authors x WHERE x.source_id = s.id AND ${idNamedBy('x.author_id', 'Author', author, 'filter.author')(p)})`);
  if (type != null) conditions.push((p) => `s.type = ${p.add(type)}::text`);
  if (issuedFrom != null) {
    const from = partialDateOrder(dateWithYear(issuedFrom, 'filter.issuedFrom'));
    conditions.push((p) => `s.issued_order >= ${p.add(from)}::integer`);
  }
  if (issuedTo != null) {
    const to = dateWithYear(issuedTo, 'filter.issuedTo');
    const last = partialDateOrder({ ...to, month: to.month ?? 12, day: to.day ?? 31 });
    conditions.push((p) => `s.issued_order <= ${p.add(last)}::integer AND s.issued IS NOT NULL`);
  }
  return conditions;
}

function dateWithYear(text: string, argument: string): PartialDate {
  const date = parsePartialDate(text);
  if (!date || date.year === null || Math.abs(date.year) > 9999) throw new InvalidInput(argument, 'a date with a year, such as "2008-04"', text);
  return date;
}
