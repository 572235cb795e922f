import { type Condition, allOf, anyOf, exists, noneOf } from '../database/conditions';
import { InvalidInput } from '../errors';

/** How many filters may stand within each other below the outermost, and how many conditions they may have together. */
export const deepestFilter = 3, mostConditions = 30;

/** Where a filter stands: its name for errors, how deep, and what was counted of the whole argument. */
export interface Place { readonly path: string; readonly depth: number; readonly whole: { conditions: number } }

/** The argument itself. */
export function outermost(path = 'filter'): Place {
  return { path, depth: 0, whole: { conditions: 0 } };
}

/** What every filter has beside its own conditions. */
interface Combinable { and?: this[] | null; or?: this[] | null; not?: this | null }

/** Writes the conditions of a filter; none for null. Throws InvalidInput for one that goes too deep or has too many. */
export type ConditionsOf<Filter> = (filter: Filter | null | undefined, place: Place) => Condition[];

/** Adds `and`, `or` and `not` to the conditions that are a filter's own, and holds the limits. */
export function conditionsOf<Filter extends Combinable>(own: (filter: Filter, place: Place) => Condition[]): ConditionsOf<Filter> {
  const all: ConditionsOf<Filter> = (filter, place) => {
    if (!filter) return [];
    count(filter, place);
    const conditions = own(filter, place);
    filter.and?.forEach((each, i) => conditions.push(...all(each, within(place, `and[${i}]`))));
    if (filter.or) conditions.push(anyOf(filter.or.map((each, i) => allOf(all(each, within(place, `or[${i}]`))))));
    if (filter.not) conditions.push(noneOf(all(filter.not, within(place, 'not'))));
    return conditions;
  };
  return all;
}

/** A relation as it lies in the tables: `key` of `from` has the id of the row that is filtered, which is `row`. */
export interface Way { from: string; key: string; row: string; where: string }

/** What alone does not lead to few rows. */
const broadConditions = ['type', 'kind', 'publisherKind', 'not'];

/** There is at least one related row that all of the filter holds for. */
export function related<Filter extends object>(way: Way, conditionsOfRow: ConditionsOf<Filter>, filter: Filter, place: Place, name: string): Condition {
  const broad = Object.entries(filter).every(([condition, value]) => value == null || broadConditions.includes(condition));
  return exists({ ...way, conditions: [() => way.where, ...conditionsOfRow(filter, within(place, name))], broad });
}

function within({ path, depth, whole }: Place, name: string): Place {
  const inner: Place = { path: `${path}.${name}`, depth: depth + 1, whole };
  if (inner.depth > deepestFilter) throw new InvalidInput(inner.path, `at most ${deepestFilter} filters within each other (relations, and, or, not)`, inner.depth);
  return inner;
}

function count(filter: object, { path, whole }: Place): void {
  for (const value of Object.values(filter)) if (value != null) whole.conditions += Array.isArray(value) ? value.length : 1;
  if (whole.conditions > mostConditions) throw new InvalidInput(path, `at most ${mostConditions} conditions in the whole filter`, whole.conditions);
}
