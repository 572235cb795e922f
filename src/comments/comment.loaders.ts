import { pagesByParent, rowBy } from '../database/loaders';
import type { Condition } from '../database/conditions';
import type { List } from '../database/lists';
import type { Order } from '../graph/cursor';
import type { CommentStatus } from './comment.type';
import type { ModerationPhase } from './moderation.type';

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

/** Any comment, with why it has its status: for who posted it, and for moderators, never for a path that everyone takes. */
const anyCommentColumns = `${commentColumns}, m.status_reason AS "statusReason"`;
/** What waits for a decision: its status says so, or readers have asked for another look. */
export const commentQueue: List = { name: 'commentsToModerate', columns: anyCommentColumns, from: 'comments m', where: `(m.status = 'PENDING' OR m.report_count >= 3)`, countedAs: 'commentsToModerate' };
export { oldestFirst as oldestCommentsFirst };

/** The comments of one status. */
export function commentsOfStatus(status: CommentStatus): List {
  return { name: `commentsToModerate ${status}`, columns: anyCommentColumns, from: 'comments m', where: `m.status = '${status}'`, countedAs: `comments:${status}` };
}

/** The last to decide about a comment was this phase, and no person. */
export function decidedBy(phase: ModerationPhase): Condition {
  return (parameters) => `(SELECT d.phase FROM comment_decisions d WHERE d.comment_id = m.id ORDER BY d.id DESC LIMIT 1) = ${parameters.add(phase)}`;
}

export const commentLoaders = {
  commentById: rowBy<number, CommentRow>('id',
    `SELECT ${commentColumns} FROM comments m JOIN articles a ON a.id = m.article_id
     WHERE m.id = ANY($1::bigint[]) AND m.status = 'APPROVED' AND a.status = 'PUBLISHED'`),
  anyCommentById: rowBy<number, CommentRow & { statusReason: string | null }>('id', `SELECT ${anyCommentColumns} FROM comments m WHERE m.id = ANY($1::bigint[])`),
  commentsByArticleId: pagesByParent<CommentRow>({ ...commentList, name: 'Article.comments', where: `m.parent_id IS NULL AND m.status = 'APPROVED'`, parent: 'm.article_id' } satisfies List, oldestFirst),
  sameReaderByCommentId: pagesByParent<CommentRow>({
    name: 'CommentModeration.sameReader', columns: anyCommentColumns, from: 'comments m JOIN comments r ON r.reader_hash = m.reader_hash AND r.id <> m.id', where: 'true', parent: 'r.id',
  } satisfies List, oldestFirst),
  repliesByCommentId: pagesByParent<CommentRow>({ ...commentList, name: 'Comment.replies', where: `m.status = 'APPROVED'`, parent: 'm.parent_id' } satisfies List, oldestFirst),
};
