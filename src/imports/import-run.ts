import type { DataSource, EntityManager } from 'typeorm';
import type { ImportReport } from './import-report';
import type { ImportRequest } from './import-request';
import { type ImportStore, lastingStore } from './import-store';
import type { ImportedContent } from './imported-content';
import { markAbandonedRuns, signOfLife } from './living-run';
import { holdable, shownError } from './shown-error';

/** The record of an import, as it goes. */
export interface ImportRun {
  originId: number;
  runId: number;
  /** Writes what was done until now, with what failed since the last time. */
  keep(report: ImportReport): Promise<void>;
  /** Everything was read. */
  finish(report: ImportReport): Promise<void>;
  /** It cannot go on. */
  fail(report: ImportReport, error: unknown): Promise<void>;
}

/** A run with its origin, which is made when there is none of the name. */
async function insertRun(manager: EntityManager, name: string, { format, origin: { url } }: ImportedContent): Promise<{ originId: number; runId: number }> {
  const [row]: { originId: number; runId: number }[] = await manager.query(
    `WITH origin AS (
       INSERT INTO origins (name, kind, url) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET url = COALESCE(excluded.url, origins.url), removed_at = NULL RETURNING id
     ) INSERT INTO import_runs (origin_id, format) SELECT id, $2 FROM origin RETURNING origin_id AS "originId", id AS "runId"`, [name, format, url]);
  if (!row) throw new Error('PostgreSQL gave no id for an import run');
  return row;
}

/** The run of a rehearsal: nobody sees its record. */
export async function openRehearsal(store: ImportStore, name: string, content: ImportedContent): Promise<ImportRun> {
  const nothing = (): Promise<void> => Promise.resolve();
  return { ...await store.write((manager) => insertRun(manager, name, content)), keep: nothing, finish: nothing, fail: nothing };
}

/** The run of what was handed in: the one that an earlier server began, told from its beginning, or a new one. */
async function runOf(manager: EntityManager, { id, runId }: ImportRequest, name: string, content: ImportedContent): Promise<{ originId: number; runId: number }> {
  const [[begun]]: [{ originId: number; runId: number }[], number] = await manager.query(
    `UPDATE import_runs SET status = 'RUNNING', counts = '{}', failed_count = 0, finished_at = NULL WHERE id = $1 RETURNING origin_id AS "originId", id AS "runId"`, [runId]);
  if (begun) {
    await manager.query('DELETE FROM import_failures WHERE run_id = $1', [runId]);
    return begun;
  }
  const run = await insertRun(manager, name, content);
  await manager.query('UPDATE import_requests SET run_id = $2 WHERE id = $1', [id, run.runId]);
  return run;
}

/**
 * Opens the record of a run, which can be asked for while it goes on, and marks those of the origin whose process was killed.
 * @param request what was handed in, when it is kept: the run stays open until that is imported
 */
export async function openRun(dataSource: DataSource, name: string, content: ImportedContent, request?: ImportRequest): Promise<ImportRun> {
  const store = lastingStore(dataSource);
  const { originId, runId } = await store.write((manager) => (request ? runOf(manager, request, name, content) : insertRun(manager, name, content)));
  const life = request?.life ?? signOfLife(dataSource, runId);
  let told = 0;
  const update = async (manager: EntityManager, status: string, { failed, origin, format, ...counts }: ImportReport): Promise<void> => {
    await life.renew();
    await manager.query(`UPDATE import_runs SET status = $2, counts = $3, failed_count = $4, finished_at = CASE WHEN $2 <> 'RUNNING' THEN now() END WHERE id = $1`,
      [runId, status, JSON.stringify(counts), failed.length]);
    if (failed.length === told) return;
    await manager.query(`INSERT INTO import_failures (run_id, position, item, reason)
      SELECT $1, n, item, reason FROM json_to_recordset($2) AS r (n integer, item text, reason text) ON CONFLICT DO NOTHING`,
    [runId, JSON.stringify(failed.slice(told).map(({ item, reason }, i) => ({ n: told + i + 1, item: holdable(item), reason: holdable(reason) })))]);
  };
  const end = async (status: 'FINISHED' | 'FAILED', report: ImportReport, lastError: string | null): Promise<void> => {
    try {
      await store.write(async (manager) => {
        await update(manager, status, report);
        await manager.query('DELETE FROM import_items WHERE run_id = $1', [runId]);
        if (request) await manager.query('DELETE FROM import_requests WHERE id = $1', [request.id]);
        await manager.query('UPDATE origins SET last_synced_at = now(), last_success_at = CASE WHEN $2::text IS NULL THEN now() ELSE last_success_at END, last_error = $2 WHERE id = $1', [originId, lastError]);
      });
    } finally {
      if (!request) await life.end();
    }
  };
  await store.write(async (manager) => {
    await life.renew();
    await markAbandonedRuns(manager, originId);
  });
  return {
    originId, runId,
    async keep(report) {
      const { length } = report.failed;
      await store.write(async (manager) => {
        await manager.query('SET LOCAL synchronous_commit = off'); // a record, which the next batch brings to the disk
        await update(manager, 'RUNNING', report);
        if (request && report.articles.created + report.articles.updated > 0) await manager.query('UPDATE import_requests SET attempts = 0 WHERE id = $1 AND attempts > 0', [request.id]);
      });
      told = length;
    },
    finish: (report) => end('FINISHED', report, whyNothing(report)),
    fail: (report, error) => (request?.signal.aborted ? Promise.resolve() : end('FAILED', report, shownError(error))),
  };
}

/** What the origin shows as its last error: a run that read nothing has failed, one that read most has not. */
function whyNothing({ failed, articles, comments, events, sources }: ImportReport): string | null {
  const [first] = failed;
  const nothingRead = [articles, comments, events, sources].every(({ created, updated, unchanged }) => created + updated + unchanged === 0);
  return first && nothingRead ? holdable(`${first.item}: ${first.reason}`) : null;
}
