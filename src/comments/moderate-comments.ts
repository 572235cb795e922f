import type { EntityManager } from 'typeorm';
import { takeWriteTurn } from '../database/write-turn';
import { InvalidInput } from '../errors';
import { optionalText } from '../graph/input-text';
import { readNodeId } from '../graph/node-id';
import { largestPage } from '../graph/page-arguments';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import type { ModerateCommentInput } from './moderation.arguments';

/** Writes down what a person decides about comments, all or none of them; gives their ids in the order of the input. Imports leave it so. */
export async function moderateComments(manager: EntityManager, input: ModerateCommentInput, by: string): Promise<number[]> {
  if ((input.id == null) === (input.ids == null)) throw new Mistake('input', UserErrorCode.INVALID, 'input: expected exactly one of id and ids.');
  const [field, texts] = input.ids == null ? ['input.id', [input.id ?? '']] : ['input.ids', input.ids];
  if (texts.length < 1 || texts.length > largestPage) throw new InvalidInput(field, `1 to ${largestPage} ids`, `${texts.length} ids`);
  const ids = texts.map((text, i) => readNodeId(text, input.ids == null ? field : `${field}[${i}]`, 'Comment').id);
  const reason = optionalText(input.reason, 'input.reason', { most: 500 });
  await takeWriteTurn(manager); // imports count comments of several statuses: two that count in another order would wait for each other
  const rows: { id: number }[] = await manager.query(`
    WITH wanted AS (
      SELECT m.id, m.status FROM comments m WHERE m.id = ANY($1::bigint[]) ORDER BY m.id FOR UPDATE
    ), changed AS (
      UPDATE comments m SET status = $2, status_reason = $3, moderated_by = $4, moderated_at = now(), report_count = 0 FROM wanted w WHERE m.id = w.id
    ), decided AS (
      INSERT INTO comment_decisions (comment_id, from_status, to_status, reason, decided_by) SELECT id, status, $2, $3, $4 FROM wanted
    ) SELECT id FROM wanted`, [ids, input.status, reason, by]);
  const there = new Set(rows.map(({ id }) => id));
  const missing = ids.findIndex((id) => !there.has(id));
  if (missing >= 0) throw new Mistake(input.ids == null ? field : `${field}[${missing}]`, UserErrorCode.NOT_FOUND, `${field}: expected ids of comments that are there, got one that is not: ${texts[missing]}. Nothing was changed.`);
  return [...new Set(ids)];
}
