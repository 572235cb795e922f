import type { EntityManager } from 'typeorm';
import { copyRows } from '../database/copy-rows';
import { pairUp } from '../database/pair-up';
import type { ReadLine } from './read-lines';

/** Below this a person should look. */
const accepted = 0.8;

interface Bibliography { articleId: number; citedAt: Date | null; lines: readonly ReadLine[] }

/**
 * Writes the lines of bibliographies. A line that is there already keeps its id, found by its text, else by its place. What a person said of a line stays
 * as long as the line does; a line that its origin changed is read anew and waits for review. The sources may be written later in the same transaction.
 */
export async function saveCitations(manager: EntityManager, bibliographies: readonly Bibliography[], sources: ReadonlyMap<string, number>): Promise<void> {
  const articles = bibliographies.map(({ articleId }) => articleId);
  const existing: OldRow[] = await manager.query(
    'SELECT id, article_id AS "articleId", position, raw_text AS "rawText" FROM citations WHERE article_id = ANY($1::bigint[]) ORDER BY article_id, position', [articles]);
  const inserted: CitationRow[] = [];
  const updated: object[] = [];
  const removed: number[] = [];
  const existingOf = new Map<number, OldRow[]>();
  for (const row of existing) {
    const rows = existingOf.get(row.articleId);
    if (rows) rows.push(row);
    else existingOf.set(row.articleId, [row]);
  }
  for (const { articleId, citedAt, lines } of bibliographies) {
    const instant = citedAt?.toISOString() ?? null;
    const wanted = lines.map((line, i) => citationRow(articleId, i + 1, instant, line, sources));
    const olds = existingOf.get(articleId);
    if (!olds) {
      inserted.push(...wanted);
      continue;
    }
    const pairs = pairUp<OldRow, CitationRow>(olds, wanted, [(row) => row.rawText, (row) => String(row.position)]);
    for (const [row, old] of pairs.paired) updated.push({ ...row, id: old.id });
    inserted.push(...pairs.added);
    removed.push(...pairs.left.map(({ id }) => id));
  }
  // New sources are written after the lines that cite them: see createSources.
  await manager.query('SET CONSTRAINTS citations_source_id_fkey DEFERRED');
  const columns = `(id bigint, "articleId" bigint, position integer, "rawText" text, source bigint, confidence real, "reviewState" text, fields text, "citedAt" timestamptz)`;
  if (removed.length > 0) await manager.query('DELETE FROM citations WHERE id = ANY($1::bigint[])', [removed]);
  if (updated.length > 0) {
    await manager.query('SET CONSTRAINTS citations_position_key DEFERRED');
    await manager.query(`UPDATE citations c SET position = r.position, cited_at = r."citedAt" FROM json_to_recordset($1) AS r ${columns} WHERE c.id = r.id`, [JSON.stringify(updated)]);
    await manager.query(`UPDATE citations c SET raw_text = r."rawText", source_id = r.source, confidence = r.confidence, fields = r.fields::json,
        review_state = CASE c.review_state WHEN 'CORRECTED' THEN 'NEEDS_REVIEW' ELSE r."reviewState" END, corrected_by = NULL, corrected_at = NULL
      FROM json_to_recordset($1) AS r ${columns} WHERE c.id = r.id AND (c.review_state <> 'CORRECTED' OR c.raw_text <> r."rawText")`, [JSON.stringify(updated)]);
  }
  await copyRows(manager, 'citations', ['article_id', 'position', 'raw_text', 'source_id', 'confidence', 'review_state', 'fields', 'cited_at'],
    inserted.map(({ articleId, position, rawText, source, confidence, reviewState, fields, citedAt }) =>
      [articleId, position, rawText, source, confidence, reviewState, fields, citedAt]));
}

interface OldRow { id: number; articleId: number; position: number; rawText: string }
type CitationRow = ReturnType<typeof citationRow>;

function citationRow(articleId: number, position: number, citedAt: string | null, { raw, confidence, fields, cited }: ReadLine, sources: ReadonlyMap<string, number>) {
  const source = cited === null ? null : (sources.get(cited.key) ?? null);
  return { articleId, position, rawText: raw, source, confidence, reviewState: source !== null && confidence >= accepted ? 'ACCEPTED' : 'NEEDS_REVIEW', fields, citedAt };
}
