import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { parseBibliography } from '../bibliography/parse-bibliography';
import { type ReadLine, readLines } from '../citations/read-lines';
import { digestOf } from './digest-of-reading';
import { existingArticles } from './existing-articles';
import type { FailedItem, ImportedArticle, UnreadArticle } from './imported-content';
import type { Original } from './original';

/** Raise it when readers or the parser read better: articles are then written again though their text is the same, and `ibid import --reread` has something to do. */
export const readingVersion = 4;
const earlierVersions = Array.from({ length: readingVersion - 1 }, (_, i) => readingVersion - 1 - i);

/** An article that is new or has changed, read and parsed, ready to be written. */
export interface ReadArticle { article: ImportedArticle; lines: ReadLine[]; contentHash: string; original: Original | null; /** Only the version that reads is another: the content is what it was, and so is what came of it. */ same?: true }

/** What stands in a batch: `unchanged` are the keys of articles whose text the database has already. */
export interface ReadBatch {
  changed: ReadArticle[];
  unchanged: string[];
  /** Comments that stand inside unchanged articles, as far as their number is known without reading them. */
  unchangedComments: number;
  /** Keys of the unchanged articles whose comments have to be counted in the database. */
  uncounted: string[];
  failed: FailedItem[];
}

/** Marks the hash of an article of which parts could not be read: it is read at each import, so that the report says so each time. */
const unreadParts = '!';

/**
 * Reads and parses what has changed since the last import, each article and each of their bibliographies in a turn of the event loop: the batch before is written meanwhile.
 * One statement.
 */
export async function readChangedArticles(manager: EntityManager, originId: number, items: readonly (ImportedArticle | UnreadArticle)[]): Promise<ReadBatch> {
  const byKey = new Map(items.map((item) => [item.key, { item, hash: hashOf(item) }]));
  const existing = await existingArticles(manager, originId, [...byKey.keys()]);
  const batch: ReadBatch = { changed: [], unchanged: items.slice(byKey.size).map(({ key }) => key), unchangedComments: 0, uncounted: [], failed: [] };
  const leave = (item: ImportedArticle | UnreadArticle): void => {
    batch.unchanged.push(item.key);
    if ('comments' in item) batch.unchangedComments += Array.isArray(item.comments) ? item.comments.length : item.comments ?? 0;
    else batch.uncounted.push(item.key);
  };
  for (const [key, { item, hash }] of byKey) {
    const known = existing.get(key);
    const kept = known?.contentHash;
    if (kept === hash) {
      leave(item);
      continue;
    }
    await turn();
    const read = readItem(item);
    batch.failed.push(...read.failed);
    if (!read.article) continue;
    const { article, failed, original = null } = read;
    const mark = failed.length > 0 ? unreadParts : '';
    const contentHash = hash + mark;
    if (kept === contentHash) {
      leave(item);
      continue;
    }
    await turn();
    const lines = linesOf(article);
    const same = known !== undefined && earlierVersions.some((version) => kept === hashOf(item, version) + mark) && (known.edited || known.result === digestOf({ article, lines }));
    batch.changed.push({ article, contentHash, lines, original, ...(same && { same }) });
  }
  return batch;
}

/** Reads one article; when that fails, it is a failed item, and the others are read. */
function readItem(item: ImportedArticle | UnreadArticle): { article: ImportedArticle | null; failed: FailedItem[]; original?: Original } {
  if (!('read' in item)) return { article: item, failed: [] };
  try {
    return item.read();
  } catch (error) {
    return { article: null, failed: [{ item: item.key, reason: `could not be read: ${error instanceof Error ? error.message : String(error)}` }] };
  }
}

/** The lines of the bibliography of an article, parsed. */
export function linesOf({ bibliography, publishedAt }: ImportedArticle): ReadLine[] {
  return readLines(parseBibliography(bibliography, publishedAt ? { articleDate: publishedAt.toISOString().slice(0, 10) } : {}));
}

function hashOf(item: ImportedArticle | UnreadArticle, version = readingVersion): string {
  return createHash('sha1').update(`${version} `).update('read' in item ? item.text : JSON.stringify(item)).digest('base64url');
}
