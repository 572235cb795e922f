import { type Socket, connect } from 'node:net';

/** What came back: the status, the head and how many bytes of body. */
export interface RawAnswer { status: number; head: string; bodyBytes: number; body: string }

/** A client that takes any answer, one request at a time on a connection that it keeps as long as the server does. It costs little: thousands run in one process. */
export class RawClient {
  private socket: Socket | null = null;
  private received: Buffer = Buffer.alloc(0);
  private settle: { resolve: (answer: RawAnswer) => void; reject: (error: Error) => void } | null = null;

  constructor(private readonly url: string) {}

  /** Rejects when the connection ends without an answer. */
  send(request: Buffer): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.received = Buffer.alloc(0);
      (this.socket ?? this.open()).write(request);
    });
  }

  close(): void { this.socket?.destroy(); }

  private open(): Socket {
    const { hostname, port } = new URL(this.url);
    const socket = connect(Number(port), hostname);
    this.socket = socket;
    socket.setNoDelay(true);
    let failure = new Error('the server closed the connection before it answered');
    socket.on('data', (chunk: Buffer) => { this.read(chunk); });
    socket.on('error', (error) => { failure = error; });
    socket.on('close', () => {
      if (this.socket === socket) this.socket = null;
      this.settle?.reject(failure);
      this.settle = null;
    });
    return socket;
  }

  private read(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const bodyBytes = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.received.length < end + 4 + bodyBytes) return;
    const { settle } = this;
    this.settle = null;
    if (/\r\nconnection: close/i.test(head)) {
      this.socket?.destroy();
      this.socket = null;
    }
    settle?.resolve({ status: Number(head.slice(9, 12)), head, bodyBytes, body: this.received.toString('utf8', end + 4, end + 4 + Math.min(bodyBytes, 2000)) });
  }
}

/** A request of one operation. */
export function graphqlRequest(query: string, variables: object = {}, headers: readonly string[] = []): Buffer {
  const body = JSON.stringify({ query, variables });
  const lines = ['POST /graphql HTTP/1.1', 'Host: ibid', 'Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`, ...headers];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** The value below which so large a share of them is. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
