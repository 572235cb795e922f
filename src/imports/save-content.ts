import type { DataSource } from 'typeorm';
import { type ContentWriter, createContentWriter } from './content-writer';
import { type ImportReport, addNotKept, addProblems, emptyReport } from './import-report';
import type { ImportRequest } from './import-request';
import { type ImportRun, openRehearsal, openRun } from './import-run';
import { type ImportStore, type MayWrite, lastingStore, rehearse } from './import-store';
import type { ImportedContent } from './imported-content';
import { withdrawAbsent } from './withdraw-absent';

export interface SaveOptions {
  /** The format of the run. */
  format: string;
  /** Name of the origin; without it what the content says of itself, else the name of its format. */
  originName?: string | undefined;
  /** Reports what the import would do, and leaves everything as it is. */
  dryRun?: boolean | undefined;
  /** The content is all that the origin has: what it lacks is withdrawn. `force`: also when it looks incomplete; a function: when it says so at the end. */
  full?: boolean | 'force' | (() => boolean) | undefined;
  /** Called before each batch that has changes. */
  onBatch?: (() => void) | undefined;
  /** Hears which run it is, when it begins; nothing when there was nothing to import. */
  onRun?: ((runId: number) => void) | undefined;
  /** What was handed in, when it is kept: the run that was begun for it goes on. */
  request?: ImportRequest | undefined;
  /** Asked within each write of content; what it throws ends the import. */
  mayWrite?: MayWrite | undefined;
}

/**
 * Writes what readers give, as it comes: find-or-create by natural keys, unchanged items left alone. Killed at any moment and done again it ends with the
 * rows of an undisturbed import: each batch is in the database as a whole or not at all, and what is there is found by its key.
 */
export function saveContent(dataSource: DataSource, contents: AsyncIterable<ImportedContent>, options: SaveOptions): Promise<ImportReport> {
  if (options.dryRun) return rehearse(dataSource, (store) => write(store, (name, content) => openRehearsal(store, name, content), contents, options));
  return write(lastingStore(dataSource, options.mayWrite), (name, content) => openRun(dataSource, name, content, options.request), contents, options);
}

async function write(store: ImportStore, open: (name: string, content: ImportedContent) => Promise<ImportRun>, contents: AsyncIterable<ImportedContent>, { format, originName, onBatch, onRun, full = false, dryRun }: SaveOptions): Promise<ImportReport> {
  const report: ImportReport = { ...emptyReport(originName ?? format, format), ...(dryRun && { dryRun: true }) };
  let run: ImportRun | undefined;
  let writer: ContentWriter | undefined;
  try {
    for await (const content of contents) {
      if (!run || !writer) {
        report.format = content.format;
        report.origin = originName ?? content.origin.name ?? content.format;
        run = await open(report.origin, content);
        onRun?.(run.runId);
        writer = createContentWriter(store, run, report, { full: full !== false, beforeBatch: onBatch });
      }
      addProblems(report, content.failed);
      addNotKept(report, content.notKept ?? {});
      for (const item of content.articles) await writer.article(item);
      for (const comment of content.comments ?? []) await writer.comment(comment);
      for (const event of content.events ?? []) await writer.event(event);
      for (const reference of content.references ?? []) await writer.reference(reference);
    }
    await writer?.end();
    if (run && (typeof full === 'function' ? full() : full !== false)) await withdraw(store, run, report, full === 'force');
    await run?.finish(report);
    return report;
  } catch (error) {
    await writer?.stop();
    await run?.fail(report, error).catch(() => undefined); // what happened first is what matters
    throw error;
  }
}

async function withdraw(store: ImportStore, run: ImportRun, report: ImportReport, force: boolean): Promise<void> {
  const absent = await store.write((manager) => withdrawAbsent(manager, run, report.failed.length, force));
  if ('refused' in absent) report.notWithdrawn = absent.refused;
  else report.withdrawn = absent.withdrawn;
}
