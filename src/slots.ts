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

/** Work by its size: what is larger than one of the bounds runs so many at a time, and waits only for what is as large; what is small does not wait. */
export class Lanes {
  private readonly lanes: { moreThan: number; slots: Slots }[];

  /** The largest first. */
  constructor(lanes: readonly { moreThan: number; atATime: number }[]) {
    this.lanes = lanes.map(({ moreThan, atATime }) => ({ moreThan, slots: new Slots(atATime) }));
  }

  run<Result>(size: number, work: () => Promise<Result>): Promise<Result> {
    const lane = this.lanes.find(({ moreThan }) => size > moreThan);
    return lane ? lane.slots.run(work) : work();
  }
}
