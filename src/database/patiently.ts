import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../errors';
import { isConnectionFailure } from './connection-failure';

/** SQLSTATE: deadlock detected, could not serialize. PostgreSQL took one of those who waited for each other back; it may try again. */
const takenBack = new Set(['40P01', '40001']);
const longestPauseMs = 1_000;

/** Whether an error says nothing of what was written, but that the database was away or others were in the way. A statement that takes too long is no such error. */
export function mayTryAgain(error: unknown): boolean {
  if (takenBack.has(errorCode(error) ?? '')) return true;
  return isConnectionFailure(error) && !String(error).includes('Query read timeout');
}

/**
 * Runs work again until the database took it: over a restart of PostgreSQL, and after a deadlock. The work must be one that may be done twice, for a
 * connection can break after the commit and before its answer.
 * @param patienceMs how long the database may be away; then its error is thrown
 */
export async function patiently<T>(work: () => Promise<T>, patienceMs = 60_000): Promise<T> {
  const until = Date.now() + patienceMs;
  for (let pause = 20; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!mayTryAgain(error) || Date.now() + pause > until) throw error;
      await delay(pause * (0.5 + Math.random()));
    }
  }
}
