import { type IncomingHttpHeaders, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came. */
export interface Received { path: string; headers: IncomingHttpHeaders; body: string }

/** A receiver of webhooks on this machine. */
export interface Receiver {
  url: string;
  /** `host:port`, as what is allowed is listed. */
  host: string;
  readonly received: Received[];
  /** How it answers; 204 without it. */
  answer: (message: Received, response: ServerResponse) => void;
  /** Resolves when so many messages came. */
  until(count: number): Promise<Received[]>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let waiting: (() => void)[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      const message = { path: request.url ?? '', headers: request.headers, body };
      received.push(message);
      receiver.answer(message, response);
      for (const wake of waiting) wake();
      waiting = [];
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver: Receiver = {
    url: `http://${host}`, host, received,
    answer: (_message, response) => { response.writeHead(204).end(); },
    async until(count) {
      while (received.length < count) await new Promise<void>((resolve) => { waiting.push(resolve); });
      return received;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
    },
  };
  return receiver;
}
