import { networkOf } from '../limits/client-address';

/** Connections that stay open, WebSockets and event streams together. */
export const mostConnections = 10_000;
/** Of one address; a proxy on this machine brings those of everyone, so the machine itself is not counted. */
export const mostOfOneAddress = 100;

/** Counts open connections, all and by address. */
export class Connections {
  private open = 0;
  private readonly byAddress = new Map<string, number>();

  /** Whether one more may be opened; counts it then. `close` has to be called for it once. */
  admit(address: string): boolean {
    const network = networkOf(address);
    const ofThis = this.byAddress.get(network) ?? 0;
    if (this.open >= mostConnections || (ofThis >= mostOfOneAddress && !isOwn(address))) return false;
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
