import { once } from 'node:events';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What comes over a subscription, to be waited for. */
export class Heard<Data> {
  readonly items: Data[] = [];
  private waiting: (() => void)[] = [];
  end: unknown = null;

  push(item: Data): void {
    this.items.push(item);
    this.wake();
  }
  finish(why: unknown): void {
    this.end ??= why ?? 'complete';
    this.wake();
  }
  /** Resolves when so many came; fails when it ended before. */
  async until(count: number): Promise<Data[]> {
    while (this.items.length < count) {
      if (this.end !== null) throw new Error(`Expected ${count} items, it ended after ${this.items.length}: ${JSON.stringify(this.end)}`);
      await new Promise<void>((resolve) => { this.waiting.push(resolve); });
    }
    return this.items;
  }
  async ended(): Promise<unknown> {
    while (this.end === null) await new Promise<void>((resolve) => { this.waiting.push(resolve); });
    return this.end;
  }
  private wake(): void {
    for (const wake of this.waiting) wake();
    this.waiting = [];
  }
}

/** A client of graphql-ws that does not try again. */
export function wsClient(url: string, connectionParams: Record<string, unknown> = {}): Client {
  return createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0, lazy: true, onNonLazyError: () => undefined });
}

/** Subscribes; gives what comes. */
export function hear<Data>(client: Client, query: string, variables: Record<string, unknown> = {}): Heard<{ data?: Data | null; errors?: readonly { message: string; extensions?: Record<string, unknown> }[] }> {
  const heard = new Heard<{ data?: Data | null; errors?: readonly { message: string; extensions?: Record<string, unknown> }[] }>();
  client.subscribe<Data>({ query, variables }, { next: (item) => { heard.push(item); }, error: (error) => { heard.finish(error); }, complete: () => { heard.finish('complete'); } });
  return heard;
}

/** Resolves when every subscription that this client began is heard: a socket answers in order, and this was sent behind them. */
export async function heardOf(client: Client): Promise<void> {
  await new Promise<void>((resolve) => { client.subscribe({ query: '{ __typename }' }, { next: () => undefined, error: () => { resolve(); }, complete: () => { resolve(); } }); });
}

/** A socket of the protocol without a client library, acknowledged. */
export async function rawSocket(url: string, init: object | null = { type: 'connection_init' }, headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  await once(socket, 'open');
  if (init) {
    socket.send(JSON.stringify(init));
    await once(socket, 'message');
  }
  return socket;
}

/** Resolves with the code of the close frame. */
export async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}
