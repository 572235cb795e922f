import type { EntityManager } from 'typeorm';

/** `edited`: an editor changed it here; an import leaves it. */
export interface ExistingArticle { id: number; contentHash: string; edited: boolean }

/** The articles of an origin that are there already, by their key. */
export async function existingArticles(manager: EntityManager, originId: number, keys: readonly string[]): Promise<Map<string, ExistingArticle>> {
  const rows: (ExistingArticle & { originKey: string })[] = await manager.query(
    'SELECT origin_key AS "originKey", id, content_hash AS "contentHash", edited_by IS NOT NULL AS edited FROM articles WHERE origin_id = $1 AND origin_key = ANY($2::text[])', [originId, keys]);
  return new Map(rows.map((row) => [row.originKey, row]));
}
