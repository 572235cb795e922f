import type { DataSource } from 'typeorm';
import { type ImportReport, addCounts, addNotKept, emptyReport } from './import-report';
import type { ImportedArticle, ImportedContent, ImportedReference, ImportedStandAloneComment, ImportedStandAloneEvent, UnreadArticle } from './imported-content';
import { type ReadBatch, readChangedArticles } from './changed-articles';
import { saveReferences } from '../sources/save-references';
import { countBatch, saveBatch } from './save-batch';
import { saveStandAloneComments } from './save-stand-alone-comments';
import { saveStandAloneEvents } from '../events/save-events';
import { writeHalves } from './write-halves';

/** Articles a transaction: large enough that the count of a source that many of them cite changes once, small enough that a failure repeats little. */
const batchSize = 200;
/** Characters of text a batch: what is in memory at a time is bounded by it, however long the articles are. */
const batchLength = 4_000_000;

/** Comments that came before their article are kept in memory up to so many; later ones get in when the import is repeated. */
const longestWait = 100_000;
/** Many at once, so that answers and their parents stand together. */
const waitingBatch = 10_000;

interface Options {
  /** The format of the run. */
  format: string;
  /** Name of the origin; without it what the content says of itself, else the name of its format. */
  originName?: string | undefined;
  /** Called after each batch that has changes. */
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
  const events: ImportedStandAloneEvent[] = [];
  let comments: ImportedStandAloneComment[] = [];
  let waiting: ImportedStandAloneComment[] = [];
  let writing: Promise<void> = Promise.resolve();
  const finishBatch = async ({ originId }: Run): Promise<void> => {
    const batch = await readChangedArticles(dataSource.manager, originId, items);
    const keys = [...new Set(items.map(({ key }) => key))];
    items = [];
    length = 0;
    await writing;
    if (batch.changed.length > 0) onBatch?.();
    writing = writeBatch(dataSource, originId, batch, keys, report);
    writing.catch(() => undefined); // heard at the next await
  };
  /** After the articles before them; what names no article yet waits for the end. */
  const finishComments = async (started: Run): Promise<void> => {
    if (items.length > 0) await finishBatch(started);
    await writing;
    waiting.push(...await writeComments(dataSource, started, comments, false, report));
    comments = [];
    for (const comment of waiting.splice(longestWait)) report.failed.push(unplaced(comment));
  };
  for await (const content of contents) {
    if (!run) {
      report.format = content.format;
      report.origin = originName ?? content.origin.name ?? content.format;
      run = await openRun(dataSource, report.origin, content);
    }
    report.failed.push(...content.failed);
    addNotKept(report, content.notKept ?? {});
    for (const item of content.articles) {
      items.push(item);
      length += 'read' in item ? item.text.length : item.bodyHtml.length + item.bodyText.length;
      if (items.length === batchSize || length >= batchLength) await finishBatch(run);
    }
    for (const comment of content.comments ?? []) {
      comments.push(comment);
      if (comments.length === batchSize) await finishComments(run);
    }
    for (const event of content.events ?? []) {
      events.push(event);
      if (events.length === batchSize) await writeEvents(dataSource, run, events.splice(0), report);
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
  await writeEvents(dataSource, run, events, report);
  waiting = [...waiting, ...comments];
  for (let at = 0; at < waiting.length; at += waitingBatch) {
    for (const comment of await writeComments(dataSource, run, waiting.slice(at, at + waitingBatch), true, report)) report.failed.push(unplaced(comment));
  }
  await closeRun(dataSource, run, report);
  return report;
}

async function writeBatch(dataSource: DataSource, originId: number, batch: ReadBatch, keys: readonly string[], report: ImportReport): Promise<void> {
  report.failed.push(...batch.failed);
  await writeHalves(batch.changed, async (part) => { mergeInto(report, await dataSource.transaction((manager) => saveBatch(manager, originId, part))); },
    ({ article }, reason) => report.failed.push({ item: article.key, reason }));
  mergeInto(report, await countBatch(dataSource.manager, originId, keys, batch));
}

async function writeReferences(dataSource: DataSource, references: readonly ImportedReference[], report: ImportReport): Promise<void> {
  await writeHalves(references, async (part) => { addCounts(report.sources, await dataSource.transaction((manager) => saveReferences(manager, part))); },
    ({ key }, reason) => report.failed.push({ item: key, reason }));
}

async function writeComments(dataSource: DataSource, { originId }: Run, comments: readonly ImportedStandAloneComment[], last: boolean, report: ImportReport): Promise<ImportedStandAloneComment[]> {
  const waiting: ImportedStandAloneComment[] = [];
  await writeHalves(comments, async (part) => {
    const saved = await dataSource.transaction((manager) => saveStandAloneComments(manager, originId, part, last));
    addCounts(report.comments, saved.counts);
    waiting.push(...saved.waiting);
  }, ({ key }, reason) => report.failed.push({ item: `comment ${key}`, reason }));
  return waiting;
}

const unplaced = ({ key, articleKey, articleUrl }: ImportedStandAloneComment): ImportReport['failed'][number] => ({
  item: `comment ${key}`,
  reason: articleKey === null && articleUrl === null ? 'expected it to name its article, found nothing that does: it cannot be placed'
    : `its article is not here: ${articleUrl ?? articleKey ?? ''}; import that first, then this again`,
});

async function writeEvents(dataSource: DataSource, { originId }: Run, events: readonly ImportedStandAloneEvent[], report: ImportReport): Promise<void> {
  await writeHalves(events, async (part) => { addCounts(report.events, await dataSource.transaction((manager) => saveStandAloneEvents(manager, originId, part))); },
    ({ date, text }, reason) => report.failed.push({ item: `event ${date} ${text.slice(0, 60)}`, reason }));
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
  const nothingRead = [counts.articles, counts.comments, counts.events, counts.sources].every(({ created, updated, unchanged }) => created + updated + unchanged === 0);
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
