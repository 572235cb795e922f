import type { EntityManager } from 'typeorm';
import { takeWriteTurn } from '../database/write-turn';
import { IbidError } from '../errors';
import { ownOriginName } from '../origins/own-origin';

/** What becomes of the articles of an origin that is removed. */
export type Afterwards = 'KEEP' | 'WITHDRAW';

/**
 * Ends the polls of an origin and takes it from the list. What came from it stays and still says where it came from; with `WITHDRAW` its articles are taken
 * back, as tombstones that deltas show. Nothing is deleted, so that adding it again goes on where it was.
 * @returns how many articles were withdrawn
 * @throws IbidError NO_SUCH_ORIGIN, ORIGIN_IS_OURS
 */
export async function removeOrigin(manager: EntityManager, originId: number, articles: Afterwards, now: Date): Promise<number> {
  await takeWriteTurn(manager); // before any row is locked, as all writers do
  const [origin]: { name: string }[] = await manager.query('SELECT name FROM origins WHERE id = $1 AND removed_at IS NULL FOR UPDATE', [originId]);
  if (!origin) throw new IbidError('NO_SUCH_ORIGIN', 'Expected an origin that is listed, got none.', 'Take an id or a name from `origins`, or `ibid origins list`.');
  if (origin.name === ownOriginName) throw new IbidError('ORIGIN_IS_OURS', `${ownOriginName} is what is written here, and no origin that can be removed.`, 'Withdraw its articles one by one.');
  await manager.query('DELETE FROM feeds WHERE origin_id = $1', [originId]);
  await manager.query('UPDATE origins SET removed_at = $2, overdue = false WHERE id = $1', [originId, now]);
  if (articles === 'KEEP') return 0;
  const [, withdrawn]: [unknown, number] = await manager.query(`UPDATE articles SET status = 'WITHDRAWN', content_hash = '' WHERE origin_id = $1 AND status = 'PUBLISHED'`, [originId]);
  return withdrawn;
}
