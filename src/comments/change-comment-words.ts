import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../errors';
import { requireText } from '../graph/input-text';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { CommentStatus } from './comment.type';
import { wordsOf } from './moderation/words-of';
import type { CommentWordRow } from './moderation.loaders';

/** All of them are read for each comment that is posted. */
const mostWords = 5_000;
const shown = 'id, word, status, added_by AS "addedBy", added_at AS "addedAt"';

/** Adds words to the list, or changes what they mean; gives them. Throws Mistake or InvalidInput. */
export async function addCommentWords(manager: EntityManager, { words, status }: { words: string[]; status: CommentStatus }, by: string): Promise<CommentWordRow[]> {
  if (status === CommentStatus.APPROVED) throw new InvalidInput('input.status', 'PENDING, REJECTED or SPAM', status);
  const rows: CommentWordRow[] = await manager.query(`
    INSERT INTO comment_words AS w (word, status, added_by) SELECT word, $2, $3 FROM unnest($1::text[]) AS word
    ON CONFLICT (word) DO UPDATE SET status = excluded.status, added_by = excluded.added_by, added_at = now() RETURNING ${shown}`, [readWords(words), status, by]);
  const [{ count } = { count: 0 }]: { count: number }[] = await manager.query('SELECT count(*) FROM comment_words');
  if (count > mostWords) throw new Mistake('input.words', UserErrorCode.CONFLICT, `input.words: expected a list of at most ${mostWords} words, got ${count}. Remove some with removeCommentWords first.`);
  return rows;
}

/** Takes words off the list; gives those that were on it. */
export async function removeCommentWords(manager: EntityManager, { words }: { words: string[] }): Promise<CommentWordRow[]> {
  const [rows]: [CommentWordRow[], number] = await manager.query(`DELETE FROM comment_words WHERE word = ANY($1::text[]) RETURNING ${shown}`, [readWords(words)]);
  return rows;
}

function readWords(words: readonly string[]): string[] {
  if (words.length < 1 || words.length > 100) throw new InvalidInput('input.words', '1 to 100 words', `${words.length} words`);
  return [...new Set(words.map((word, i) => {
    const found = wordsOf(requireText(word, `input.words[${i}]`, { most: 100, line: true }));
    if (found === '') throw new InvalidInput(`input.words[${i}]`, 'a word with a letter or a digit', word);
    return found;
  }))];
}
