import type { EntityManager } from 'typeorm';
import type { Mergeable } from './mergeable';
import type { Snapshot } from './merge-rows';

/**
 * Puts back what a merge took together. What came to the row that stays since then remains there; so does what was taken
 * from it since, by another merge or correction.
 */
export async function unmergeRows(manager: EntityManager, mergeable: Mergeable, survivorId: number, { rows, moved, dropped, redirects, filled }: Snapshot): Promise<void> {
  const { type, table, columns, refers } = mergeable;
  const ids = rows.map(({ id }) => id);
  const values = columns.map((column) => (refers[column] ? idNow(refers[column], `r.${column}`) : `r.${column}`)).join(', ');
  if (type === 'Source') await manager.query('DELETE FROM source_keys WHERE source_id = $1 AND key = ANY($2::text[])', [survivorId, rows.map(({ key }) => key)]);
  await emptyFilled(manager, mergeable, survivorId, filled);
  await manager.query(`INSERT INTO ${table} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM jsonb_populate_recordset(NULL::${table}, $1) AS r`, [JSON.stringify(rows)]);
  await manager.query('DELETE FROM redirects WHERE type = $1 AND old_id = ANY($2::bigint[])', [type, ids]);
  await manager.query(`UPDATE redirects x SET new_id = r."newId" FROM jsonb_to_recordset($2) AS r ("oldId" bigint, "newId" bigint) WHERE x.type = $1 AND x.old_id = r."oldId"`,
    [type, JSON.stringify(redirects)]);
  for (const { table: back, owner, key } of mergeable.moves) {
    const keys = Object.entries(key);
    await manager.query(`UPDATE ${back} x SET ${owner} = r.was FROM jsonb_to_recordset($1) AS r (${keys.map((pair) => pair.join(' ')).join(', ')}, was bigint)
      WHERE x.${owner} = $2 AND ${keys.map(([column]) => `x.${column} = r.${column}`).join(' AND ')}`, [JSON.stringify(moved[back] ?? []), survivorId]);
  }
  for (const { table: back, parent } of mergeable.drops) {
    await manager.query(`INSERT INTO ${back} (${parent.column}, position, author_id)
      SELECT r.${parent.column}, r.position, ${idNow('Author', 'r.author_id')} FROM jsonb_populate_recordset(NULL::${back}, $1) AS r JOIN ${parent.table} p ON p.id = r.${parent.column}
      ON CONFLICT DO NOTHING`, [JSON.stringify(dropped[back] ?? [])]);
  }
}

/** What the row that stays took over and still has, it gives back. */
async function emptyFilled(manager: EntityManager, { table, fills }: Mergeable, survivorId: number, filled: Snapshot['filled']): Promise<void> {
  for (const [first, ...others] of fills) {
    if (first === undefined || filled[first] === undefined) continue;
    await manager.query(`UPDATE ${table} SET ${[first, ...others].map((column) => `${column} = DEFAULT`).join(', ')} WHERE id = $1 AND ${first} = $2`, [survivorId, filled[first]]);
  }
}

/** The id in a column, or where it went when that row was merged into another since. */
function idNow(type: Mergeable['type'], column: string): string {
  return `COALESCE((SELECT new_id FROM redirects WHERE type = '${type}' AND old_id = ${column}), ${column})`;
}
