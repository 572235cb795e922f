import { type NodeType, readNodeId } from '../graph/node-id';
import type { Condition } from './conditions';

const tables = { Author: 'authors', Publisher: 'publishers' } satisfies Partial<Record<NodeType, string>>;

/** The id in a placeholder, or where it went when that row was merged into another. */
export function idNow(type: NodeType, placeholder: string): string {
  return `COALESCE((SELECT new_id FROM redirects WHERE type = '${type}' AND old_id = ${placeholder}::bigint), ${placeholder}::bigint)`;
}

/** `column` is the id of the row that an input such as `PublisherBy` names, by id or by slug, also those of a row that was merged into it. */
export function idNamedBy(column: string, type: keyof typeof tables, by: { id?: string; slug?: string }, argument: string): Condition {
  if (by.id != null) {
    const { id } = readNodeId(by.id, `${argument}.id`, type);
    return (parameters) => `${column} = ${idNow(type, parameters.add(id))}`;
  }
  return (parameters) => {
    const slug = `${parameters.add(by.slug)}::text`;
    return `${column} = COALESCE((SELECT id FROM ${tables[type]} WHERE slug = ${slug}), (SELECT new_id FROM redirects WHERE type = '${type}' AND slug = ${slug}), 0)`; // no row has the id 0, where NULL would be neither equal nor not
  };
}
