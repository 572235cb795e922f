import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../errors';
import { optionalText, requireText } from '../graph/input-text';
import { readNodeId } from '../graph/node-id';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { ownOrigin } from '../origins/own-origin';
import { moderate } from './moderation/phases';
import { readFacts } from './moderation/read-facts';
import { textMarks } from './moderation/text-marks';
import { type PostCommentInput, longestBody, longestName } from './post-comment.arguments';

/** A comment as it was posted, checked for form. */
export interface PostedComment { articleId: number; parentId: number | null; authorName: string; body: string; key: string | null }

/** Reads what a reader says; InvalidInput names the field that cannot be used. */
export function readPostedComment(input: PostCommentInput): PostedComment {
  return {
    articleId: readNodeId(input.articleId, 'input.articleId', 'Article').id,
    parentId: input.parentId == null ? null : readNodeId(input.parentId, 'input.parentId', 'Comment').id,
    authorName: (optionalText(input.authorName, 'input.authorName', { most: longestName, line: true }) ?? 'Anonymous').trim(),
    body: requireText(input.body, 'input.body', { most: longestBody }),
    key: optionalText(input.idempotencyKey, 'input.idempotencyKey', { most: 100 }),
  };
}

/** Who posts, and how the publication wants it. */
export interface Posting { readerHash: string; byModerator: boolean; moderated: boolean }

/** Keeps a comment with what moderation makes of it; gives its id. The same key is the same comment. Throws Mistake. */
export async function postComment(manager: EntityManager, posted: PostedComment, { readerHash, byModerator, moderated }: Posting): Promise<number> {
  const originId = await ownOrigin(manager);
  const originKey = `comment ${posted.key ?? randomUUID()}`;
  const known = await postedBefore(manager, originId, originKey, posted);
  if (known !== null) return known;
  await requireThread(manager, posted);
  const marks = textMarks(posted.body);
  const decision = moderate(posted, { ...await readFacts(manager, { articleId: posted.articleId, readerHash, marks }), byModerator, moderated });
  if (decision.status === 'REFUSED') throw new Mistake('input', UserErrorCode.RATE_LIMITED, `input: ${decision.reason}`);
  const [row]: { id: number }[] = await manager.query(`
    WITH made AS (
      INSERT INTO comments (origin_id, origin_key, article_id, parent_id, author_name, body, status, status_reason, created_at, reader_hash, text_key, text_sketch)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now(), $9, $10, $11) ON CONFLICT (origin_id, origin_key) DO NOTHING RETURNING id
    ), decided AS (
      INSERT INTO comment_decisions (comment_id, to_status, phase, rule, reason) SELECT id, $7, $12, $13, $8 FROM made
    ) SELECT id FROM made`,
  [originId, originKey, posted.articleId, posted.parentId, posted.authorName, posted.body, decision.status, decision.reason, readerHash, marks.key, marks.sketch, decision.phase, decision.rule]);
  if (row) return row.id;
  const first = await postedBefore(manager, originId, originKey, posted); // the same request, at the same moment
  if (first === null) throw new Error('a comment was neither written nor there already');
  return first;
}

async function postedBefore(manager: EntityManager, originId: number, originKey: string, posted: PostedComment): Promise<number | null> {
  if (posted.key === null) return null;
  const [row]: { id: number; same: boolean }[] = await manager.query(`
    SELECT id, (article_id, author_name, body) = ($3::bigint, $4::text, $5::text) AND parent_id IS NOT DISTINCT FROM $6::bigint AS same
    FROM comments WHERE origin_id = $1 AND origin_key = $2`, [originId, originKey, posted.articleId, posted.authorName, posted.body, posted.parentId]);
  if (!row) return null;
  // What was posted under a key is shown only to who knows it already.
  if (!row.same) throw new Mistake('input.idempotencyKey', UserErrorCode.CONFLICT, 'input.idempotencyKey: expected a key of this comment alone, got one that another comment was posted with. Make up a new key for each comment.');
  return row.id;
}

/** The article is published, and what is answered is a comment under it that readers see. */
async function requireThread(manager: EntityManager, { articleId, parentId }: PostedComment): Promise<void> {
  const [row]: { article: boolean; parentArticleId: number | null }[] = await manager.query(`
    SELECT EXISTS (SELECT 1 FROM articles a WHERE a.id = $1 AND a.status = 'PUBLISHED') AS article,
      (SELECT p.article_id FROM comments p WHERE p.id = $2 AND p.status = 'APPROVED') AS "parentArticleId"`, [articleId, parentId]);
  if (!row?.article) throw new Mistake('input.articleId', UserErrorCode.NOT_FOUND, 'input.articleId: expected the id of a published article, got one that is not there.');
  if (parentId === null || row.parentArticleId === articleId) return;
  if (row.parentArticleId === null) throw new Mistake('input.parentId', UserErrorCode.NOT_FOUND, 'input.parentId: expected the id of a comment that readers see, got one that is not there. Leave it out to start a thread.');
  throw new InvalidInput('input.parentId', 'a comment of the same article', 'one of another article');
}
