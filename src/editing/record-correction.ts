import type { EntityManager } from 'typeorm';
import type { ArticleChangeRow } from '../articles/article-correction.loaders';

interface Correction { articleId: number; changes: readonly ArticleChangeRow[]; note: string | null; by: string }

/** Writes down for readers what was changed of an article that they could have read before. */
export async function recordCorrection(manager: EntityManager, { articleId, changes, note, by }: Correction): Promise<void> {
  await manager.query('INSERT INTO article_corrections (article_id, changes, note, corrected_by) VALUES ($1, $2, $3, $4)', [articleId, JSON.stringify(changes), note, by]);
}
