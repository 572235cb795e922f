import type { EntityManager } from 'typeorm';
import { takeWriteTurn } from '../database/write-turn';
import { readNodeId } from '../graph/node-id';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import type { SplitSourceInput } from './correct-citation.arguments';
import { type CitationBefore, citationBefore } from './correct-citation';
import { createSource, requireSource } from './named-source';
import { recordMerge } from './record-merge';

const mostAtOnce = 100;

/** Of a split: the source the citations were taken from, and how each stood. */
export interface SplitSnapshot { fromId: number; before: CitationBefore[] }

/** Lets some citations of a source mean another; later imports leave them so. Gives the ids of the other source and of the decision. */
export async function splitSource(manager: EntityManager, input: SplitSourceInput, by: string): Promise<{ source: number; merge: number }> {
  const ids = [...new Set(input.citationIds.map((id, i) => readNodeId(id, `input.citationIds[${i}]`, 'Citation').id))];
  if (ids.length === 0 || ids.length > mostAtOnce) {
    throw new Mistake('input.citationIds', UserErrorCode.INVALID, `input.citationIds: expected 1 to ${mostAtOnce} ids of citations, got ${ids.length}.`);
  }
  if ((input.toSourceId == null) === (input.newSource == null)) {
    throw new Mistake('input', UserErrorCode.INVALID, `input: expected exactly one of toSourceId and newSource, got ${input.toSourceId == null ? 'none' : 'both'}.`);
  }
  await takeWriteTurn(manager);
  const fromId = await requireSource(manager, input.sourceId, 'input.sourceId');
  const before: CitationBefore[] = await manager.query(`SELECT ${citationBefore} FROM citations c WHERE c.id = ANY($1::bigint[]) AND c.source_id = $2 ORDER BY c.id FOR UPDATE`, [ids, fromId]);
  if (before.length < ids.length) {
    throw new Mistake('input.citationIds', UserErrorCode.CONFLICT, `input.citationIds: expected citations of input.sourceId, got ${ids.length - before.length} that are not. Ask the source for its citedBy.`);
  }
  const source = input.newSource != null ? await createSource(manager, input.newSource, 'input.newSource') : await requireSource(manager, input.toSourceId ?? '', 'input.toSourceId');
  if (source === fromId) {
    const field = input.newSource != null ? 'input.newSource' : 'input.toSourceId';
    throw new Mistake(field, UserErrorCode.CONFLICT, `${field}: expected another work than input.sourceId, got one that is found as the same. Describe it by what sets it apart: title, container or date.`);
  }
  await manager.query(`UPDATE citations SET source_id = $2, review_state = 'CORRECTED', corrected_by = $3, corrected_at = now() WHERE id = ANY($1::bigint[])`, [ids, source, by]);
  return { source, merge: await recordMerge(manager, { kind: 'SPLIT', survivorId: source, snapshot: { fromId, before } satisfies SplitSnapshot, by }) };
}
