import type { EntityManager } from 'typeorm';
import { sourceKey } from '../bibliography/normalize';
import type { ParsedReference } from '../bibliography/reference';
import { copyRows } from '../database/copy-rows';
import { pairUp } from '../database/pair-up';
import { packFields } from './citation-fields';

/** Below this a line is kept without a source: a wrong work in the graph is worse than a missing one. */
const recognised = 0.5;
/** Below this a person should look. */
const accepted = 0.8;

/** Whether a line was understood well enough to say which work it cites. */
export function isRecognised({ type, confidence, title }: ParsedReference): boolean {
  return type !== null && title !== null && confidence >= recognised;
}

interface Bibliography { articleId: number; citedAt: Date | null; references: readonly ParsedReference[] }

/**
 * Writes the lines of bibliographies. A line that is there already keeps its id, found by its text, else by its place. What a person said of a line stays
 * as long as the line does; a line that its origin changed is read anew and waits for review. The sources may be written later in the same transaction.
 */
export async function saveCitations(manager: EntityManager, bibliographies: readonly Bibliography[], sources: ReadonlyMap<string, number>): Promise<void> {
  const articles = bibliographies.map(({ articleId }) => articleId);
  const existing: { id: number; articleId: number; position: number; rawText: string }[] = await manager.query(
    'SELECT id, article_id AS "articleId", position, raw_text AS "rawText" FROM citations WHERE article_id = ANY($1::bigint[]) ORDER BY article_id, position', [articles]);
  const inserted: CitationRow[] = [];
  const updated: object[] = [];
  const removed: number[] = [];
  for (const { articleId, citedAt, references } of bibliographies) {
    const wanted = references.map((reference, i) => citationRow(articleId, i + 1, citedAt, reference, sources));
    const pairs = pairUp(existing.filter((row) => row.articleId === articleId), wanted, [(row) => row.rawText, (row) => String(row.position)]);
    for (const [row, old] of pairs.paired) updated.push({ ...row, id: old.id });
    inserted.push(...pairs.added);
    removed.push(...pairs.left.map(({ id }) => id));
  }
  // New sources are written after the lines that cite them: see createSources.
  await manager.query('SET CONSTRAINTS citations_source_id_fkey DEFERRED');
  const columns = `(id bigint, "articleId" bigint, position integer, "rawText" text, source bigint, confidence real, "reviewState" text, fields json, "citedAt" timestamptz)`;
  if (removed.length > 0) await manager.query('DELETE FROM citations WHERE id = ANY($1::bigint[])', [removed]);
  if (updated.length > 0) {
    await manager.query('SET CONSTRAINTS citations_position_key DEFERRED');
    await manager.query(`UPDATE citations c SET position = r.position, cited_at = r."citedAt" FROM json_to_recordset($1) AS r ${columns} WHERE c.id = r.id`, [JSON.stringify(updated)]);
    await manager.query(`UPDATE citations c SET raw_text = r."rawText", source_id = r.source, confidence = r.confidence, fields = r.fields,
        review_state = CASE c.review_state WHEN 'CORRECTED' THEN 'NEEDS_REVIEW' ELSE r."reviewState" END, corrected_by = NULL, corrected_at = NULL
      FROM json_to_recordset($1) AS r ${columns} WHERE c.id = r.id AND (c.review_state <> 'CORRECTED' OR c.raw_text <> r."rawText")`, [JSON.stringify(updated)]);
  }
  await copyRows(manager, 'citations', ['article_id', 'position', 'raw_text', 'source_id', 'confidence', 'review_state', 'fields', 'cited_at'],
    inserted.map(({ articleId, position, rawText, source, confidence, reviewState, fields, citedAt }) =>
      [articleId, position, rawText, source, confidence, reviewState, JSON.stringify(fields), citedAt]));
}

type CitationRow = ReturnType<typeof citationRow>;

function citationRow(articleId: number, position: number, citedAt: Date | null, reference: ParsedReference, sources: ReadonlyMap<string, number>) {
  const { raw, confidence, fields } = reference;
  const source = isRecognised(reference) ? (sources.get(sourceKey(reference) ?? '') ?? null) : null;
  return { articleId, position, rawText: raw, source, confidence, reviewState: source !== null && confidence >= accepted ? 'ACCEPTED' : 'NEEDS_REVIEW', fields: packFields(fields), citedAt };
}
