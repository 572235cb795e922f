import { type Share, Shares } from '../shares';
import { Telling, type TellingLimits } from './telling';

/** How many requests are worked on, and how many may wait for that. */
export interface AdmissionLimits extends TellingLimits {
  atOnce: number;
  mostWaiting: number;
  /** Nobody waits longer, in milliseconds; who would have to is refused at once. */
  longestWaitMs: number;
}

/**
 * More at once than that makes every answer later and none sooner. The wait is half a second and not two, so that what is admitted is answered
 * within one; the number of refusals is bounded, or telling two thousand clients "later" is all the work there is.
 */
const usual: AdmissionLimits = { atOnce: 16, mostWaiting: 200, longestWaitMs: 500, refusalsPerSecond: 900, longestTellingMs: 1400 };

interface Waiting { share: Share; start: () => void; refuse: () => void; isGone: () => boolean; since: number }

/**
 * When so many have ended, the next begin in another turn of the event loop. A flood of small requests that need nothing from the database, each begun by the end of the
 * one before, would otherwise be one turn that is as long as they are many, and everyone else waits for several turns.
 */
const mostInATurn = 4;

/** The pace is known from so many ends on, and forgets what was longer ago than so many. */
const fewestEnds = 8, mostEnds = 32;

/** Lets in as many requests as can be answered soon, and refuses the others early: what waits longer than its client does is work for nobody. */
export class Admission {
  private readonly limits: AdmissionLimits;
  private readonly shares: Shares;
  private readonly telling: Telling;
  private waiting: Waiting[] = [];
  private held = false;
  /** Whose requests have ended in this turn. */
  private done: Share[] = [];
  /** Milliseconds from one end to the next while others wait, a mean that follows the last of them; and how many it was made of. */
  private pace = 0;
  private ends = 0;
  private lastEnd = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(limits: Partial<AdmissionLimits> = {}) {
    this.limits = { ...usual, ...limits };
    this.shares = new Shares(this.limits.atOnce);
    this.telling = new Telling(this.limits);
  }

  /**
   * Runs the work when it is its turn; null when it is refused. `isGone` says whether its client has left. Of those who wait the client comes first of whom
   * the fewest requests run, so that the many of one do not stand before the one of another; and one alone does not have all places.
   */
  async run<T>(work: () => Promise<T>, isGone: () => boolean = () => false, client = ''): Promise<T | null> {
    const share = this.shares.of(client);
    if (this.mayStart(share)) this.shares.take(share);
    else if (!await this.turn(isGone, share)) return null;
    try {
      return await work();
    } finally {
      this.shares.giveBack(share);
      this.noteEnd(share);
      this.notePace();
      this.startNext();
    }
  }

  /** Whether a request would be refused at once. Then it need not be understood: `tell` says when its client may hear of it. */
  isFull(client = ''): boolean { return this.isFullFor(this.shares.of(client)); }

  /** Calls back when a refusal may be told. */
  tell(refusal: () => void): void { this.telling.tell(refusal); }

  /** Until `release`, what comes waits, also where there is a place: something else is more urgent for a moment. */
  hold(): void { this.held = true; }

  release(): void {
    this.held = false;
    this.startNext();
  }

  private mayStart(share: Share): boolean { return !this.held && this.done.length < mostInATurn && this.shares.mayTake(share); }

  private noteEnd(share: Share): void {
    share.recent += 1;
    if (this.done.push(share) === mostInATurn) setImmediate(() => { this.nextTurn(); });
  }

  private nextTurn(): void {
    for (const share of this.done) share.recent -= 1;
    this.done = [];
    this.startNext();
  }

  private isFullFor(share: Share): boolean {
    const { mostWaiting, longestWaitMs } = this.limits, { length } = this.waiting;
    if (this.mayStart(share)) return false;
    const tooMany = length >= mostWaiting || (this.ends >= fewestEnds && length * this.pace > longestWaitMs);
    return tooMany && (length >= 2 * mostWaiting || share.held > 0 || this.waiting.some((one) => one.share === share));
  }

  private turn(isGone: () => boolean, share: Share): Promise<boolean> {
    return new Promise((resolve) => {
      const refuse = (): void => { resolve(false); }; // who has waited is told at once
      if (this.isFullFor(share)) {
        this.tell(refuse);
        return;
      }
      if (this.waiting.length === 0) [this.pace, this.ends, this.lastEnd] = [0, 0, performance.now()];
      this.waiting.push({ share, start: () => { resolve(true); }, refuse, isGone, since: performance.now() });
      this.timer ??= setTimeout(() => { this.sweep(); }, this.limits.longestWaitMs);
    });
  }

  private notePace(): void {
    if (this.waiting.length === 0) return;
    const now = performance.now();
    this.ends += 1;
    this.pace += (now - this.lastEnd - this.pace) / Math.min(this.ends, mostEnds);
    this.lastEnd = now;
  }

  /** Who is next takes the place that is free. */
  private startNext(): void {
    while (!this.held && this.waiting.length > 0 && this.done.length < mostInATurn) {
      const next = this.shares.next(this.waiting), first = this.waiting[next];
      if (!first) return;
      this.waiting.splice(next, 1);
      if (first.isGone()) {
        first.refuse();
      } else {
        this.shares.take(first.share);
        first.start();
      }
    }
  }

  /** Refuses those who have waited too long. */
  private sweep(): void {
    this.timer = null;
    const now = performance.now(), { longestWaitMs } = this.limits;
    while (this.waiting[0] && now - this.waiting[0].since >= longestWaitMs) this.waiting.shift()?.refuse();
    const [oldest] = this.waiting;
    if (oldest) this.timer = setTimeout(() => { this.sweep(); }, oldest.since + longestWaitMs - now);
  }
}
