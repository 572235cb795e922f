import type { EntityManager } from 'typeorm';
import type { MergeReason } from './merge-candidate.type';

/** Two rows of a kind that may be one. */
export interface Candidate { one: number; other: number; reason: `${MergeReason}`; score: number }

/** Notes pairs for a person to decide; a pair that was noted before stays as it is, also when it was dismissed. One statement. */
export async function saveCandidates(manager: EntityManager, kind: 'PUBLISHERS' | 'AUTHORS' | 'SOURCES', candidates: readonly Candidate[]): Promise<void> {
  if (candidates.length === 0) return;
  await manager.query(`INSERT INTO merge_candidates (kind, one_id, other_id, reason, score)
    SELECT $1, least(one, other), greatest(one, other), reason, score FROM json_to_recordset($2) AS r (one bigint, other bigint, reason text, score real) WHERE one <> other
    ON CONFLICT (kind, one_id, other_id) DO NOTHING`, [kind, JSON.stringify(candidates)]);
}
