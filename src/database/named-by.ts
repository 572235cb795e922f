import { type NodeType, readNodeId } from '../graph/node-id';
import type { Condition } from './lists';

const tables = { Author: 'authors', Publisher: 'publishers' } satisfies Partial<Record<NodeType, string>>;

/** `column` is the id of the row that an input such as `PublisherBy` names, by id or by slug. */
export function idNamedBy(column: string, type: keyof typeof tables, by: { id?: string; slug?: string }, argument: string): Condition {
  if (by.id != null) {
    const { id } = readNodeId(by.id, `${argument}.id`, type);
    return (parameters) => `${column} = ${parameters.add(id)}::bigint`;
  }
  return (parameters) => `${column} = (SELECT id FROM ${tables[type]} WHERE slug = ${parameters.add(by.slug)}::text)`;
}
