import type { DataSource } from 'typeorm';
import { type ImportReport, addCounts, emptyReport } from './import-report';
import type { ImportedContent } from './imported-content';
import { saveBatch } from './save-batch';

/** Articles a transaction: large enough that a statement serves many, small enough that a failure repeats little. */
const batchSize = 100;

interface Options {
  /** Name of the origin; without it what the content says of itself, else the name of its format. */
  originName?: string | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Writes what a reader gave: find-or-create by natural keys, unchanged items left alone. A batch is one transaction; when one
 * fails, each of its items is tried alone, so that a bad item is reported and the rest go in.
 */
export async function saveContent(dataSource: DataSource, content: ImportedContent, { originName, onProgress }: Options = {}): Promise<ImportReport> {
  const name = originName ?? content.origin.name ?? content.format;
  const report = emptyReport(name, content.format);
  report.failed.push(...content.failed);
  const originId = await openOrigin(dataSource, name, content);
  const [run]: { id: number }[] = await dataSource.query('INSERT INTO import_runs (origin_id, format) VALUES ($1, $2) RETURNING id', [originId, content.format]);
  for (let start = 0; start < content.articles.length; start += batchSize) {
    const batch = content.articles.slice(start, start + batchSize);
    try {
      mergeInto(report, await dataSource.transaction((manager) => saveBatch(manager, originId, batch)));
    } catch (error) {
      if (batch.length === 1) report.failed.push({ item: batch[0]?.key ?? '', reason: reasonOf(error) });
      else for (const article of batch) {
        try {
          mergeInto(report, await dataSource.transaction((manager) => saveBatch(manager, originId, [article])));
        } catch (single) {
          report.failed.push({ item: article.key, reason: reasonOf(single) });
        }
      }
    }
    onProgress?.(Math.min(start + batchSize, content.articles.length), content.articles.length);
  }
  await closeRun(dataSource, originId, run?.id ?? 0, report);
  return report;
}

async function openOrigin(dataSource: DataSource, name: string, { format, origin }: ImportedContent): Promise<number> {
  const [row]: { id: number }[] = await dataSource.query(
    `INSERT INTO origins (name, kind, url) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET url = COALESCE(excluded.url, origins.url) RETURNING id`, [name, format, origin.url]);
  if (!row) throw new Error('PostgreSQL gave no id for an origin');
  return row.id;
}

async function closeRun(dataSource: DataSource, originId: number, runId: number, report: ImportReport): Promise<void> {
  const { failed, origin, format, ...counts } = report;
  await dataSource.transaction(async (manager) => {
    await manager.query('UPDATE import_runs SET finished_at = now(), counts = $2, failed_count = $3 WHERE id = $1', [runId, JSON.stringify(counts), failed.length]);
    await manager.query(`INSERT INTO import_failures (run_id, position, item, reason)
      SELECT $1, n, item, reason FROM json_to_recordset($2) AS r (n integer, item text, reason text)`, [runId, JSON.stringify(failed.map((item, i) => ({ ...item, n: i + 1 })))]);
    await manager.query(`UPDATE origins SET last_synced_at = now(), last_success_at = CASE WHEN $2::text IS NULL THEN now() ELSE last_success_at END, last_error = $2 WHERE id = $1`,
      [originId, failed.length > 0 && report.articles.created + report.articles.updated + report.articles.unchanged === 0 ? `${failed[0]?.item}: ${failed[0]?.reason}` : null]);
  });
}

function mergeInto(report: ImportReport, part: ImportReport): void {
  for (const name of ['articles', 'comments', 'events', 'sources'] as const) addCounts(report[name], part[name]);
  report.citations.total += part.citations.total;
  report.citations.resolved += part.citations.resolved;
  report.citations.needsReview += part.citations.needsReview;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
