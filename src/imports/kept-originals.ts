import type { EntityManager } from 'typeorm';
import { readingVersion } from './changed-articles';
import { hashOfContent } from './existing-articles';
import type { Markup } from './original';

/** An original as the database has it, with the article that was read from it. */
export interface KeptOriginal { articleId: number; key: string; contentHash: string; markup: Markup; body: string; facts: string; result: string; readingVersion: number }

/** What may be read again. A hash that is empty marks what waits for the next import: what was withdrawn, and what an editor gave back. */
const readable = `a.edited_by IS NULL AND a.content_hash <> ''`;

/** The next originals of an origin, in the order of their keys there: at most so many, and so many bytes of bodies and facts, but for one that is larger alone. */
export function originalsAfter(manager: EntityManager, originId: number, key: string | null, most: number, mostBytes: number): Promise<KeptOriginal[]> {
  return manager.query(`SELECT "articleId", key, "contentHash", markup, body, facts, result, "readingVersion" FROM (
      SELECT *, sum(bytes) OVER (ORDER BY key) AS until FROM (
        SELECT a.id AS "articleId", a.origin_key AS key, ${hashOfContent} AS "contentHash", o.media_type AS markup, COALESCE(o.body, a.body_html) AS body, o.facts, o.result, o.reading_version AS "readingVersion",
          octet_length(COALESCE(o.body, a.body_html))::bigint + octet_length(o.facts) AS bytes
        FROM articles a JOIN article_originals o ON o.article_id = a.id
        WHERE a.origin_id = $1 AND ($2::text IS NULL OR a.origin_key > $2) AND ${readable} ORDER BY a.origin_key LIMIT $3) AS next) AS summed
    WHERE until <= $4 OR until = bytes ORDER BY key`, [originId, key, most, mostBytes]);
}

/** Notes that this version reads nothing else from originals than the one before it, or cannot read them. It changes no article. */
export async function noteReadAgain(manager: EntityManager, articleIds: readonly number[]): Promise<void> {
  await manager.query('UPDATE article_originals SET reading_version = $2 WHERE article_id = ANY($1::bigint[])', [articleIds, readingVersion]);
}

/** How many articles of an origin, or of all for null, cannot be read again because nothing is kept that they were read from. */
export async function countWithoutOriginal(manager: EntityManager, originId: number | null): Promise<number> {
  const [row]: { count: number }[] = await manager.query(
    `SELECT count(*) FROM articles a WHERE ($1::bigint IS NULL OR a.origin_id = $1) AND ${readable} AND NOT EXISTS (SELECT FROM article_originals o WHERE o.article_id = a.id)`, [originId]);
  return row?.count ?? 0;
}

/** How many originals were last read by a version that reads otherwise than this one. */
async function countReadBefore(manager: EntityManager): Promise<number> {
  const [row]: { count: number }[] = await manager.query(
    `SELECT count(*) FROM article_originals o JOIN articles a ON a.id = o.article_id WHERE (o.reading_version < $1 OR o.reading_version > $1) AND ${readable}`, [readingVersion]);
  return row?.count ?? 0;
}

/** What is said to who runs a version that reads otherwise than those that read what is kept; null when there is nothing to do. */
export async function toReadAgain(manager: EntityManager): Promise<string | null> {
  const before = await countReadBefore(manager);
  return before === 0 ? null : `${before} article${before === 1 ? ' was' : 's were'} read by a version that reads otherwise: ibid import --reread reads them again.`;
}
