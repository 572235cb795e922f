import type { List } from '../database/lists';
import { pagesByParent, rowBy, rowsByParent } from '../database/loaders';
import type { Order } from '../graph/cursor';
import type { unpackFields } from './citation-fields';

export interface CitationRow {
  id: number; articleId: number; sourceId: number | null; position: number; rawText: string; confidence: number; reviewState: string; citedAt: string;
  correctedBy: string | null; correctedAt: string | null;
}

const citationColumns = `c.id, c.article_id AS "articleId", c.source_id AS "sourceId", c.position, c.raw_text AS "rawText",
  c.confidence, c.review_state AS "reviewState", c.cited_at AS "citedAt", c.corrected_by AS "correctedBy", c.corrected_at AS "correctedAt"`;
/** Only lines of published articles are dated. */
const citationList = { columns: citationColumns, from: 'citations c', where: 'c.cited_at IS NOT NULL' } satisfies Omit<List, 'name'>;

const inOrder: Order = { name: 'POSITION', descending: false, columns: [{ sql: 'c.position', property: 'position', type: 'bigint' }] };
const newestFirst: Order = {
  name: 'NEWEST', descending: true,
  columns: [{ sql: 'c.cited_at', property: 'citedAt', type: 'timestamptz' }, { sql: 'c.id', property: 'id', type: 'bigint' }],
};

/** The lines a person should look at, of published articles: a draft's wait until it is out. */
export const citationsToReview: List = {
  ...citationList, name: 'citationsToReview', where: `${citationList.where} AND c.review_state = 'NEEDS_REVIEW'`, countedAs: 'citationsToReview',
};
export const leastSureFirst: Order = {
  name: 'LEAST_SURE', descending: false,
  columns: [{ sql: 'c.confidence', property: 'confidence', type: 'real' }, { sql: 'c.id', property: 'id', type: 'bigint' }],
};

export const citationLoaders = {
  citationById: rowBy<number, CitationRow>('id', `SELECT ${citationColumns} FROM citations c WHERE c.id = ANY($1::bigint[]) AND c.cited_at IS NOT NULL`),
  fieldsByCitationId: rowBy<number, { id: number; fields: Parameters<typeof unpackFields>[0] }>('id', 'SELECT c.id, c.fields FROM citations c WHERE c.id = ANY($1::bigint[])'),
  citationsByArticleId: pagesByParent<CitationRow>({ ...citationList, name: 'Article.citations', parent: 'c.article_id' }, inOrder),
  /** Those of drafts, too: for editors. */
  anyCitationsByArticleId: pagesByParent<CitationRow>({ ...citationList, name: 'Article.citations', where: 'true', parent: 'c.article_id' }, inOrder),
  linesByArticleId: rowsByParent<{ rawText: string; sourceId: number | null }>(`SELECT c.article_id AS "parentId", c.raw_text AS "rawText", c.source_id AS "sourceId"
     FROM citations c WHERE c.article_id = ANY($1::bigint[]) AND c.cited_at IS NOT NULL ORDER BY c.article_id, c.position`),
  citationsBySourceId: pagesByParent<CitationRow>({ ...citationList, name: 'Source.citedBy', parent: 'c.source_id' }, newestFirst),
};
