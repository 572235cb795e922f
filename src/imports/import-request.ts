import type { DataSource } from 'typeorm';
import { patiently } from '../database/patiently';
import { type LivingRun, takeAlone } from './living-run';
import { shownError } from './shown-error';

/** What is handed in to be imported: a text, or what is at an address. */
export interface HandedIn { content: Buffer | null; url: string | null; format: string | null; originName: string | null }

/** What was handed in, kept until it is imported, and taken by this process. */
export interface ImportRequest extends HandedIn {
  id: number;
  /** The run that was begun for it. */
  runId: number | null;
  /** How often a server has begun with it since something new of it was written. */
  attempts: number;
  life: LivingRun;
  /** Aborted when the server stops: the run then stays as it is, and goes on later. */
  signal: AbortSignal;
}

/** One that ends its server each time must not do so for ever. */
export const mostAttempts = 10;

/** Keeps what was handed in, before anything is done with it. */
export async function keepRequest(dataSource: DataSource, handedIn: HandedIn, signal: AbortSignal): Promise<ImportRequest> {
  const [row]: { id: number }[] = await dataSource.query(`SELECT nextval(pg_get_serial_sequence('import_requests', 'id')) AS id`);
  if (!row) throw new Error('PostgreSQL gave no id for what was handed in');
  const life = await takeAlone(dataSource, row.id); // before others can see it
  if (!life) throw new Error(`expected the new import request ${row.id} to be free, found that another process has it`);
  const { content, url, format, originName } = handedIn;
  try {
    await dataSource.query('INSERT INTO import_requests (id, content, url, format, origin_name) VALUES ($1, $2, $3, $4, $5)', [row.id, content, url, format, originName]);
  } catch (error) {
    await life.end();
    throw error;
  }
  return { ...handedIn, id: row.id, runId: null, attempts: 1, life, signal };
}

/** The ids of what is not imported yet, but for those that this process has. */
export async function waitingRequests(dataSource: DataSource, own: Iterable<number>): Promise<number[]> {
  const rows: { id: number }[] = await dataSource.query('SELECT id FROM import_requests WHERE id <> ALL($1::bigint[]) ORDER BY id', [[...own]]);
  return rows.map(({ id }) => id);
}

/** Takes what a process left behind that ended in the middle; null when a living one has it, or it is done. */
export async function takeRequest(dataSource: DataSource, id: number, signal: AbortSignal): Promise<ImportRequest | null> {
  const life = await takeAlone(dataSource, id);
  if (!life) return null;
  try {
    const [[row]]: [Omit<ImportRequest, 'life' | 'signal'>[], number] = await dataSource.query(`UPDATE import_requests SET attempts = attempts + 1 WHERE id = $1
      RETURNING id, run_id AS "runId", content, url, format, origin_name AS "originName", attempts`, [id]);
    if (row) return { ...row, life, signal };
  } catch (error) {
    await life.end();
    throw error;
  }
  await life.end();
  return null;
}

/** Lets it go as it was, for whoever is there next: a server that stops in good order is no attempt. */
export async function giveBack(dataSource: DataSource, { id, life }: ImportRequest): Promise<void> {
  await dataSource.query('UPDATE import_requests SET attempts = attempts - 1 WHERE id = $1', [id]);
  await life.end();
}

/**
 * Keeps it no longer. A run of it that an earlier server began and that could not go on has failed, and says why.
 * @param error why nothing of it could be read again; null when there was nothing
 */
export async function settleRequest(dataSource: DataSource, { id, url }: ImportRequest, error: unknown): Promise<void> {
  const reason = `the server ended in the middle of this import, and it cannot go on: ${error === null ? 'there is nothing to import any more' : shownError(error).replace(/\.$/, '')}. What was imported stays; import the same again, and it goes on from there`;
  await patiently(() => dataSource.transaction(async (manager) => {
    const [[run]]: [{ id: number; originId: number }[], number] = await manager.query(`UPDATE import_runs r SET status = 'FAILED', finished_at = now(), failed_count = 1
      FROM import_requests q WHERE q.id = $1 AND r.id = q.run_id AND r.status = 'RUNNING' RETURNING r.id, r.origin_id AS "originId"`, [id]);
    await manager.query('DELETE FROM import_requests WHERE id = $1', [id]);
    if (!run) return;
    await manager.query('DELETE FROM import_failures WHERE run_id = $1', [run.id]);
    await manager.query('INSERT INTO import_failures (run_id, position, item, reason) VALUES ($1, 1, $2, $3)', [run.id, url === null ? 'the content' : 'the address', reason]);
    await manager.query('UPDATE origins SET last_synced_at = now(), last_error = $2 WHERE id = $1', [run.originId, reason]);
  }));
}
