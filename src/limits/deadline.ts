import { Stopped } from '../errors';

/** How long a request may take, in milliseconds. */
export const deadlineMs = 5_000;

/** How often a request that is overdue looks whether its write has ended. */
const writingPauseMs = 50;

/** What of a request can be stopped. */
interface Stoppable { stop(reason: Error): void }

/**
 * Gives what the work gives, or throws Stopped when that takes too long. Either way nothing goes on behind it: when the time is up, or the client
 * leaves, what is being read is stopped, in the database too.
 * @param isWriting a write is not left half-known: its own statements end in time, and its answer is waited for
 */
export async function withDeadline<T>(ms: number, session: Stoppable, work: Promise<T>, isWriting: () => boolean, onLeave?: (listener: () => void) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let over = false; // a connection closes after each answer, too
  const late = new Promise<never>((_, reject) => {
    const stop = (message: string): void => {
      if (over) return;
      if (isWriting()) {
        timer = setTimeout(() => { stop(message); }, writingPauseMs);
        return;
      }
      const reason = new Stopped(message);
      reject(reason);
      session.stop(reason);
    };
    timer = setTimeout(() => { stop(`Expected an operation that is answered within ${ms / 1000} s, got one that takes longer; it was stopped. Ask for smaller pages or fewer lists.`); }, ms);
    onLeave?.(() => { stop('The client has left before its answer.'); });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over = true;
    clearTimeout(timer);
  }
}
