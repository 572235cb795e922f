import type { Order } from '../graph/cursor';
import type { PageOfRows } from '../graph/connection';
import type { Page } from '../graph/page-arguments';
import { type Condition, type Relation, existing, idsOf } from './conditions';
import { Parameters, type ReadSession, type Statement, statement, statementForValues } from './database';
import { leadOf } from './leads';

/** A list that can be paged: which rows, and which column they hang on when they are children. */
export interface List {
  /** In cursors and errors, e.g. `articles` or `Article.citations`. */
  name: string;
  columns: string;
  /** Tables with their names; of children also what is worked out of `parent.id`, the parent that is asked for. */
  from: string;
  /** What makes a row visible at all. */
  where: string;
  /** Its row in `list_counts`, where the length of the whole list is kept. */
  countedAs?: string;
  /** The column with the id of the parent; absent for a list of the root. */
  parent?: string;
}

/** A page of a list of the root: one statement. */
export async function readPageOfRows<Row>(db: ReadSession, list: List, order: Order, page: Page, conditions: readonly Condition[]): Promise<PageOfRows<Row>> {
  const parameters = new Parameters();
  const leads = conditions.flatMap(({ relation }) => (relation && !relation.broad ? [relation] : [])).slice(0, mostLeads);
  const text = leads.length > 0 ? selectFromAnyEnd(list, order, page, conditions, leads, parameters) : select(list, order, page, allOf(list, conditions, parameters), parameters);
  return trim(await db.rows<Row>(statementOf(text, conditions), parameters.values), page);
}

/** The same page of the children of many parents: one statement, one index scan a parent. */
export async function readPagesByParent<Row>(db: ReadSession, list: List, order: Order, page: Page, parents: readonly number[]): Promise<PageOfRows<Row>[]> {
  const parameters = new Parameters();
  const ids = parameters.add(parents);
  const children = select(list, order, page, [list.where, `${parentOf(list)} = parent.id`], parameters);
  const text = `SELECT parent.id AS "parentId", child.* FROM unnest(${ids}::bigint[]) AS parent (id) CROSS JOIN LATERAL (${children}) AS child`;
  const rowsOf = new Map<number, Row[]>(parents.map((id) => [id, []]));
  for (const row of await db.rows<Row & { parentId: number }>(statement(text), parameters.values)) rowsOf.get(row.parentId)?.push(row);
  return parents.map((id) => trim(rowsOf.get(id) ?? [], page));
}

const keptCount = statement('SELECT count FROM list_counts WHERE list = $1');

/** How many rows a list has under a filter; without one it is kept, so that asking does not grow with the list. */
export async function countRows(db: ReadSession, list: List, conditions: readonly Condition[]): Promise<number> {
  if (list.countedAs !== undefined && conditions.length === 0) {
    const [kept] = await db.rows<{ count: number }>(keptCount, [list.countedAs]);
    if (kept) return kept.count;
  }
  const parameters = new Parameters();
  const where = allOf(list, conditions, parameters).join(' AND ');
  const [row] = await db.rows<{ count: number }>(statementOf(`SELECT count(*) FROM ${list.from} WHERE ${where}`, conditions), parameters.values);
  return row?.count ?? 0;
}

/** How many children each parent has: one statement. */
export async function countByParent(db: ReadSession, list: List, parents: readonly number[]): Promise<number[]> {
  const children = `SELECT count(*) FROM ${list.from} WHERE ${list.where} AND ${parentOf(list)} = parent.id`;
  const text = `SELECT parent.id AS "parentId", (${children}) AS count FROM unnest($1::bigint[]) AS parent (id)`;
  const rows = await db.rows<{ parentId: number; count: number }>(statement(text), [parents]);
  const counts = new Map(rows.map(({ parentId, count }) => [parentId, count]));
  return parents.map((id) => counts.get(id) ?? 0);
}

/** Whether rows of a list of the root stand outside a page: at or before its `after` cursor, or at or after its `before` cursor. */
export async function rowsBeyond(db: ReadSession, list: List, order: Order, side: 'after' | 'before', page: Page, conditions: readonly Condition[]): Promise<boolean> {
  const parameters = new Parameters();
  const where = allOf(list, conditions, parameters);
  const [row] = await db.rows<{ found: boolean }>(statementOf(`SELECT ${nearestOutside(list, order, side, page, where, parameters)} AS found`, conditions), parameters.values);
  return row?.found ?? false;
}

/** The same of the children of many parents: one statement. */
export async function rowsBeyondByParent(db: ReadSession, list: List, order: Order, side: 'after' | 'before', page: Page, parents: readonly number[]): Promise<boolean[]> {
  const parameters = new Parameters();
  const ids = parameters.add(parents);
  const outside = nearestOutside(list, order, side, page, [list.where, `${parentOf(list)} = parent.id`], parameters);
  const text = `SELECT parent.id FROM unnest(${ids}::bigint[]) AS parent (id) WHERE ${outside}`;
  const found = new Set((await db.rows<{ id: number }>(statement(text), parameters.values)).map(({ id }) => id));
  return parents.map((id) => found.has(id));
}

/**
 * True when a row stands on the far side of a cursor. It asks for the nearest, in the order of the index: EXISTS leaves the
 * order to the planner, which then reads the table from its other end, fifty milliseconds in the middle of 100,000 rows.
 */
function nearestOutside(list: List, order: Order, side: 'after' | 'before', page: Page, where: string[], parameters: Parameters): string {
  const cursor = page[side];
  if (!cursor) return 'false';
  const [operator, direction] = order.descending === (side === 'after') ? ['>=', 'ASC'] : ['<=', 'DESC'];
  const nearest = [...where, compare(order, operator as '>=' | '<=', cursor, parameters)].join(' AND ');
  return `(SELECT true FROM ${list.from} WHERE ${nearest} ORDER BY ${order.columns.map(({ sql }) => `${sql} ${direction}`).join(', ')} LIMIT 1) IS NOT NULL`;
}

function allOf(list: List, conditions: readonly Condition[], parameters: Parameters): string[] {
  return [list.where, ...conditions.map((write) => write(parameters))];
}

/** Filters that combine freely are planned each time: prepared, they would take the places of the statements that every request needs. */
function statementOf(text: string, conditions: readonly Condition[]): Statement {
  return conditions.some(({ combined }) => combined) ? statementForValues(text) : statement(text);
}

/** So many relations of a filter are looked at in this way. */
const mostLeads = 3;

/**
 * A page under conditions that lead through relations. No plan is good for all: rows that few others lead to are found from those, within a moment;
 * rows that many lead to are met soon on a walk in the order of the list, where finding and sorting them all would take as long as there are many. PostgreSQL
 * cannot know which it is, so each is written, and one of them runs. OFFSET 0 keeps the EXISTS of the walk to the rows that the walk meets.
 */
function selectFromAnyEnd(list: List, order: Order, page: Page, conditions: readonly Condition[], leads: readonly Relation[], parameters: Parameters): string {
  const led = leads.map((lead, i) => leadOf(lead, `led_${'abc'[i] ?? ''}`, parameters));
  const many = led.map((lead) => lead.many);
  const part = (where: readonly string[]): string => `(${select(list, order, page, [list.where, ...where], parameters)})`;
  const walked = part([...many, ...conditions.map((write) => {
    const lead = write.relation && led[leads.indexOf(write.relation)];
    return lead?.walked ?? (write.relation ? `EXISTS (${existing(write.relation, parameters)} OFFSET 0)` : write(parameters));
  })]);
  const found = led.map(({ name, row }, i) => part([`${row} IN (SELECT ${name}.id FROM ${name})`, ...many.slice(0, i), `NOT (${many[i] ?? ''})`, ...conditions.filter(({ relation }) => !relation || relation !== leads[i])
    .map((write) => (write.relation ? `${write.relation.row} IN (${idsOf(write.relation, parameters)})` : write(parameters)))]));
  const direction = order.descending === page.backward ? 'ASC' : 'DESC';
  return `WITH ${led.flatMap(({ steps }) => steps).join(', ')} SELECT * FROM (${[walked, ...found].join(' UNION ALL ')}) AS page ` +
    `ORDER BY ${order.columns.map(({ property }) => `page."${property}" ${direction}`).join(', ')} LIMIT ${parameters.add(page.size + 1)}::integer`;
}

function select(list: List, order: Order, page: Page, where: string[], parameters: Parameters): string {
  const bounds = (['after', 'before'] as const).flatMap((side) => (page[side] ? [compare(order, order.descending === (side === 'after') ? '<' : '>', page[side], parameters)] : []));
  const direction = order.descending === page.backward ? 'ASC' : 'DESC';
  return `SELECT ${list.columns} FROM ${list.from} WHERE ${[...where, ...bounds].join(' AND ')} ` +
    `ORDER BY ${order.columns.map(({ sql }) => `${sql} ${direction}`).join(', ')} LIMIT ${parameters.add(page.size + 1)}::integer`;
}

/** `(a, b) < ($1, $2)`: the rows on one side of a cursor, as one index range. */
function compare(order: Order, operator: '<' | '>' | '<=' | '>=', cursor: readonly (string | number)[], parameters: Parameters): string {
  const places = order.columns.map(({ type }, i) => `${parameters.add(cursor[i])}::${type}`);
  return `(${order.columns.map(({ sql }) => sql).join(', ')}) ${operator} (${places.join(', ')})`;
}

/** One row more than the page was read, to know whether more follow. */
function trim<Row>(rows: Row[], page: Page): PageOfRows<Row> {
  const more = rows.length > page.size;
  if (more) rows.pop();
  if (page.backward) rows.reverse();
  return { rows, more };
}

function parentOf({ name, parent }: List): string {
  if (!parent) throw new Error(`the list ${name} has no parent column`);
  return parent;
}
