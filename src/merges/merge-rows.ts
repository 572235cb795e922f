import type { EntityManager } from 'typeorm';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import type { Mergeable } from './mergeable';
import { recordMerge } from './record-merge';

/** A row as PostgreSQL writes it in JSON. */
export type Row = Readonly<Record<string, unknown>> & { id: number };

/** Everything that undoing a merge puts back. */
export interface Snapshot {
  /** The rows that were merged away. */
  rows: Row[];
  /** By table: the rows that went over, each by its key, with whose it was. */
  moved: Record<string, object[]>;
  /** By table: rows that would have said something twice. */
  dropped: Record<string, object[]>;
  /** Redirects that led to a row that was merged away, with where they led. */
  redirects: { oldId: number; newId: number }[];
  /** What the row that stays took over, column by column. */
  filled: Record<string, unknown>;
}

/** Merges rows into another of their type: what belongs to them goes over, their ids and slugs lead there. Gives the id of the merge. */
export async function mergeRows(manager: EntityManager, mergeable: Mergeable, intoId: number, fromIds: readonly number[], by: string): Promise<number> {
  const { type, table, columns, name } = mergeable;
  const rows = await lockRows(manager, mergeable, intoId, fromIds);
  const into = rows.find(({ id }) => id === intoId) as Row; // lockRows found them all
  const from = rows.filter(({ id }) => id !== intoId);
  const snapshot: Snapshot = { rows: from.map((row) => pick(row, columns)), moved: {}, dropped: {}, redirects: [], filled: {} };
  for (const drop of mergeable.drops) {
    const [dropped]: [{ row: object }[], number] = await manager.query(`DELETE FROM ${drop.table} x WHERE ${drop.condition} RETURNING to_jsonb(x) AS row`, [fromIds, intoId]);
    snapshot.dropped[drop.table] = dropped.map(({ row }) => row);
  }
  for (const { table: moved, owner, key } of mergeable.moves) {
    const keys = Object.keys(key);
    const [went]: [object[], number] = await manager.query(`
      UPDATE ${moved} x SET ${owner} = $2 FROM (SELECT ${keys.join(', ')}, ${owner} AS was FROM ${moved} WHERE ${owner} = ANY($1::bigint[])) y
      WHERE x.${owner} = y.was AND ${keys.map((column) => `x.${column} = y.${column}`).join(' AND ')}
      RETURNING ${keys.map((column) => `x.${column}`).join(', ')}, y.was`, [fromIds, intoId]);
    snapshot.moved[moved] = went;
  }
  snapshot.redirects = await redirect(manager, mergeable, from, intoId);
  await manager.query(`DELETE FROM ${table} WHERE id = ANY($1::bigint[])`, [fromIds]);
  if (type === 'Source') await manager.query('INSERT INTO source_keys (key, source_id) SELECT unnest($1::text[]), $2', [from.map(({ key }) => key), intoId]);
  snapshot.filled = await fill(manager, mergeable, into, from);
  return recordMerge(manager, { kind: mergeable.kind, survivorId: intoId, absorbedNames: from.map((row) => String(row[name])), snapshot, by });
}

async function lockRows(manager: EntityManager, { table, noun }: Mergeable, intoId: number, fromIds: readonly number[]): Promise<Row[]> {
  const rows: { row: Row }[] = await manager.query(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE`, [[intoId, ...fromIds]]);
  const found = new Set(rows.map(({ row }) => row.id));
  const missing = (id: number) => !found.has(id);
  const say = (field: string) => new Mistake(field, UserErrorCode.NOT_FOUND, `${field}: expected the id of a ${noun} that is there, got one that is not, or was merged into another. Ask for it by its id to see where it went.`);
  if (missing(intoId)) throw say('input.intoId');
  if (fromIds.some(missing)) throw say('input.fromIds');
  return rows.map(({ row }) => row);
}

/** Lets the ids and slugs of rows lead to another, and what led to them too: a redirect never leads to a redirect. */
async function redirect(manager: EntityManager, { type, hasSlug }: Mergeable, from: readonly Row[], intoId: number): Promise<Snapshot['redirects']> {
  const ids = from.map(({ id }) => id);
  const before: Snapshot['redirects'] = await manager.query('SELECT old_id AS "oldId", new_id AS "newId" FROM redirects WHERE type = $1 AND new_id = ANY($2::bigint[])', [type, ids]);
  await manager.query('UPDATE redirects SET new_id = $3 WHERE type = $1 AND new_id = ANY($2::bigint[])', [type, ids, intoId]);
  await manager.query('INSERT INTO redirects (type, old_id, slug, new_id) SELECT $1, id, slug, $3 FROM jsonb_to_recordset($2) AS r (id bigint, slug text)',
    [type, JSON.stringify(from.map(({ id, slug }) => ({ id, slug: hasSlug ? slug : null }))), intoId]);
  return before;
}

/** What the row that stays does not know, the first that does tells it. */
async function fill(manager: EntityManager, { table, fills }: Mergeable, into: Row, from: readonly Row[]): Promise<Record<string, unknown>> {
  const filled: Record<string, unknown> = {};
  for (const group of fills) {
    const [first = ''] = group;
    const giver = into[first] === null ? from.find((row) => row[first] !== null) : undefined;
    if (giver) for (const column of group) filled[column] = giver[column];
  }
  const columns = Object.keys(filled);
  if (columns.length > 0) await manager.query(`UPDATE ${table} SET ${columns.map((column, i) => `${column} = $${i + 2}`).join(', ')} WHERE id = $1`, [into.id, ...Object.values(filled)]);
  return filled;
}

/** The named columns of a row, `id` among them: fromEntries forgets that. */
function pick(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[column]])) as unknown as Row;
}
