import type { Condition } from '../database/lists';
import { InvalidInput } from '../errors';
import type { EventFilter } from './historical-event.arguments';

const furthestYear = 99_999;

/** The conditions of a filter. */
export function eventConditions(filter: EventFilter | null | undefined): Condition[] {
  if (!filter) return [];
  const conditions: Condition[] = [];
  const add = (name: keyof EventFilter, from: number, to: number, sql: string) => {
    const value = filter[name];
    if (value == null) return;
    if (value < from || value > to) throw new InvalidInput(`filter.${name}`, `a number from ${from} to ${to}`, value);
    conditions.push((p) => `${sql} ${p.add(value)}::integer`);
  };
  add('month', 1, 12, 'e.month =');
  add('day', 1, 31, 'e.day =');
  add('yearFrom', -furthestYear, furthestYear, 'e.year >=');
  add('yearTo', -furthestYear, furthestYear, 'e.year <=');
  return conditions;
}
