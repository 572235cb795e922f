import type { EntityManager } from 'typeorm';

/** The articles of an origin that are there already, by their key. */
export async function existingArticles(manager: EntityManager, originId: number, keys: readonly string[]): Promise<Map<string, { id: number; contentHash: string }>> {
  const rows: { originKey: string; id: number; contentHash: string }[] = await manager.query(
    'SELECT origin_key AS "originKey", id, content_hash AS "contentHash" FROM articles WHERE origin_id = $1 AND origin_key = ANY($2::text[])', [originId, keys]);
  return new Map(rows.map((row) => [row.originKey, row]));
}
