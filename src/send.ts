import type { ServerResponse } from 'node:http';

/** Sends a whole answer. Every one carries its length and the id under which the log knows the request. */
export function send(response: ServerResponse, requestId: string, status: number, headers: Readonly<Record<string, string>>, body: string | Buffer): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, [...rawHeaders(headers, bytes), 'x-request-id', requestId]).end(bytes);
}

/** Headers with the length of the body, name after name and value, as node:http writes them without looking. */
export function rawHeaders(headers: Readonly<Record<string, string>>, { length }: Buffer): string[] {
  return [...Object.entries(headers).flat(), 'content-length', String(length)];
}

/** How long what is still being sent to us is thrown away, in milliseconds. */
const lingerMs = 1_000;

/**
 * Sends a whole answer to who is still sending, and hangs up when they have stopped or a second is over. Hanging up at once would be a reset (RFC 9112, 9.6: with bytes
 * that nobody has read), which takes the answer from a client before it has seen it.
 */
export function sendAndHangUp(response: ServerResponse, requestId: string, status: number, headers: Readonly<Record<string, string>>, body: string): void {
  const bytes = Buffer.from(body), { req: request } = response;
  response.writeHead(status, [...rawHeaders({ ...headers, connection: 'close' }, bytes), 'x-request-id', requestId]);
  response.write(bytes);
  const limit = setTimeout(() => { response.end(); }, lingerMs);
  const end = (): void => {
    clearTimeout(limit);
    response.end();
  };
  request.once('end', end).once('close', end).resume();
}
