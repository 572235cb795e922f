import type { DataSource } from 'typeorm';
import { type ImportReport, addCounts, emptyReport } from './import-report';
import type { ImportedArticle, ImportedContent, ImportedReference, UnreadArticle } from './imported-content';
import { type ReadArticle, type ReadBatch, readChangedArticles } from './changed-articles';
import { saveReferences } from '../sources/save-references';
import { countBatch, saveBatch } from './save-batch';

/** Articles a transaction: large enough that the count of a source that many of them cite changes once, small enough that a failure repeats little. */
const batchSize = 200;
/** Characters of text a batch: what is in memory at a time is bounded by it, however long the articles are. */
const batchLength = 4_000_000;

interface Options {
  /** The format of the run. */
  format: string;
  /** Name of the origin; without it what the content says of itself, else the name of its format. */
  originName?: string | undefined;
  /** Called after each batch. */
  onBatch?: (() => void) | undefined;
}

/**
 * Writes what readers give, as it comes: find-or-create by natural keys, unchanged items left alone. A batch is one transaction; when one fails, its halves
 * are tried, so that a bad item is reported and the rest go in. One batch is read while the one before is written; no more is in memory.
 */
export async function saveContent(dataSource: DataSource, contents: AsyncIterable<ImportedContent>, { format, originName, onBatch }: Options): Promise<ImportReport> {
  const report = emptyReport(originName ?? format, format);
  let run: Run | undefined;
  let items: (ImportedArticle | UnreadArticle)[] = [];
  let length = 0;
  const references: ImportedReference[] = [];
  let writing: Promise<void> = Promise.resolve();
  const finishBatch = async ({ originId }: Run): Promise<void> => {
    const batch = await readChangedArticles(dataSource.manager, originId, items);
    const keys = [...new Set(items.map(({ key }) => key))];
    items = [];
    length = 0;
    await writing;
    onBatch?.();
    writing = writeBatch(dataSource, originId, batch, keys, report);
    writing.catch(() => undefined); // heard at the next await
  };
  for await (const content of contents) {
    if (!run) {
      report.format = content.format;
      report.origin = originName ?? content.origin.name ?? content.format;
      run = await openRun(dataSource, report.origin, content);
    }
    report.failed.push(...content.failed);
    for (const item of content.articles) {
      items.push(item);
      length += 'read' in item ? item.text.length : item.bodyHtml.length + item.bodyText.length;
      if (items.length === batchSize || length >= batchLength) await finishBatch(run);
    }
    for (const reference of content.references ?? []) {
      references.push(reference);
      if (references.length === batchSize) await writeReferences(dataSource, references.splice(0), report);
    }
  }
  if (!run) return report;
  await writeReferences(dataSource, references, report);
  if (items.length > 0) await finishBatch(run);
  await writing;
  await closeRun(dataSource, run, report);
  return report;
}

async function writeBatch(dataSource: DataSource, originId: number, { changed, unchanged, failed }: ReadBatch, keys: readonly string[], report: ImportReport): Promise<void> {
  report.failed.push(...failed);
  if (changed.length > 0) await writeHalvesIfNeeded(dataSource, originId, changed, report);
  mergeInto(report, await countBatch(dataSource.manager, originId, keys, unchanged));
}

async function writeHalvesIfNeeded(dataSource: DataSource, originId: number, articles: readonly ReadArticle[], report: ImportReport): Promise<void> {
  try {
    mergeInto(report, await dataSource.transaction((manager) => saveBatch(manager, originId, articles)));
  } catch (error) {
    const [first] = articles;
    if (articles.length === 1 && first) {
      report.failed.push({ item: first.article.key, reason: error instanceof Error ? error.message : String(error) });
      return;
    }
    const half = Math.ceil(articles.length / 2);
    for (const part of [articles.slice(0, half), articles.slice(half)]) await writeHalvesIfNeeded(dataSource, originId, part, report);
  }
}

async function writeReferences(dataSource: DataSource, references: readonly ImportedReference[], report: ImportReport): Promise<void> {
  if (references.length === 0) return;
  try {
    addCounts(report.sources, await dataSource.transaction((manager) => saveReferences(manager, references)));
  } catch (error) {
    const [first] = references;
    if (references.length === 1 && first) {
      report.failed.push({ item: first.key, reason: error instanceof Error ? error.message : String(error) });
      return;
    }
    const half = Math.ceil(references.length / 2);
    for (const part of [references.slice(0, half), references.slice(half)]) await writeReferences(dataSource, part, report);
  }
}

interface Run { originId: number; runId: number }

async function openRun(dataSource: DataSource, name: string, { format, origin }: ImportedContent): Promise<Run> {
  const [row]: { originId: number; runId: number }[] = await dataSource.query(
    `WITH origin AS (
       INSERT INTO origins (name, kind, url) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET url = COALESCE(excluded.url, origins.url) RETURNING id
     ) INSERT INTO import_runs (origin_id, format) SELECT id, $2 FROM origin RETURNING origin_id AS "originId", id AS "runId"`, [name, format, origin.url]);
  if (!row) throw new Error('PostgreSQL gave no id for an import run');
  return row;
}

async function closeRun(dataSource: DataSource, { originId, runId }: Run, report: ImportReport): Promise<void> {
  const { failed, origin, format, ...counts } = report;
  const [first] = failed;
  const nothingRead = [counts.articles, counts.sources].every(({ created, updated, unchanged }) => created + updated + unchanged === 0);
  await dataSource.transaction(async (manager) => {
    await manager.query('UPDATE import_runs SET finished_at = now(), counts = $2, failed_count = $3 WHERE id = $1', [runId, JSON.stringify(counts), failed.length]);
    await manager.query(`INSERT INTO import_failures (run_id, position, item, reason)
      SELECT $1, n, item, reason FROM json_to_recordset($2) AS r (n integer, item text, reason text)`, [runId, JSON.stringify(failed.map((item, i) => ({ ...item, n: i + 1 })))]);
    await manager.query('UPDATE origins SET last_synced_at = now(), last_success_at = CASE WHEN $2::text IS NULL THEN now() ELSE last_success_at END, last_error = $2 WHERE id = $1',
      [originId, first && nothingRead ? `${first.item}: ${first.reason}` : null]);
  });
}

function mergeInto(report: ImportReport, part: ImportReport): void {
  for (const name of ['articles', 'comments', 'events', 'sources'] as const) addCounts(report[name], part[name]);
  report.citations.total += part.citations.total;
  report.citations.resolved += part.citations.resolved;
  report.citations.needsReview += part.citations.needsReview;
}
