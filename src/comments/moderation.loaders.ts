import type { List } from '../database/lists';
import { pagesByParent, rowBy } from '../database/loaders';
import type { Order } from '../graph/cursor';
import type { CommentStatus } from './comment.type';

export interface CommentDecisionRow { id: number; fromStatus: CommentStatus | null; toStatus: CommentStatus; phase: string | null; rule: string | null; reason: string | null; decidedBy: string | null; decidedAt: string }
export interface CommentReportRow { id: number; reason: string | null; reportedAt: string }
export interface CommentWordRow { id: number; word: string; status: CommentStatus; addedBy: string; addedAt: string }
export interface CommentStandingRow { id: number; reportCount: number; moderatedBy: string | null; moderatedAt: string | null }

const decisionOrder: Order = { name: 'DECIDED', descending: false, columns: [{ sql: 'd.id', property: 'id', type: 'bigint' }] };
const reportOrder: Order = { name: 'REPORTED', descending: false, columns: [{ sql: 'r.id', property: 'id', type: 'bigint' }] };

export const commentWordList: List = { name: 'commentWords', columns: 'w.id, w.word, w.status, w.added_by AS "addedBy", w.added_at AS "addedAt"', from: 'comment_words w', where: 'true' };
export const wordsByName: Order = { name: 'WORD', descending: false, columns: [{ sql: 'w.word', property: 'word', type: 'text' }, { sql: 'w.id', property: 'id', type: 'bigint' }] };

export const moderationLoaders = {
  standingByCommentId: rowBy<number, CommentStandingRow>('id',
    'SELECT m.id, m.report_count AS "reportCount", m.moderated_by AS "moderatedBy", m.moderated_at AS "moderatedAt" FROM comments m WHERE m.id = ANY($1::bigint[])'),
  decisionsByCommentId: pagesByParent<CommentDecisionRow>({
    name: 'CommentModeration.decisions', from: 'comment_decisions d', where: 'true', parent: 'd.comment_id',
    columns: 'd.id, d.from_status AS "fromStatus", d.to_status AS "toStatus", d.phase, d.rule, d.reason, d.decided_by AS "decidedBy", d.decided_at AS "decidedAt"',
  }, decisionOrder),
  reportsByCommentId: pagesByParent<CommentReportRow>({
    name: 'CommentModeration.reports', from: 'comment_reports r', where: 'true', parent: 'r.comment_id', columns: 'r.id, r.reason, r.reported_at AS "reportedAt"',
  }, reportOrder),
};
