import { networkOf } from '../limits/client-address';

/** How many there may be of something that stays open. */
export interface OpenLimits {
  all: number;
  /** Of one address; a proxy on this machine brings those of everyone, so the machine itself is not counted. */
  ofOneAddress: number;
}

/** WebSockets and event streams together. */
export const connectionLimits: OpenLimits = { all: 10_000, ofOneAddress: 100 };
/** However many connections they come over. */
export const subscriptionLimits: OpenLimits = { all: 50_000, ofOneAddress: 500 };

/** Counts what is open, all and by address. */
export class OpenCount {
  private open = 0;
  private readonly byAddress = new Map<string, number>();

  constructor(private readonly limits: OpenLimits) {}

  /** Whether one more may be opened; counts it then. `close` has to be called for it once. */
  admit(address: string): boolean {
    const network = networkOf(address);
    const ofThis = this.byAddress.get(network) ?? 0;
    if (this.open >= this.limits.all || (ofThis >= this.limits.ofOneAddress && !isOwn(address))) return false;
    this.open += 1;
    this.byAddress.set(network, ofThis + 1);
    return true;
  }

  close(address: string): void {
    const network = networkOf(address);
    const left = (this.byAddress.get(network) ?? 1) - 1;
    this.open -= 1;
    if (left === 0) this.byAddress.delete(network);
    else this.byAddress.set(network, left);
  }
}

function isOwn(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
