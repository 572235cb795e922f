import { type Condition, type Relation, existing, idsOf } from './conditions';
import type { Parameters } from './database';

/** So many related rows are looked at to learn whether a relation leads to few rows or to many; more where it leads on to a third, for there each step of a walk costs the most; and of each step of a chain. */
const few = 2000, fewOfThree = 20_000, fewOfStep = 8000;

/** The rows that a relation leads to, read up to a bound: steps of a WITH, of which the last bears the name; whether there are more; and what a row of a walk is asked then. */
export interface Lead { name: string; steps: string[]; many: string; row: string; walked: string }

/** How the rows of a relation are found from its other end, and met on a walk. */
export function leadOf(relation: Relation, name: string, parameters: Parameters): Lead {
  const chain = chainOf(relation);
  const whole = `EXISTS (${existing({ ...relation, conditions: relation.conditions.map(fromTheRow) }, parameters)} OFFSET 0)`;
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

/**
 * IS TRUE says the same of a condition and is in no index: so each step of a walk begins at its row. The planner holds the thousands of works of a large publisher for fifty,
 * and would read them all at each step. The first condition is what makes a row visible; partial indexes are of it.
 */
function fromTheRow(condition: Condition, place: number): Condition {
  return place === 0 || condition.relation ? condition : (parameters) => `(${condition(parameters)}) IS TRUE`;
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
