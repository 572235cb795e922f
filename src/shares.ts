/** What a client has of the places. */
export interface Share { held: number; /** How often it was its turn of late, where someone counts that. */ recent: number }

/** A client may hold so many times as many places as are free: three quarters of all when it is alone, and always less than all. */
const mostOfFree = 3;
/** Clients that are known at a time. Those that hold nothing are forgotten together: a map that loses an entry with each request keeps much alive. */
const mostKnown = 1_000;

/**
 * Places that nobody takes all of. The bound falls with what is free (dynamic thresholds: Choudhury and Hahne, 1998): of 16 places one client takes 12, two take 7 each,
 * and somebody new finds one.
 */
export class Shares {
  private known = new Map<string, Share>();

  constructor(private free: number) {}

  of(client: string): Share {
    let share = this.known.get(client);
    if (!share) {
      if (this.known.size >= mostKnown) this.known = new Map([...this.known].filter(([, { held }]) => held > 0));
      this.known.set(client, share = { held: 0, recent: 0 });
    }
    return share;
  }

  mayTake(share: Share): boolean { return share.held < mostOfFree * this.free; }

  take(share: Share): void {
    share.held += 1;
    this.free -= 1;
  }

  giveBack(share: Share): void {
    share.held -= 1;
    this.free += 1;
  }

  /** Which of those who wait is next: of whom the fewest places are and were, and of these who came first; -1 when there is no place for anyone. */
  next(waiting: readonly { share: Share }[]): number {
    let next = -1, fewest = Infinity;
    if (this.free === 0) return next;
    for (const [i, { share }] of waiting.entries()) if (share.held + share.recent < fewest && this.mayTake(share)) [next, fewest] = [i, share.held + share.recent];
    return next;
  }
}
