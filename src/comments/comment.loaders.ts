import type { List } from '../database/lists';
import { pagesByParent, rowBy } from '../database/loaders';
import type { Order } from '../graph/cursor';

export interface CommentRow {
  id: number; articleId: number; parentCommentId: number | null; authorName: string; body: string; status: string; createdAt: string | null; sortedAt: string;
}

const commentColumns = `m.id, m.article_id AS "articleId", m.parent_id AS "parentCommentId", m.author_name AS "authorName", m.body, m.status,
  m.created_at AS "createdAt", m.sorted_at AS "sortedAt"`;
const commentList = { columns: commentColumns, from: 'comments m' };
const oldestFirst: Order = {
  name: 'OLDEST', descending: false,
  columns: [{ sql: 'm.sorted_at', property: 'sortedAt', type: 'timestamptz' }, { sql: 'm.id', property: 'id', type: 'bigint' }],
};

export const commentLoaders = {
  commentById: rowBy<number, CommentRow>('id',
    `SELECT ${commentColumns} FROM comments m JOIN articles a ON a.id = m.article_id
     WHERE m.id = ANY($1::bigint[]) AND m.status = 'APPROVED' AND a.status = 'PUBLISHED'`),
  commentsByArticleId: pagesByParent<CommentRow>({ ...commentList, name: 'Article.comments', where: `m.parent_id IS NULL AND m.status = 'APPROVED'`, parent: 'm.article_id' } satisfies List, oldestFirst),
  repliesByCommentId: pagesByParent<CommentRow>({ ...commentList, name: 'Comment.replies', where: `m.status = 'APPROVED'`, parent: 'm.parent_id' } satisfies List, oldestFirst),
};
