import type { DataSource } from 'typeorm';
import { type ReadArticle, linesOf, readingVersion } from './changed-articles';
import { digestOf } from './digest-of-reading';
import { type ImportReport, addReport, emptyReport } from './import-report';
import { type ImportStore, lastingStore } from './import-store';
import type { FailedItem } from './imported-content';
import { type KeptOriginal, countWithoutOriginal, noteReadAgain, originalsAfter } from './kept-originals';
import type { OriginalFacts } from './original';
import { readOriginal } from './readers/read-original';
import { countBatch, saveBatch } from './save-batch';
import { writeHalves } from './write-halves';

/** Few, and not large together: a body may be of megabytes, and what is made of it takes several times as much. */
const batchSize = 50;
const batchBytes = 8_000_000;

interface Options {
  /** Without it all origins. */
  origin?: { id: number; name: string } | undefined;
  /** Called before each batch. */
  onBatch?: (() => void) | undefined;
}

/**
 * Reads the originals that are kept again, and writes the articles that come out otherwise than before, in place. Comments, what people decided, what
 * editors changed and what was withdrawn stay. Killed and done again it goes on: what was written comes out the same.
 */
export async function rereadOriginals(dataSource: DataSource, { origin, onBatch = () => undefined }: Options = {}): Promise<ImportReport> {
  const store = lastingStore(dataSource);
  const report = emptyReport(origin?.name ?? 'all origins', 'originals');
  const origins = origin ? [origin] : await store.read((manager) => manager.query<{ id: number }[]>('SELECT id FROM origins ORDER BY id'));
  for (const { id } of origins) await rereadOrigin(store, id, report, onBatch);
  const without = await store.read((manager) => countWithoutOriginal(manager, origin?.id ?? null));
  if (without > 0) report.warnings = [{ item: `${without} article${without === 1 ? '' : 's'}`, reason: 'not read again: no original is kept of plain text, nor of what earlier versions imported. Import the same files again, and this version reads them' }];
  return report;
}

async function rereadOrigin(store: ImportStore, originId: number, report: ImportReport, onBatch: () => void): Promise<void> {
  let rows: KeptOriginal[];
  for (let last: string | null = null; (rows = await store.read((manager) => originalsAfter(manager, originId, last, batchSize, batchBytes))).length > 0; last = rows.at(-1)?.key ?? null) {
    onBatch();
    const changed: ReadArticle[] = [];
    const same: KeptOriginal[] = [];
    const unread: KeptOriginal[] = [];
    for (const row of rows) {
      const read = readAgain(row);
      if ('reason' in read) {
        report.failed.push(read);
        unread.push(row);
      } else if (digestOf(read) === row.result) same.push(row);
      else changed.push(read);
    }
    await writeHalves(changed, async (part) => { addReport(report, await store.write((manager) => saveBatch(manager, originId, part, { again: true }))); },
      ({ article }, reason) => report.failed.push({ item: article.key, reason }));
    const before = [...same, ...unread].filter((row) => row.readingVersion !== readingVersion);
    if (before.length > 0) await store.write((manager) => noteReadAgain(manager, before.map(({ articleId }) => articleId)));
    const unchanged = same.map(({ key }) => key);
    addReport(report, await store.read((manager) => countBatch(manager, originId, rows.map(({ key }) => key), { unchanged, unchangedComments: 0, uncounted: unchanged })));
  }
}

/** What the steps after the reader give today; when they fail, the article stays as it is. */
function readAgain({ key, contentHash, markup, body, facts }: KeptOriginal): ReadArticle | FailedItem {
  try {
    const said = JSON.parse(facts) as Omit<OriginalFacts, 'publishedAt'> & { publishedAt: string | null };
    const original = { markup, body, facts: { ...said, publishedAt: said.publishedAt === null ? null : new Date(said.publishedAt) } };
    const article = readOriginal(key, original);
    return { article, contentHash, lines: linesOf(article), original };
  } catch (error) {
    return { item: key, reason: `could not be read again, and stays as it is: ${error instanceof Error ? error.message : String(error)}` };
  }
}
