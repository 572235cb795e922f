/** How fast refusals are told. */
export interface TellingLimits {
  /** As many a second are told at once; more are told later. */
  refusalsPerSecond: number;
  /** Milliseconds in which each is told: the pace rises when there are more than can be told in that time. */
  longestTellingMs: number;
}

/** Refusals are told in portions, so many milliseconds apart. A portion is what is due by the clock: under load, timers are late. */
const portionMs = 10;

/** Tells refusals at a bounded pace: clients that ask again at once would otherwise be all the work there is. */
export class Telling {
  /** Refusals that may be told now. */
  private due = 0;
  private counted = -Infinity;
  private waiting: (() => void)[] = [];
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
    this.waiting.push(refusal);
    this.timer ??= setTimeout(() => { this.tellPortion(); }, portionMs);
  }

  private tellPortion(): void {
    this.count();
    const portion = this.waiting.splice(0, Math.floor(this.due));
    this.due -= portion.length;
    for (const refusal of portion) refusal();
    this.timer = this.waiting.length > 0 ? setTimeout(() => { this.tellPortion(); }, portionMs) : null;
  }

  private count(): void {
    const { refusalsPerSecond, longestTellingMs } = this.limits;
    const now = performance.now(), pace = Math.max(refusalsPerSecond / 1000, this.waiting.length / longestTellingMs);
    const most = Math.max(pace * portionMs, this.waiting.length);
    this.due = Math.min(this.due + (now - this.counted) * pace, most);
    this.counted = now;
  }
}
