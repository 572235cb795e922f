import { pagesByParent } from '../database/loaders';
import type { Order } from '../graph/cursor';
import type { ArticleField } from './article-correction.type';

/** One part of an article that was changed, as `changes` keeps it. */
export interface ArticleChangeRow { field: `${ArticleField}`; before: string | null; after: string | null }
export interface ArticleCorrectionRow { id: number; changes: ArticleChangeRow[]; note: string | null; correctedBy: string; correctedAt: string }

const newestFirst: Order = { name: 'NEWEST', descending: true, columns: [{ sql: 'k.id', property: 'id', type: 'bigint' }] };

export const articleCorrectionLoaders = {
  correctionsByArticleId: pagesByParent<ArticleCorrectionRow>({
    name: 'Article.corrections', from: 'article_corrections k', where: 'true', parent: 'k.article_id',
    columns: 'k.id, k.changes, k.note, k.corrected_by AS "correctedBy", k.corrected_at AS "correctedAt"',
  }, newestFirst),
};
