import { mayTryAgain } from '../database/patiently';
import { WriteRefused } from './import-store';

/**
 * Writes items together; when that fails, each half of them, and so on, so that a bad item is found and told and the rest go in. That the database is
 * away, or the write refused, is no item's fault: it is thrown.
 * @param write in one transaction: what it throws is the failure of the items it was given
 */
export async function writeHalves<T>(items: readonly T[], write: (part: readonly T[]) => Promise<void>, tell: (item: T, reason: string) => void): Promise<void> {
  const [first] = items;
  if (first === undefined) return;
  try {
    await write(items);
  } catch (error) {
    if (mayTryAgain(error) || error instanceof WriteRefused) throw error;
    if (items.length === 1) {
      tell(first, error instanceof Error ? error.message : String(error));
      return;
    }
    const half = Math.ceil(items.length / 2);
    await writeHalves(items.slice(0, half), write, tell);
    await writeHalves(items.slice(half), write, tell);
  }
}
