import type { Order } from '../graph/cursor';
import type { PageOfRows } from '../graph/connection';
import type { Page } from '../graph/page-arguments';
import { type Condition, type Relation, existing, idsOf } from './conditions';
import { Parameters, type ReadSession, type Statement, statement, statementForValues } from './database';

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

/** So many related rows are looked at to learn whether a relation leads to few rows or to many; more where it leads on to a third, for there each step of a walk costs the most; and of each step of a chain. */
const few = 2000, fewOfThree = 20_000, fewOfStep = 8000;
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

/** The rows that a relation leads to, read up to a bound: steps of a WITH, of which the last bears the name; whether there are more; and what a row of a walk is asked then. */
interface Lead { name: string; steps: string[]; many: string; row: string; walked: string }

function leadOf(relation: Relation, name: string, parameters: Parameters): Lead {
  const chain = chainOf(relation);
  const whole = `EXISTS (${existing(relation, parameters)} OFFSET 0)`;
  if (chain.length === 1) {
    const most = relation.conditions.some((condition) => condition.relation?.conditions.some((within) => within.relation)) ? fewOfThree : few;
    return { name, row: relation.row, steps: [`${name} AS MATERIALIZED (${idsOf(relation, parameters)} LIMIT ${most + 1})`], many: `(SELECT count(*) FROM ${name}) > ${most}`, walked: whole };
  }
  // From the innermost: each step has an end, where one plan of all hashes everything that the inner relations hold for before it gives a row.
  const nameOf = (depth: number): string => (depth === 0 ? name : `${name}_${depth}`);
  const steps = chain.map((each, depth) => {
    const inner = chain[depth + 1], beyond = nameOf(depth + 1);
    const ids = inner ? `SELECT next.id FROM (SELECT DISTINCT id FROM ${beyond}) AS known CROSS JOIN LATERAL (SELECT ${each.key} AS id FROM ${each.from} WHERE ${inner.row} = known.id AND ${onlyConditionOf(each)(parameters)} OFFSET 0) AS next
      WHERE (SELECT count(*) FROM ${beyond}) <= ${fewOfStep}` : idsOf(each, parameters);
    return `${nameOf(depth)} AS MATERIALIZED (${ids} LIMIT ${fewOfStep + 1})`;
  }).reverse();
  const fits = (depth: number): string => chain.slice(depth).map((_, i) => `(SELECT count(*) FROM ${nameOf(depth + i)}) <= ${fewOfStep}`).join(' AND ');
  // A walk asks only up to the nearest step that is known as a whole. IS TRUE keeps it a look-up in a hash that is made once.
  const upTo = (known: number, depth = 0): string => {
    const [each, inner] = chain.slice(depth) as [Relation, Relation]; // there is one within: `known` is a step of the chain
    const next = depth + 1 === known ? `(${inner.row} IN (SELECT id FROM ${nameOf(known)})) IS TRUE` : `EXISTS (${upTo(known, depth + 1)})`;
    return `SELECT 1 FROM ${each.from} WHERE ${each.key} = ${each.row} AND ${onlyConditionOf(each)(parameters)} AND ${next}`;
  };
  const shortened = chain.slice(1).map((_, i) => `WHEN ${fits(i + 1)} THEN EXISTS (${upTo(i + 1)} OFFSET 0)`);
  return { name, row: relation.row, steps, many: `NOT (${fits(0)})`, walked: `CASE ${shortened.join(' ')} ELSE ${whole} END` };
}

/** What a relation of a chain asks beside the next of it. */
function onlyConditionOf({ conditions: [only] }: Relation): Condition {
  if (!only) throw new Error('a relation of a chain should have a condition of its own before the next relation, and has none');
  return only;
}

/** The relations within each other, outermost first, as long as each asks for nothing but the next: only then many rows of an inner one mean many of the outer. */
function chainOf(relation: Relation): Relation[] {
  const [, next, ...others] = relation.conditions;
  return next?.relation && !next.relation.broad && others.length === 0 ? [relation, ...chainOf(next.relation)] : [relation];
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
