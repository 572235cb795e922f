import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { HeaderMap } from '@apollo/server';
import type { GraphQLEndpoint } from './graphql-endpoint';
import type { Log } from './log';
import { playgroundFile } from './playground';

/** Answers other than GraphQL, by path; each gives status, headers and body. */
export type Pages = Record<string, () => Promise<Page> | Page>;
export interface Page { status: number; headers: Record<string, string>; body: string }

const largestBody = 1_000_000;

/**
 * HTTP straight on node:http: five paths need no framework, and a request costs 70 to 90 µs instead of 90 to 320.
 * Slow and endless requests are cut: headers 10 s, a whole request 15 s, a body of 1 MB.
 */
export function createHttpServer(endpoint: GraphQLEndpoint, pages: Pages, log: Log): Server {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 10_000, connectionsCheckingInterval: 2_000 });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    const started = process.hrtime.bigint();
    response.once('close', () => {
      log.debug({ requestId, method: request.method, path: pathOf(request), status: response.statusCode, ms: Number(process.hrtime.bigint() - started) / 1e6 }, 'request');
    });
    answer(request, response, requestId).catch((error: unknown) => {
      log.error({ requestId, err: error }, 'a request failed');
      if (response.headersSent) response.destroy();
      else send(response, 500, { 'content-type': 'text/plain; charset=utf-8' }, `A fault of the server. Report it with the request id ${requestId}.\n`);
    });
  });
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const path = pathOf(request);
    if (path === '/graphql') return answerGraphQL(request, response, requestId);
    const asked = request.method === 'GET' || request.method === 'HEAD';
    const file = playgroundFile(path);
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (!file && !page) return send(response, 404, { 'content-type': 'text/plain; charset=utf-8' }, 'There is nothing here. The graph is at /graphql, the playground at /playground.\n');
    if (!asked) return send(response, 405, { allow: 'GET, HEAD' }, '');
    if (page) {
      const { status, headers, body } = await page();
      return send(response, status, headers, body);
    }
    if (!file) return;
    if (request.headers['if-none-match'] === file.headers.etag) return send(response, 304, { etag: file.headers.etag ?? '' }, '');
    send(response, 200, file.headers, request.method === 'HEAD' ? '' : file.body);
  }

  async function answerGraphQL(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { method = 'GET', url = '' } = request;
    if (method !== 'GET' && method !== 'POST') return send(response, 405, { allow: 'GET, POST' }, '');
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    let body: unknown;
    if (method === 'POST') {
      const read = await readJson(request);
      if ('status' in read) return refuse(response, read.status, read.reason, requestId);
      body = read.json;
    }
    const mark = url.indexOf('?');
    const answered = await endpoint.answer({ method, headers, search: mark < 0 ? '' : url.slice(mark), body, requestId });
    send(response, answered.status, Object.fromEntries(answered.headers), answered.body);
  }
}

/** The parsed body, or why it is refused. */
async function readJson(request: IncomingMessage): Promise<{ json: unknown } | { status: number; reason: string }> {
  if (request.headers['content-encoding'] !== undefined) return { status: 415, reason: 'Expected a body without Content-Encoding.' };
  if (!/^application\/(json|graphql\+json|graphql-response\+json)\b/i.test(request.headers['content-type'] ?? '')) {
    return { status: 415, reason: `Expected Content-Type: application/json, got ${JSON.stringify(request.headers['content-type'] ?? '')}.` };
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestBody) return { status: 413, reason: `Expected a body of at most ${largestBody} bytes.` };
    chunks.push(chunk);
  }
  try {
    return { json: JSON.parse(Buffer.concat(chunks).toString()) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { status: 400, reason: `Expected a body of JSON: ${error.message}.` };
  }
}

function refuse(response: ServerResponse, status: number, message: string, requestId: string): void {
  send(response, status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', connection: 'close' },
    JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST', requestId } }] }));
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string | Buffer): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.end(bytes);
}

function pathOf({ url = '' }: IncomingMessage): string {
  const mark = url.indexOf('?');
  return mark < 0 ? url : url.slice(0, mark);
}
