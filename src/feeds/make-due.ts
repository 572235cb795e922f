import type { EntityManager } from 'typeorm';
import { IbidError } from '../errors';

/** Makes an origin due, also one that said it was gone. @throws IbidError NO_SUCH_ORIGIN for one that is not polled */
export async function makeDue(manager: EntityManager, originId: number, now: Date): Promise<number> {
  const [, due]: [unknown, number] = await manager.query('UPDATE feeds SET next_sync_at = $2 WHERE origin_id = $1', [originId, now]);
  if (due === 0) throw new IbidError('NO_SUCH_ORIGIN', 'Expected an origin that is polled, got one that is not, or none.', 'Add it with its address first: addOrigin, or `ibid origins add URL`.');
  return originId;
}
