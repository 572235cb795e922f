import type { EntityManager } from 'typeorm';
import type { MergeKind } from './merge.type';

interface Decision { kind: `${MergeKind}`; survivorId: number; absorbedNames?: readonly string[]; snapshot: object; by: string }

/** Writes down a decision with what it takes to undo it; gives its id. Its instant is that of the transaction, which other rows can be compared with. */
export async function recordMerge(manager: EntityManager, { kind, survivorId, absorbedNames = [], snapshot, by }: Decision): Promise<number> {
  const [row]: { id: number }[] = await manager.query('INSERT INTO merges (kind, survivor_id, absorbed_names, snapshot, merged_by) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [kind, survivorId, absorbedNames, JSON.stringify(snapshot), by]);
  if (!row) throw new Error('PostgreSQL gave no id for a merge');
  return row.id;
}
