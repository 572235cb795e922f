import { type Socket, connect } from 'node:net';

/** The server has more to do than it can answer soon (503, SERVICE_OVERLOADED): asked again a little later it answers. */
export class Overloaded extends Error {}

/**
 * A client that costs little: what it burns, the servers on the same machine lack. One request at a time on a connection that stays
 * open; only what a load needs is read of an answer: the status, the length and the first bytes.
 */
export class KeepAliveClient {
  private head: Buffer | null = null;
  private bodyLeft = 0;
  private refused = false;
  private body: Buffer[] = [];
  private settle: { resolve: (body: Buffer[]) => void; reject: (error: Error) => void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => { this.read(chunk); });
    socket.on('error', (error) => { this.settle?.reject(error); });
    socket.on('close', () => { this.settle?.reject(new Error('the server closed the connection before it answered')); });
  }

  static open(url: string): Promise<KeepAliveClient> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => { resolve(new KeepAliveClient(socket)); });
      socket.once('error', reject);
    });
  }

  /** Sends a whole request and gives the pieces of the body. Rejects when the status is not 200 (or 304) or the answer has errors; with Overloaded the connection is still good. */
  send(request: Buffer): Promise<Buffer[]> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    if (this.bodyLeft > 0) {
      this.take(chunk);
      return;
    }
    const data = this.head ? Buffer.concat([this.head, chunk]) : chunk;
    const end = data.indexOf('\r\n\r\n');
    if (end < 0) {
      this.head = data;
      return;
    }
    this.head = null;
    const head = data.toString('latin1', 0, end);
    const length = head.startsWith('HTTP/1.1 304') ? '0' : /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    this.refused = head.startsWith('HTTP/1.1 503');
    if (!/^HTTP\/1\.1 (200|304|503)/.test(head) || length === undefined) {
      this.fail(`expected status 200 with a Content-Length, or 304, got ${data.toString('utf8', 0, 600)}`);
      return;
    }
    this.bodyLeft = Number(length);
    this.take(data.subarray(end + 4));
  }

  private take(piece: Buffer): void {
    this.body.push(piece);
    this.bodyLeft -= piece.length;
    if (this.bodyLeft > 0) return;
    const { body, settle } = this;
    this.body = [];
    const start = body[0]?.length ? body[0] : body[1];
    if (this.refused && Buffer.concat(body).includes('SERVICE_OVERLOADED')) return settle?.reject(new Overloaded('the server is overloaded'));
    if (start?.toString('latin1', 0, 9) === '{"errors"') this.fail(`an answer with errors: ${Buffer.concat(body).toString('utf8', 0, 600)}`);
    else settle?.resolve(body);
  }

  private fail(reason: string): void {
    this.settle?.reject(new Error(reason));
    this.socket.destroy();
  }
}

/** A POST as bytes, ready to be sent again and again. */
export function postRequest(url: string, body: string): Buffer {
  const { host, pathname } = new URL(url);
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** A GET with its query in the address; `headers` are added to those that Apollo Server asks of a GET. */
export function getRequest(url: string, query: string, headers: Record<string, string> = {}): Buffer {
  const { host, pathname } = new URL(url);
  const lines = Object.entries({ Host: host, 'Content-Type': 'application/json', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${pathname}?query=${encodeURIComponent(query)} HTTP/1.1\r\n${lines.join('')}\r\n`);
}
