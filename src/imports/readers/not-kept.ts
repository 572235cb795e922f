/** Counts, by name, what a format says and the model has no place for. */
export class NotKept {
  private counts: Record<string, number> = {};

  add(name: string, times = 1): void {
    if (times > 0) this.counts[name] = (this.counts[name] ?? 0) + times;
  }

  /** What was counted since the last time. */
  take(): Record<string, number> {
    const counts = this.counts;
    this.counts = {};
    return counts;
  }
}
