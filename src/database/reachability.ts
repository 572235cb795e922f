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
  private readonly waiting = new Map<Waiting, number>();
  private timer: NodeJS.Timeout | null = null;
  private asking = false;
  isLost = false;

  /** `onLost` gives up the connections that there are. */
  constructor(private readonly isAnswering: () => Promise<boolean>, private readonly onLost: () => void) {}

  begin(work: Waiting): void {
    this.waiting.set(work, performance.now());
    if (!this.timer && !this.asking) this.askIn(patienceMs);
  }

  end(work: Waiting): void {
    this.waiting.delete(work);
  }

  private askIn(ms: number): void {
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.ask();
    }, ms).unref();
  }

  private async ask(): Promise<void> {
    const [oldest] = this.waiting.values(); // in the order they began
    if (!this.isLost && oldest === undefined) return;
    const age = oldest === undefined ? 0 : performance.now() - oldest;
    if (!this.isLost && age < patienceMs) return this.askIn(patienceMs - age + 1);
    this.asking = true;
    const answers = await this.isAnswering();
    this.asking = false;
    this.isLost = !answers;
    if (this.isLost) {
      for (const work of [...this.waiting.keys()]) work.fail(new Unreachable());
      this.onLost();
    }
    this.askIn(this.isLost ? askAgainMs : patienceMs);
  }
}
