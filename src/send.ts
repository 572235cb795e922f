import type { ServerResponse } from 'node:http';

/** Sends a whole answer. Every one carries its length and the id under which the log knows the request. */
export function send(response: ServerResponse, requestId: string, status: number, headers: Readonly<Record<string, string>>, body: string | Buffer): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, { ...headers, 'content-length': bytes.length, 'x-request-id': requestId }).end(bytes);
}
