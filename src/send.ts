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
