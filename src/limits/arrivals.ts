/** What waits while connections are taken up. */
interface Held { hold(): void; release(): void }

/** One connection after the other, in as many turns, means that more of them wait; so many turns without one, that none does. */
const many = 8, none = 3;
/** The work is held for so long at most, in milliseconds, and goes on for at least as long afterwards: who connects without end must not end it. */
const longestHoldMs = 500;

/**
 * Holds the start of new work while many connections are being taken up. libuv takes up one in each turn of the event loop (since 1.46), and under load a turn is
 * some milliseconds: the last of two thousand clients would wait seconds in the system's queue before anyone could tell it that it must wait.
 */
export class Arrivals {
  private came = false;
  private watching = false;
  private with = 0;
  private without = 0;
  private held = false;
  /** When it was held, and from when on it may be again; milliseconds. */
  private since = 0;
  private notBefore = 0;

  constructor(private readonly work: Held) {}

  /** A connection was taken up. */
  arrived(): void {
    this.came = true;
    if (this.watching) return;
    this.watching = true;
    setImmediate(() => { this.nextTurn(); });
  }

  private nextTurn(): void {
    if (this.came) {
      this.with += 1;
      this.without = 0;
    } else {
      this.without += 1;
    }
    this.came = false;
    const over = this.without >= none, now = performance.now();
    if (this.held && (over || now - this.since >= longestHoldMs)) this.end(now);
    else if (!this.held && this.with >= many && now >= this.notBefore) this.begin(now);
    this.watching = !over;
    if (over) this.with = 0;
    else setImmediate(() => { this.nextTurn(); }); // a turn that has this to do does not sleep
  }

  private begin(now: number): void {
    this.held = true;
    this.since = now;
    this.work.hold();
  }

  private end(now: number): void {
    this.held = false;
    this.notBefore = now + (now - this.since);
    this.work.release();
  }
}
