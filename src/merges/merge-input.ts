import { Mistake, UserErrorCode } from '../graph/user-errors';
import { readNodeId } from '../graph/node-id';
import type { Mergeable } from './mergeable';
import type { MergeInput } from './merge.arguments';

const mostAtOnce = 100;

/** The row ids of a merge input. Throws Mistake or InvalidInput. */
export function readMergeInput({ type, noun }: Mergeable, { intoId, fromIds }: MergeInput): { into: number; from: number[] } {
  const into = readNodeId(intoId, 'input.intoId', type).id;
  const from = [...new Set(fromIds.map((id, i) => readNodeId(id, `input.fromIds[${i}]`, type).id))];
  if (from.length === 0 || from.length > mostAtOnce) {
    throw new Mistake('input.fromIds', UserErrorCode.INVALID, `input.fromIds: expected 1 to ${mostAtOnce} ids of ${noun}s to merge away, got ${from.length}.`);
  }
  if (from.includes(into)) throw new Mistake('input.fromIds', UserErrorCode.INVALID, `input.fromIds: expected other ${noun}s than input.intoId, got the same one. Leave it out.`);
  return { into, from };
}
