import type { EntityManager } from 'typeorm';

/** `edited`: an editor changed it here; an import leaves it. `result`: the digest of what came of its original; null when none is kept. */
export interface ExistingArticle { id: number; contentHash: string; edited: boolean; result: string | null }

/** The hash of what an article `a` was last read from, with its original `o`. Empty, it waits for the next import, whatever was read. */
export const hashOfContent = `CASE WHEN a.content_hash = '' THEN '' ELSE COALESCE(o.content_hash, a.content_hash) END`;

/** The articles of an origin that are there already, by their key. */
export async function existingArticles(manager: EntityManager, originId: number, keys: readonly string[]): Promise<Map<string, ExistingArticle>> {
  const rows: (ExistingArticle & { originKey: string })[] = await manager.query(
    `SELECT a.origin_key AS "originKey", a.id, ${hashOfContent} AS "contentHash", a.edited_by IS NOT NULL AS edited, o.result
    FROM articles a LEFT JOIN article_originals o ON o.article_id = a.id WHERE a.origin_id = $1 AND a.origin_key = ANY($2::text[])`, [originId, keys]);
  return new Map(rows.map((row) => [row.originKey, row]));
}
