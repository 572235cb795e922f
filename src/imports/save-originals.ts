import type { EntityManager } from 'typeorm';
import { copyRows } from '../database/copy-rows';
import { type ReadArticle, readingVersion } from './changed-articles';
import { digestOf } from './digest-of-reading';

/** An article that was written just now; `isNew`: it was not there before. */
interface Written extends ReadArticle { articleId: number; isNew: boolean }

/** Keeps what articles were read from, one COPY; a body that is shown as it came is not kept twice. */
export async function saveOriginals(manager: EntityManager, items: readonly Written[]): Promise<void> {
  const known = items.flatMap(({ articleId, isNew }) => (isNew ? [] : articleId));
  if (known.length > 0) await manager.query('DELETE FROM article_originals WHERE article_id = ANY($1::bigint[])', [known]);
  await copyRows(manager, 'article_originals', ['article_id', 'media_type', 'body', 'facts', 'result', 'reading_version'], items.flatMap((item) => {
    const { articleId, article: { bodyHtml }, original } = item;
    if (!original) return [];
    const { markup, body, facts } = original;
    return [[articleId, markup, markup === 'text/html' && body === bodyHtml ? null : body, JSON.stringify(facts), digestOf(item), readingVersion]];
  }));
}
