/** Lets so many pieces of work run at a time; the others wait, in the order they came. */
export class Slots {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(size: number) { this.free = size; }

  /** How many pieces of work wait. */
  get queued(): number { return this.waiting.length; }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next(); // the slot goes from hand to hand
      else this.free += 1;
    }
  }
}
