import type { EntityManager } from 'typeorm';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { readNodeId } from '../graph/node-id';
import { takeWriteTurn } from '../database/write-turn';
import { CitationVerdict, type CorrectCitationInput } from './correct-citation.arguments';
import { createSource, requireSource } from './named-source';
import { readAgain } from './read-again';
import { recordMerge } from './record-merge';

/** How a citation stood before a decision, as `snapshot` keeps it. */
export interface CitationBefore { id: number; sourceId: number | null; reviewState: string; correctedBy: string | null; correctedAt: string | null }
/** Of a correction: the line it was about, what was said of it, and how the citation stood. */
export interface CorrectionSnapshot { rawText: string; sourceId: number | null; before: CitationBefore }

/** Columns of a citation `c` that a decision changes. */
export const citationBefore = `c.id, c.source_id AS "sourceId", c.review_state AS "reviewState", c.corrected_by AS "correctedBy", c.corrected_at AS "correctedAt"`;

/** Writes down what a person says a line means; later imports leave it so as long as the line stands. Gives the ids of citation and decision. */
export async function correctCitation(manager: EntityManager, input: CorrectCitationInput, by: string): Promise<{ citation: number; merge: number }> {
  const { id } = readNodeId(input.citationId, 'input.citationId', 'Citation');
  const given = [input.sourceId, input.newSource, input.verdict].filter((choice) => choice != null).length;
  if (given !== 1) throw new Mistake('input', UserErrorCode.INVALID, `input: expected exactly one of sourceId, newSource and verdict, got ${given}.`);
  await takeWriteTurn(manager);
  const [citation]: (CitationBefore & { articleId: number; rawText: string })[] = await manager.query(
    `SELECT ${citationBefore}, c.article_id AS "articleId", c.raw_text AS "rawText" FROM citations c WHERE c.id = $1 FOR UPDATE`, [id]);
  if (!citation) throw new Mistake('input.citationId', UserErrorCode.NOT_FOUND, 'input.citationId: expected the id of a citation that is there, got one that is not.');
  const { articleId, rawText, ...before } = citation;
  const sourceId = await sourceOf(manager, input, citation);
  await manager.query(`UPDATE citations SET source_id = $2, review_state = 'CORRECTED', corrected_by = $3, corrected_at = now() WHERE id = $1`, [id, sourceId, by]);
  const merge = await recordMerge(manager, { kind: 'CORRECTION', survivorId: id, snapshot: { rawText, sourceId, before } satisfies CorrectionSnapshot, by });
  return { citation: id, merge };
}

async function sourceOf(manager: EntityManager, { sourceId, newSource, verdict }: CorrectCitationInput, citation: CitationBefore & { articleId: number }): Promise<number | null> {
  if (sourceId != null) return requireSource(manager, sourceId, 'input.sourceId');
  if (newSource != null) return createSource(manager, newSource, 'input.newSource');
  if (verdict === CitationVerdict.NO_REFERENCE) return null;
  const read = citation.sourceId ?? await readAgain(manager, citation.articleId, citation.id);
  if (read === null) throw new Mistake('input.verdict', UserErrorCode.CONFLICT, 'input.verdict: expected a line that was read as a work, got one of which no title was made out. Say with sourceId or newSource what it means, or NO_REFERENCE.');
  return read;
}
