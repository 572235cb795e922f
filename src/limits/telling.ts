/** How fast refusals are told. */
export interface TellingLimits {
  /** As many a second are told at once; more are told later. */
  refusalsPerSecond: number;
  /** Milliseconds in which each is told, whatever the pace. */
  longestTellingMs: number;
}

interface Waiting { refusal: () => void; since: number }

/** Refusals are told in portions, so many milliseconds apart. A portion is what is due by the clock: under load, timers are late. */
const portionMs = 10;

/** Those that have waited too long are told at most so many a millisecond: tens of thousands that came at once must not be one turn of the event loop. */
const fastestPerMs = 7;

/** Tells refusals at a bounded pace: clients that ask again at once would otherwise be all the work there is. */
export class Telling {
  /** Refusals that may be told now. */
  private due = 0;
  private counted = -Infinity;
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly limits: TellingLimits) {}

  /** Calls back when a refusal may be told: at once or, when there are very many, in its turn. What the callback holds on to grows old meanwhile: it should be little. */
  tell(refusal: () => void): void {
    if (this.waiting.length === 0) {
      this.count();
      if (this.due >= 1) {
        this.due -= 1;
        refusal();
        return;
      }
    }
    this.waiting.push({ refusal, since: performance.now() });
    this.timer ??= setTimeout(() => { this.tellPortion(); }, portionMs);
  }

  private tellPortion(): void {
    const fastest = fastestPerMs * this.count(), latest = this.counted - this.limits.longestTellingMs;
    let told = Math.min(Math.floor(this.due), this.waiting.length);
    while (told < fastest && (this.waiting[told]?.since ?? Infinity) <= latest) told += 1;
    this.due = Math.max(0, this.due - told);
    for (const { refusal } of this.waiting.splice(0, told)) refusal();
    this.timer = this.waiting.length > 0 ? setTimeout(() => { this.tellPortion(); }, portionMs) : null;
  }

  /** Counts what is due until now, and gives the milliseconds since it last was. */
  private count(): number {
    const now = performance.now(), since = now - this.counted, pace = this.limits.refusalsPerSecond / 1000;
    this.due = Math.min(this.due + since * pace, Math.max(portionMs * pace, this.waiting.length));
    this.counted = now;
    return since;
  }
}
