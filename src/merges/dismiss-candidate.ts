import type { EntityManager } from 'typeorm';
import { readNodeId } from '../graph/node-id';
import { Mistake, UserErrorCode } from '../graph/user-errors';

/** Writes down that two are two; they are not proposed again. Gives the id of the pair. Throws Mistake or InvalidInput. */
export async function dismissCandidate(manager: EntityManager, { candidateId }: { candidateId: string }, by: string): Promise<number> {
  const { id } = readNodeId(candidateId, 'input.candidateId', 'MergeCandidate');
  const [rows]: [object[], number] = await manager.query('UPDATE merge_candidates SET dismissed_by = $2, dismissed_at = now() WHERE id = $1 AND dismissed_at IS NULL RETURNING id', [id, by]);
  if (rows.length === 0) throw new Mistake('input.candidateId', UserErrorCode.NOT_FOUND, 'input.candidateId: expected the id of a pair that is open, got one that is not there or was dismissed. mergeCandidates lists those that are open.');
  return id;
}
