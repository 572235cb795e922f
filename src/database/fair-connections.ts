import { type Share, Shares } from '../shares';
import type { StatementBatch } from './statement-batch';

/** Of the connections of a pool, one client has some and never all: somebody else's small request does not stand behind its many slow ones. */
export class FairConnections {
  private readonly shares: Shares;
  private readonly waiting: { share: Share; batch: StatementBatch }[] = [];

  /** `size` is that of the pool; `begin` sends a batch over a connection of it. */
  constructor(size: number, private readonly begin: (batch: StatementBatch) => void) { this.shares = new Shares(size); }

  /** What a client has of them. */
  shareOf(client: string): Share { return this.shares.of(client); }

  /** Begins a batch when its client may have one more connection. When the batch has ended, `ended` is to be called. */
  send(batch: StatementBatch, share: Share): void {
    if (this.shares.mayTake(share)) this.start(batch, share);
    else this.waiting.push({ share, batch });
  }

  ended(share: Share): void {
    this.shares.giveBack(share);
    if (this.waiting.length > 0) queueMicrotask(() => { this.startNext(); }); // its connection is back in the pool by then
  }

  private start(batch: StatementBatch, share: Share): void {
    this.shares.take(share);
    this.begin(batch);
  }

  private startNext(): void {
    for (let next = this.waiting[this.shares.next(this.waiting)]; next; next = this.waiting[this.shares.next(this.waiting)]) {
      this.waiting.splice(this.waiting.indexOf(next), 1);
      this.start(next.batch, next.share);
    }
  }
}
