import type { EntityManager } from 'typeorm';
import { takeWriteTurn } from '../database/write-turn';
import { optionalText } from '../graph/input-text';
import { readNodeId } from '../graph/node-id';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import type { ReportCommentInput } from './moderation.arguments';

/** So many readers bring a comment before a moderator; `comments_queue_idx` and the count of the queue know the number, too. */
const enough = 3;

/**
 * Keeps that a reader asks for a look at a comment; a reader counts once. Enough of them bring it into the queue. It is hidden meanwhile,
 * unless a person has approved it: then it stays until a person says otherwise, so that a few cannot silence what they dislike.
 */
export async function reportComment(manager: EntityManager, input: ReportCommentInput, readerHash: string): Promise<void> {
  const { id } = readNodeId(input.commentId, 'input.commentId', 'Comment');
  const reason = optionalText(input.reason, 'input.reason', { most: 500 });
  await takeWriteTurn(manager);
  const [comment]: { status: string; moderated: boolean; reportCount: number }[] = await manager.query(`
    SELECT m.status, m.moderated_by IS NOT NULL AS moderated, m.report_count AS "reportCount" FROM comments m JOIN articles a ON a.id = m.article_id
    WHERE m.id = $1 AND m.status = 'APPROVED' AND a.status = 'PUBLISHED' FOR UPDATE OF m`, [id]);
  if (!comment) throw new Mistake('input.commentId', UserErrorCode.NOT_FOUND, 'input.commentId: expected the id of a comment that readers see, got one that is not there.');
  const added: object[] = await manager.query('INSERT INTO comment_reports (comment_id, reader_hash, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id', [id, readerHash, reason]);
  if (added.length === 0) return;
  const reports = comment.reportCount + 1;
  if (reports < enough || comment.moderated) {
    await manager.query('UPDATE comments SET report_count = $2 WHERE id = $1', [id, reports]);
    return;
  }
  const why = `${reports} readers reported it.`;
  await manager.query(`
    WITH changed AS (UPDATE comments SET report_count = $2, status = 'PENDING', status_reason = $3 WHERE id = $1)
    INSERT INTO comment_decisions (comment_id, from_status, to_status, phase, rule, reason) VALUES ($1, 'APPROVED', 'PENDING', 'REPORTS', $4, $3)`, [id, reports, why, `${enough} reports`]);
}
