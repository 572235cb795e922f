import type { EntityManager } from 'typeorm';
import { IbidError } from '../errors';
import type { LibraryKind } from './library-kinds';

/** Rows of a kind in the order of their ids, a page in memory at a time. `originId` null is every origin. */
export async function* readLibrary<Row extends { id: number }>(manager: EntityManager, { alias, columns, from, page }: LibraryKind, originId: number | null): AsyncGenerator<Row> {
  let last = 0;
  for (;;) {
    const rows: Row[] = await manager.query(`SELECT ${columns} FROM ${from} AND ${alias}.id > $1 ORDER BY ${alias}.id LIMIT $3::integer`, [last, originId, page]);
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < page) return;
    last = end.id;
  }
}

/** How many rows of these kinds there are. */
export async function countLibrary(manager: EntityManager, kinds: readonly LibraryKind[], originId: number | null): Promise<number> {
  let total = 0;
  for (const { from } of kinds) {
    const [row]: { count: number }[] = await manager.query(`SELECT count(*) AS count, $1::bigint FROM ${from.replaceAll('$2', '$1')}`, [originId]);
    total += row?.count ?? 0;
  }
  return total;
}

/** The id of the origin of a name; null for no name. */
export async function originIdOf(manager: EntityManager, name: string | undefined): Promise<number | null> {
  if (name === undefined) return null;
  const rows: { id: number; name: string }[] = await manager.query('SELECT id, name FROM origins ORDER BY name');
  const found = rows.find((row) => row.name === name);
  if (!found) throw new IbidError('ORIGIN_NOT_FOUND', `There is no origin named "${name}".`, `These are there: ${rows.map((row) => `"${row.name}"`).join(', ') || 'none'}.`);
  return found.id;
}
