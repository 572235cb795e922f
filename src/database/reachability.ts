/** Work that waits for the database, and can be told that no answer will come. */
export interface Waiting { fail(error: Error): void }

/** An answer that takes longer makes us ask whether the server answers at all. */
const patienceMs = 1_000;
const askAgainMs = 500;

/** The database does not answer; isConnectionFailure knows it by its SQLSTATE (connection_failure). */
export class Unreachable extends Error {
  readonly code = '08006';
  constructor() { super('the database does not answer'); }
}

/**
 * Notices that a database is gone without a word (its host is down, a firewall drops what we send), where a connection would wait for minutes.
 * Slow is not gone: only when something has taken a second, the server is asked for a sign of life, on a connection of its own. While there is none, everything
 * that waits fails, and what comes is refused at once.
 */
export class Reachability {
  /**
   * What waits, and the places that are free. Not a Map or a Set: those are made anew every few entries, and what is left of the old ones keeps requests of
   * long ago alive until the next full collection (a quarter of everything a request allocates was promoted that way).
   */
  private readonly waiting: ({ work: Waiting; since: number } | null)[] = [];
  private readonly free: number[] = [];
  private timer: NodeJS.Timeout | null = null;
  private asking = false;
  isLost = false;

  /** `onLost` gives up the connections that there are. */
  constructor(private readonly isAnswering: () => Promise<boolean>, private readonly onLost: () => void) {}

  /** Gives what is to be called once, when the work has ended. */
  begin(work: Waiting): () => void {
    const place = this.free.pop() ?? this.waiting.length;
    this.waiting[place] = { work, since: performance.now() };
    if (!this.timer && !this.asking) this.askIn(patienceMs);
    return () => {
      this.waiting[place] = null;
      this.free.push(place);
    };
  }

  private askIn(ms: number): void {
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.ask();
    }, ms).unref();
  }

  private async ask(): Promise<void> {
    const waiting = this.waiting.filter((one) => one !== null);
    if (!this.isLost && waiting.length === 0) return;
    const age = waiting.length === 0 ? 0 : performance.now() - Math.min(...waiting.map(({ since }) => since));
    if (!this.isLost && age < patienceMs) return this.askIn(patienceMs - age + 1);
    this.asking = true;
    const answers = await this.isAnswering();
    this.asking = false;
    this.isLost = !answers;
    if (this.isLost) {
      for (const { work } of this.waiting.filter((one) => one !== null)) work.fail(new Unreachable());
      this.onLost();
    }
    this.askIn(this.isLost ? askAgainMs : patienceMs);
  }
}
