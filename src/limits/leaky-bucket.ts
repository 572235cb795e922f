/** A client's points: it holds so many, each use takes some, and they come back at an even rate. */
export class LeakyBucket {
  private used = 0;
  private at: number;

  /** `restoreRate` is points a second; `now` in milliseconds of a clock that only goes forward. */
  constructor(readonly limit: number, readonly restoreRate: number, now: number) { this.at = now; }

  remaining(now: number): number {
    if (now > this.at) {
      this.used = Math.max(0, this.used - (now - this.at) * this.restoreRate / 1000);
      this.at = now;
    }
    return this.limit - this.used;
  }

  /** Takes points if they are there. */
  take(points: number, now: number): boolean {
    if (this.remaining(now) < points) return false;
    this.used += points;
    return true;
  }

  giveBack(points: number): void {
    this.used = Math.max(0, this.used - points);
  }

  /** What is known better elsewhere. */
  set(remaining: number, now: number): void {
    this.used = Math.max(0, this.limit - remaining);
    this.at = now;
  }
}
