import { type ReadSession, statement } from '../database/database';
import type { CommentCounts } from './moderation.type';

const kept = statement(`SELECT list, count FROM list_counts WHERE list LIKE 'comments%'`);

/** How many comments there are of each status; the numbers are kept, so asking does not grow with them. */
export async function readCommentCounts(db: ReadSession): Promise<CommentCounts> {
  const counts = new Map((await db.rows<{ list: string; count: number }>(kept, [])).map(({ list, count }) => [list, count]));
  const of = (list: string): number => counts.get(list) ?? 0;
  return { toModerate: of('commentsToModerate'), pending: of('comments:PENDING'), approved: of('comments:APPROVED'), rejected: of('comments:REJECTED'), spam: of('comments:SPAM') };
}
