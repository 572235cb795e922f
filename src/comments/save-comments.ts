import type { EntityManager } from 'typeorm';

/** A comment as it was read; keys are unique in the origin. */
export interface SavedComment {
  articleId: number; key: string; parentKey: string | null; authorName: string; body: string; status: string; statusReason: string | null; createdAt: Date | null;
}
export interface SavedCounts { created: number; updated: number; unchanged: number }

/** Writes comments, parents before their answers. One that is there keeps its id, and the status that a person or readers' reports gave it here; else its origin says it. */
export async function saveComments(manager: EntityManager, originId: number, comments: readonly SavedComment[]): Promise<SavedCounts> {
  const counts: SavedCounts = { created: 0, updated: 0, unchanged: 0 };
  const known = new Set<string>();
  let waiting = [...comments];
  while (waiting.length > 0) {
    const keys = new Set(waiting.map(({ key }) => key));
    // A parent that is not in this batch is in the table, or was never given: then the answer stands at the top.
    const level = waiting.filter(({ parentKey, key }) => parentKey === null || parentKey === key || known.has(parentKey) || !keys.has(parentKey));
    const next = level.length > 0 ? level : waiting; // a ring of parents: no order is right, none is lost
    waiting = waiting.filter((comment) => !next.includes(comment));
    for (const { key } of next) known.add(key);
    const rows: { inserted: boolean }[] = await manager.query(`
      INSERT INTO comments AS c (origin_id, origin_key, article_id, parent_id, author_name, body, status, status_reason, created_at)
      SELECT $1, r.key, r."articleId", p.id, r."authorName", r.body, r.status, r."statusReason", r."createdAt"
      FROM json_to_recordset($2) AS r (n integer, key text, "articleId" bigint, "parentKey" text, "authorName" text, body text, status text, "statusReason" text, "createdAt" timestamptz)
      LEFT JOIN comments p ON p.origin_id = $1 AND p.origin_key = r."parentKey"
      ORDER BY r.n
      ON CONFLICT (origin_id, origin_key) DO UPDATE SET author_name = excluded.author_name, body = excluded.body, created_at = excluded.created_at,
        status = CASE WHEN c.moderated_by IS NULL AND c.report_count = 0 THEN excluded.status ELSE c.status END, status_reason = CASE WHEN c.moderated_by IS NULL AND c.report_count = 0 THEN excluded.status_reason ELSE c.status_reason END
      WHERE (c.author_name, c.body, c.created_at) IS DISTINCT FROM (excluded.author_name, excluded.body, excluded.created_at)
        OR c.moderated_by IS NULL AND c.report_count = 0 AND (c.status, c.status_reason) IS DISTINCT FROM (excluded.status, excluded.status_reason)
      RETURNING xmax = 0 AS inserted`, [originId, JSON.stringify(next.map((comment, n) => ({ ...comment, n })))]);
    const created = rows.filter(({ inserted }) => inserted).length;
    counts.created += created;
    counts.updated += rows.length - created;
    counts.unchanged += next.length - rows.length;
  }
  return counts;
}
