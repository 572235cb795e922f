/** How many requests are worked on, and how many may wait for that. */
export interface AdmissionLimits {
  atOnce: number;
  mostWaiting: number;
  /** Nobody waits longer, in milliseconds; who would have to is refused at once. */
  longestWaitMs: number;
  /** Refusals a second that are told without delay. */
  refusalsPerSecond: number;
}

/**
 * More at once than that makes every answer later and none sooner. The wait is half a second and not two, so that what is admitted is answered
 * within one; the number of refusals is bounded, or telling two thousand clients "later" is all the work there is.
 */
const usual: AdmissionLimits = { atOnce: 16, mostWaiting: 200, longestWaitMs: 500, refusalsPerSecond: 1200 };

interface Waiting { client: string; start: () => void; refuse: () => void; isGone: () => boolean; since: number }

/** Refusals are told in portions, so many milliseconds apart. */
const portionMs = 10;

/** The pace is known from so many ends on, and forgets what was longer ago than so many. */
const fewestEnds = 8, mostEnds = 32;

/** Lets in as many requests as can be answered soon, and refuses the others early: what waits longer than its client does is work for nobody. */
export class Admission {
  private running = 0;
  /** How many of them are whose. */
  private readonly runningOf = new Map<string, number>();
  private waiting: Waiting[] = [];
  private readonly limits: AdmissionLimits;
  /** Milliseconds from one end to the next while others wait, a mean that follows the last of them; and how many it was made of. */
  private pace = 0;
  private ends = 0;
  private lastEnd = 0;
  private timer: NodeJS.Timeout | null = null;
  private told = 0;
  private toTell: (() => void)[] = [];
  private teller: NodeJS.Timeout | null = null;

  constructor(limits: Partial<AdmissionLimits> = {}) { this.limits = { ...usual, ...limits }; }

  /**
   * Runs the work when it is its turn; null when it is refused. `isGone` says whether its client has left. Of those who wait the client comes first of whom
   * the fewest requests run, so that the many of one do not stand before the one of another.
   */
  async run<T>(work: () => Promise<T>, isGone: () => boolean = () => false, client = ''): Promise<T | null> {
    if (this.running < this.limits.atOnce) this.running += 1;
    else if (!await this.turn(isGone, client)) return null;
    this.runningOf.set(client, this.runs(client) + 1);
    try {
      return await work();
    } finally {
      if (this.runs(client) > 1) this.runningOf.set(client, this.runs(client) - 1);
      else this.runningOf.delete(client);
      this.next();
    }
  }

  private runs(client: string): number { return this.runningOf.get(client) ?? 0; }

  private turn(isGone: () => boolean, client: string): Promise<boolean> {
    const { mostWaiting, longestWaitMs } = this.limits;
    return new Promise((resolve) => {
      const refuse = (): void => { this.tell(() => { resolve(false); }); };
      const tooMany = this.waiting.length >= mostWaiting || (this.ends >= fewestEnds && this.waiting.length * this.pace > longestWaitMs);
      if (tooMany && (this.waiting.length >= 2 * mostWaiting || this.runs(client) > 0 || this.waiting.some((one) => one.client === client))) {
        refuse();
        return;
      }
      if (this.waiting.length === 0) [this.pace, this.ends, this.lastEnd] = [0, 0, performance.now()];
      this.waiting.push({ client, start: () => { resolve(true); }, refuse, isGone, since: performance.now() });
      this.timer ??= setTimeout(() => { this.sweep(); }, longestWaitMs);
    });
  }

  /** A place is free: the next one takes it. */
  private next(): void {
    const now = performance.now();
    if (this.waiting.length > 0) {
      this.ends += 1;
      this.pace += (now - this.lastEnd - this.pace) / Math.min(this.ends, mostEnds);
      this.lastEnd = now;
    }
    for (let first = this.takeFirst(); first; first = this.takeFirst()) {
      if (first.isGone()) first.refuse();
      else return first.start();
    }
    this.running -= 1;
  }

  private takeFirst(): Waiting | undefined {
    let place = 0;
    for (let i = 1; i < this.waiting.length; i += 1) if (this.runs(this.waiting[i]?.client ?? '') < this.runs(this.waiting[place]?.client ?? '')) place = i;
    return this.waiting.splice(place, 1)[0];
  }

  /** Refuses those who have waited too long. */
  private sweep(): void {
    this.timer = null;
    const now = performance.now(), { longestWaitMs } = this.limits;
    while (this.waiting[0] && now - this.waiting[0].since >= longestWaitMs) this.waiting.shift()?.refuse();
    const [oldest] = this.waiting;
    if (oldest) this.timer = setTimeout(() => { this.sweep(); }, oldest.since + longestWaitMs - now);
  }

  private tell(refusal: () => void): void {
    const portion = this.limits.refusalsPerSecond * portionMs / 1000;
    if (this.told < portion) refusal();
    else this.toTell.push(refusal);
    this.told += 1;
    this.teller ??= setTimeout(() => { this.tellMore(portion); }, portionMs);
  }

  private tellMore(portion: number): void {
    const now = this.toTell.splice(0, portion);
    this.told = now.length;
    for (const refusal of now) refusal();
    this.teller = now.length > 0 ? setTimeout(() => { this.tellMore(portion); }, portionMs) : null;
  }
}
