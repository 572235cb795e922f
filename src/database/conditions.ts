import type { Parameters } from './database';

/** Writes one condition of a filter and adds its values. It is true or false for every row, never unknown. */
export interface Condition {
  (parameters: Parameters): string;
  /** When it is that a related row exists: so its list can also be read from that end. */
  readonly relation?: Relation;
  /** Whether filters of this form combine to more texts than statements are worth keeping prepared. */
  readonly combined?: boolean;
}

/** Rows of other tables that belong to a row of a list. */
export interface Relation {
  /** The tables, with their names. */
  from: string;
  /** The column of these that has the id of the row. */
  key: string;
  /** That id, as the list names it. */
  row: string;
  conditions: readonly Condition[];
  /** Whether its conditions hold for a good part of all rows, so that it is no way to few. */
  broad?: boolean;
}

/** At least one related row fits: one EXISTS. */
export function exists(relation: Relation): Condition {
  return Object.assign((p: Parameters) => `EXISTS (${existing(relation, p)})`, { relation, combined: true });
}

/** The rows that `exists` looks for, of one row of the list. */
export function existing({ from, key, row, conditions }: Relation, parameters: Parameters): string {
  return `SELECT 1 FROM ${from} WHERE ${[`${key} = ${row}`, ...conditions.map((write) => write(parameters))].join(' AND ')}`;
}

/** The ids of all rows of the list that have one: the same, from the other end. */
export function idsOf({ from, key, conditions }: Relation, parameters: Parameters): string {
  return `SELECT ${key} AS id FROM ${from} WHERE ${conditions.map((write) => write(parameters)).join(' AND ')}`;
}

/** All of them hold; true of none. */
export function allOf(conditions: readonly Condition[]): Condition {
  const [only] = conditions;
  if (only && conditions.length === 1) return only;
  return Object.assign((p: Parameters) => (only ? `(${conditions.map((write) => write(p)).join(' AND ')})` : 'true'), { combined: conditions.some(({ combined }) => combined) });
}

/** At least one of them holds; false of none. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return Object.assign((p: Parameters) => (conditions.length > 0 ? `(${conditions.map((write) => `(${write(p)})`).join(' OR ')})` : 'false'), { combined: true });
}

/** They do not all hold. */
export function noneOf(conditions: readonly Condition[]): Condition {
  const all = allOf(conditions);
  return Object.assign((p: Parameters) => `NOT (${all(p)})`, { combined: true });
}
