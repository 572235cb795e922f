import { FairQueue } from './fair-queue';
import { type Share, Shares } from './shares';

/** Work by its size: what is larger than one of the bounds waits for what is as large, and what is small for nothing. */
export class Lanes {
  private readonly lanes: { moreThan: number; lane: Lane }[];

  /** The largest first. How many of the `places` one client may have, Shares says: three of four, the one of one. */
  constructor(lanes: readonly { moreThan: number; places: number }[]) {
    this.lanes = lanes.map(({ moreThan, places }) => ({ moreThan, lane: new Lane(places) }));
  }

  run<Result>(size: number, client: string, work: () => Promise<Result>): Promise<Result> {
    const found = this.lanes.find(({ moreThan }) => size > moreThan);
    return found ? found.lane.run(client, work) : work();
  }
}

/** Places that clients share, in turn. */
class Lane {
  private readonly shares: Shares;
  private readonly waiting = new FairQueue<Share, () => void>();

  constructor(places: number) { this.shares = new Shares(places); }

  async run<Result>(client: string, work: () => Promise<Result>): Promise<Result> {
    const share = this.shares.of(client);
    await new Promise<void>((begin) => {
      this.waiting.add(share, () => {
        this.shares.take(share);
        begin();
      });
      this.startNext();
    });
    try {
      return await work();
    } finally {
      this.shares.giveBack(share);
      this.startNext();
    }
  }

  private startNext(): void {
    const mayTake = (share: Share): boolean => this.shares.mayTake(share);
    for (let next = this.waiting.next(mayTake); next; next = this.waiting.next(mayTake)) next();
  }
}
