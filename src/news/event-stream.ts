import type { ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { Log } from '../log';
import { mostBuffered } from './sockets';

/** Keeps proxies from closing a stream on which nothing happens. */
const pulseMs = 12_000;

/** A stream of server-sent events (HTML Standard, 9.2) as graphql-sse has it, in "distinct connections mode": an operation a connection. */
export class EventStream {
  private readonly pulse: NodeJS.Timeout;

  constructor(private readonly response: ServerResponse, private readonly requestId: string, private readonly log: Log) {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-request-id': requestId });
    response.write(':\n\n'); // some browsers show nothing before the first byte
    this.pulse = setInterval(() => { response.write(':\n\n'); }, pulseMs).unref();
    response.once('close', () => { clearInterval(this.pulse); });
  }

  /** An answer, as a JSON object. */
  next(json: string): void {
    if (this.response.writableLength > mostBuffered) {
      this.log.info({ requestId: this.requestId, bytes: this.response.writableLength }, 'a client that does not read was cut off');
      this.response.destroy();
    } else this.response.write(`event: next\ndata: ${json}\n\n`);
  }

  /** No more will come. */
  complete(): void {
    this.response.end('event: complete\ndata:\n\n');
  }

  /** Ends it so that the client connects again. */
  cut(): void {
    this.response.end();
  }

  /** Sends answers until there are no more or nobody listens. */
  async send(answers: AsyncIterableIterator<ExecutionResult>): Promise<void> {
    this.response.once('close', () => { void answers.return?.(); });
    for await (const answer of answers) this.next(JSON.stringify(answer));
    if (!this.response.writableEnded) this.complete();
  }
}
