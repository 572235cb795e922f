import type { EntityManager } from 'typeorm';
import type { CitationBefore } from './correct-citation';

/**
 * Lets citations mean what they meant before a decision of the instant `decidedAt`; those that were decided on again or changed since
 * stay as they are. Rows that were made for the decision alone go with it. Gives how many citations were restored.
 */
export async function restoreCitations(manager: EntityManager, before: readonly CitationBefore[], decidedSourceId: number | null, decidedAt: Date): Promise<number> {
  const [restored]: [object[], number] = await manager.query(`
    UPDATE citations c SET review_state = r."reviewState", corrected_by = r."correctedBy", corrected_at = r."correctedAt",
      source_id = (SELECT s.id FROM sources s WHERE s.id = COALESCE((SELECT new_id FROM redirects WHERE type = 'Source' AND old_id = r."sourceId"), r."sourceId"))
    FROM jsonb_to_recordset($1) AS r (id bigint, "sourceId" bigint, "reviewState" text, "correctedBy" text, "correctedAt" timestamptz)
    WHERE c.id = r.id AND c.corrected_at = $2 RETURNING c.id`, [JSON.stringify(before), decidedAt]);
  if (decidedSourceId !== null && restored.length > 0) await removeMadeFor(manager, decidedSourceId, decidedAt);
  return restored.length;
}

/** A source that a decision made, its publisher and its authors bear the instant of its transaction; they go when nothing else speaks of them. */
async function removeMadeFor(manager: EntityManager, sourceId: number, madeAt: Date): Promise<void> {
  const authors: { id: number }[] = await manager.query('SELECT author_id AS id FROM source_authors WHERE source_id = $1', [sourceId]);
  const [removed]: [{ publisherId: number | null }[], number] = await manager.query(`
    DELETE FROM sources s WHERE s.id = $1 AND s.created_at = $2 AND NOT EXISTS (SELECT 1 FROM citations c WHERE c.source_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM redirects r WHERE r.type = 'Source' AND r.new_id = s.id) RETURNING s.publisher_id AS "publisherId"`, [sourceId, madeAt]);
  if (removed.length === 0) return;
  await manager.query(`
    DELETE FROM publishers p WHERE p.id = ANY($1::bigint[]) AND p.created_at = $2 AND NOT EXISTS (SELECT 1 FROM sources s WHERE s.publisher_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM redirects r WHERE r.type = 'Publisher' AND r.new_id = p.id)`, [removed.map(({ publisherId }) => publisherId), madeAt]);
  await manager.query(`
    DELETE FROM authors u WHERE u.id = ANY($1::bigint[]) AND u.created_at = $2 AND NOT EXISTS (SELECT 1 FROM source_authors x WHERE x.author_id = u.id)
      AND NOT EXISTS (SELECT 1 FROM authorships x WHERE x.author_id = u.id) AND NOT EXISTS (SELECT 1 FROM redirects r WHERE r.type = 'Author' AND r.new_id = u.id)`,
  [authors.map(({ id }) => id), madeAt]);
}
