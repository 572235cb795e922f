import type { EntityManager } from 'typeorm';
import { takeWriteTurn } from '../database/write-turn';
import type { ImportRun } from './import-run';

/** What became of the articles that a full export does not have. */
export type Absent = { withdrawn: number } | { refused: string };

/** Notes which articles a run over a full export has met. */
export async function noteItems(manager: EntityManager, { runId }: ImportRun, keys: readonly string[]): Promise<void> {
  await manager.query('INSERT INTO import_items (run_id, origin_key) SELECT $1, key FROM unnest($2::text[]) AS k (key) ON CONFLICT DO NOTHING', [runId, keys]);
}

/**
 * Withdraws the articles of the origin that the run did not meet. An export that looks incomplete withdraws nothing, unless `force`: one of which
 * something could not be read, that has no article at all, or that lacks more than half of what is there. One that comes again is written again. What was edited here is the editor's.
 */
export async function withdrawAbsent(manager: EntityManager, { originId, runId }: ImportRun, failed: number, force: boolean): Promise<Absent> {
  await takeWriteTurn(manager);
  const absent = `a.origin_id = $1 AND a.status <> 'WITHDRAWN' AND a.edited_by IS NULL AND NOT EXISTS (SELECT 1 FROM import_items i WHERE i.run_id = $2 AND i.origin_key = a.origin_key)`;
  const [counts]: { here: number; met: number; gone: number }[] = await manager.query(`
    SELECT (SELECT count(*) FROM articles a WHERE a.origin_id = $1 AND a.status <> 'WITHDRAWN') AS here, (SELECT count(*) FROM import_items i WHERE i.run_id = $2) AS met,
      (SELECT count(*) FROM articles a WHERE ${absent}) AS gone`, [originId, runId]);
  if (!counts) throw new Error('PostgreSQL gave no row for counts without a group');
  const { here, met, gone } = counts;
  const doubt = failed > 0 ? `${failed} item${failed === 1 ? '' : 's'} could not be read, and may be among them`
    : met === 0 ? 'the export has no article at all'
      : gone * 2 > here ? 'that is more than half of what is here' : null;
  if (gone > 0 && doubt !== null && !force) return { refused: `${gone} of ${here} articles are not in this export, and none was withdrawn: ${doubt}. Correct the export, or repeat it with --force if it is right` };
  const [, withdrawn]: [unknown, number] = gone === 0 ? [[], 0]
    : await manager.query(`UPDATE articles a SET status = 'WITHDRAWN', content_hash = '' WHERE ${absent}`, [originId, runId]);
  return { withdrawn };
}
