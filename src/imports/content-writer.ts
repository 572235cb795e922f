import { saveStandAloneEvents } from '../events/save-events';
import { saveReferences } from '../sources/save-references';
import { readChangedArticles, type ReadBatch } from './changed-articles';
import { type ImportReport, addCounts, addProblems, addReport } from './import-report';
import type { ImportRun } from './import-run';
import type { ImportStore } from './import-store';
import type { ImportedArticle, ImportedReference, ImportedStandAloneComment, ImportedStandAloneEvent, UnreadArticle } from './imported-content';
import { countBatch, saveBatch } from './save-batch';
import { saveStandAloneComments } from './save-stand-alone-comments';
import { noteItems } from './withdraw-absent';
import { writeHalves } from './write-halves';

/** Articles a transaction: large enough that the count of a source that many of them cite changes once, small enough that a failure repeats little. */
const batchSize = 200;
/** Characters of text a batch: what is in memory at a time is bounded by it, however long the articles are. */
const batchLength = 4_000_000;

/** Comments that came before their article are kept in memory up to so many; later ones get in when the import is repeated. */
const longestWait = 100_000;
/** Many at once, so that answers and their parents stand together. */
const waitingBatch = 10_000;

/** Takes items one by one and writes them in batches. */
export interface ContentWriter {
  article(item: ImportedArticle | UnreadArticle): Promise<void>;
  comment(comment: ImportedStandAloneComment): Promise<void>;
  event(event: ImportedStandAloneEvent): Promise<void>;
  reference(reference: ImportedReference): Promise<void>;
  /** Writes what is left. */
  end(): Promise<void>;
  /** Waits for what is being written, however it ends. */
  stop(): Promise<void>;
}

interface Options {
  /** Notes which articles there are, to know at the end which are gone. */
  full?: boolean | undefined;
  /** Called before each batch of articles that has changes. */
  beforeBatch?: (() => void) | undefined;
}

/**
 * A batch is one transaction; when one fails, its halves are tried, so that a bad item is reported and the rest go in. One batch of articles is read while
 * the one before is written; no more is in memory.
 */
export function createContentWriter(store: ImportStore, run: ImportRun, report: ImportReport, { full = false, beforeBatch = () => undefined }: Options = {}): ContentWriter {
  const { originId } = run;
  let articles: (ImportedArticle | UnreadArticle)[] = [];
  let length = 0;
  let comments: ImportedStandAloneComment[] = [];
  let waiting: ImportedStandAloneComment[] = [];
  let events: ImportedStandAloneEvent[] = [];
  let references: ImportedReference[] = [];
  let writing: Promise<void> = Promise.resolve();

  const writeArticles = async (batch: ReadBatch, keys: readonly string[]): Promise<void> => {
    addProblems(report, batch.failed);
    await writeHalves(batch.changed, async (part) => { addReport(report, await store.write((manager) => saveBatch(manager, originId, part))); },
      ({ article }, reason) => report.failed.push({ item: article.key, reason }));
    addReport(report, await store.read((manager) => countBatch(manager, originId, keys, batch)));
    if (full) await store.write((manager) => noteItems(manager, run, keys));
    await run.keep(report);
  };
  const finishArticles = async (): Promise<void> => {
    if (articles.length === 0) return;
    const items = articles;
    articles = [];
    length = 0;
    const batch = await store.read((manager) => readChangedArticles(manager, originId, items));
    await writing;
    if (batch.changed.length > 0) beforeBatch();
    writing = writeArticles(batch, [...new Set(items.map(({ key }) => key))]);
    writing.catch(() => undefined); // heard at the next await
  };
  const writeComments = async (part: readonly ImportedStandAloneComment[], last: boolean): Promise<ImportedStandAloneComment[]> => {
    const left: ImportedStandAloneComment[] = [];
    await writeHalves(part, async (half) => {
      const saved = await store.write((manager) => saveStandAloneComments(manager, originId, half, last));
      addCounts(report.comments, saved.counts);
      left.push(...saved.waiting);
    }, ({ key }, reason) => report.failed.push({ item: `comment ${key}`, reason }));
    return left;
  };
  /** After the articles before them; what names no article yet waits for the end. */
  const finishComments = async (): Promise<void> => {
    await finishArticles();
    await writing;
    const batch = comments;
    comments = [];
    waiting.push(...await writeComments(batch, false));
    for (const comment of waiting.splice(longestWait)) report.failed.push(unplaced(comment));
    await run.keep(report);
  };
  const finishEvents = async (): Promise<void> => {
    await writing;
    const batch = events;
    events = [];
    await writeHalves(batch, async (part) => { addCounts(report.events, await store.write((manager) => saveStandAloneEvents(manager, originId, part))); },
      ({ date, text }, reason) => report.failed.push({ item: `event ${date} ${text.slice(0, 60)}`, reason }));
    await run.keep(report);
  };
  const finishReferences = async (): Promise<void> => {
    await writing;
    const batch = references;
    references = [];
    await writeHalves(batch, async (part) => { addCounts(report.sources, await store.write((manager) => saveReferences(manager, originId, part))); },
      ({ key }, reason) => report.failed.push({ item: key, reason }));
    await run.keep(report);
  };

  return {
    async article(item) {
      articles.push(item);
      length += 'read' in item ? item.text.length : item.bodyHtml.length + item.bodyText.length;
      if (articles.length === batchSize || length >= batchLength) await finishArticles();
    },
    async comment(comment) {
      comments.push(comment);
      if (comments.length === batchSize) await finishComments();
    },
    async event(event) {
      events.push(event);
      if (events.length === batchSize) await finishEvents();
    },
    async reference(reference) {
      references.push(reference);
      if (references.length === batchSize) await finishReferences();
    },
    async end() {
      if (references.length > 0) await finishReferences();
      await finishArticles();
      await writing;
      if (events.length > 0) await finishEvents();
      waiting = [...waiting, ...comments];
      for (let at = 0; at < waiting.length; at += waitingBatch) {
        for (const comment of await writeComments(waiting.slice(at, at + waitingBatch), true)) report.failed.push(unplaced(comment));
      }
    },
    stop: () => writing.catch(() => undefined),
  };
}

const unplaced = ({ key, articleKey, articleUrl }: ImportedStandAloneComment): ImportReport['failed'][number] => ({
  item: `comment ${key}`,
  reason: articleKey === null && articleUrl === null ? 'expected it to name its article, found nothing that does: it cannot be placed'
    : `its article is not here: ${articleUrl ?? articleKey ?? ''}; import that first, then this again`,
});
