import type { EntityManager } from 'typeorm';
import type { Facts } from './decision';
import type { TextMarks } from './text-marks';

/** Of so many comments, the newest, it is asked whether one is nearly the same. */
const lookedAt = 1_000;
/** Sketches of 64 bits that differ in fewer are of nearly the same text; those of two texts that have nothing in common differ in 32, give or take 4. */
const nearBits = 12;

export interface FactsOf { articleId: number; readerHash: string; marks: TextMarks }

/** What the database knows that bears on a comment: one statement. */
export async function readFacts(manager: EntityManager, { articleId, readerHash, marks }: FactsOf): Promise<Omit<Facts, 'byModerator' | 'moderated'>> {
  const [row]: Omit<Facts, 'byModerator' | 'moderated'>[] = await manager.query(`
    SELECT
      (SELECT count(*) FROM comments c WHERE c.reader_hash = $2 AND c.created_at > now() - interval '1 minute') AS "inMinute",
      (SELECT count(*) FROM comments c WHERE c.reader_hash = $2 AND c.created_at > now() - interval '1 hour') AS "inHour",
      (SELECT count(*) FROM comments c WHERE c.reader_hash IS NOT NULL AND c.article_id = $1 AND c.created_at > now() - interval '10 minutes') AS "onArticle",
      (SELECT CASE WHEN c.reader_hash <> $2 THEN 'ANOTHER' WHEN c.article_id <> $1 THEN 'ELSEWHERE' ELSE 'HERE' END
        FROM comments c WHERE c.text_key = $3 AND c.created_at > now() - interval '1 day' ORDER BY c.reader_hash = $2 DESC, c.article_id = $1 DESC LIMIT 1) AS repeats,
      EXISTS (SELECT 1 FROM (SELECT c.text_sketch AS sketch FROM comments c WHERE c.reader_hash IS NOT NULL AND c.created_at > now() - interval '1 day' ORDER BY c.created_at DESC LIMIT ${lookedAt}) recent
        WHERE bit_count((recent.sketch # $4::bigint)::bit(64)) < ${nearBits}) AS "nearlyRepeats",
      COALESCE((SELECT json_agg(json_build_object('word', w.word, 'status', w.status)) FROM comment_words w), '[]') AS words`,
  [articleId, readerHash, marks.key, marks.sketch]);
  if (!row) throw new Error('PostgreSQL gave no row for facts without a table');
  return row;
}
