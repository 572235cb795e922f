import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type CorsOrigins, answerCors } from './cors';
import { webSubPath } from './feeds/websub';
import type { WebSubEndpoint } from './feeds/websub-endpoint';
import type { Log } from './log';
import { playgroundFile } from './playground';
import { send } from './send';

type GraphQLHandler = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

/** Answers other than GraphQL, by path; each gives status, headers and body. */
export type Pages = Record<string, () => Promise<Page> | Page>;
export interface Page { status: number; headers: Record<string, string>; body: string }

/**
 * HTTP straight on node:http: a handful of paths needs no framework, and a request costs 70 to 90 µs instead of 90 to 320.
 * Slow and endless requests are cut: headers 10 s, a whole request 15 s, a body of 1 MB.
 */
export function createHttpServer(answerGraphQL: GraphQLHandler, pages: Pages, log: Log, corsOrigins: CorsOrigins | null = null, answerHub: WebSubEndpoint | null = null): Server {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 10_000, connectionsCheckingInterval: 2_000 });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const requestId = randomUUID();
    if (log.isLevelEnabled('debug')) logWhenDone(request, response, requestId, log);
    answer(request, response, requestId).catch((error: unknown) => {
      log.error({ requestId, err: error }, 'a request failed');
      if (response.headersSent) response.destroy();
      else send(response, requestId, 500, { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' }, JSON.stringify({ errors: [{ message: 'A fault of the server. Report it with the request id.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } }] }));
    });
  });
  return server;

  /** Not async: a promise around that of the graph would cost each kept answer three turns of the microtask queue. */
  function answer(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const path = pathOf(request);
    if (corsOrigins && (path === '/graphql' || path === '/schema.graphql') && answerCors(corsOrigins, request, response)) return Promise.resolve();
    if (path === '/graphql') return answerGraphQL(request, response, requestId);
    if (answerHub && path.startsWith(webSubPath)) return answerHub(request, response, requestId);
    return answerPage(path, request, response, requestId);
  }

  async function answerPage(path: string, request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const asked = request.method === 'GET' || request.method === 'HEAD';
    const file = playgroundFile(path);
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (!file && !page) return send(response, requestId, 404, { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' }, 'There is nothing here. The graph is at /graphql, the playground at /playground.\n');
    if (!asked) return send(response, requestId, 405, { allow: 'GET, HEAD', 'cache-control': 'no-store' }, '');
    if (page) {
      const { status, headers, body } = await page();
      return send(response, requestId, status, headers, body);
    }
    if (!file) return;
    if (request.headers['if-none-match'] === file.headers.etag) return send(response, requestId, 304, { etag: file.headers.etag ?? '', 'cache-control': file.headers['cache-control'] ?? 'no-cache' }, '');
    send(response, requestId, 200, file.headers, file.body);
  }
}

function logWhenDone(request: IncomingMessage, response: ServerResponse, requestId: string, log: Log): void {
  const started = process.hrtime.bigint();
  response.once('close', () => {
    log.debug({ requestId, method: request.method, path: pathOf(request), status: response.statusCode, ms: Number(process.hrtime.bigint() - started) / 1e6 }, 'request');
  });
}

function pathOf({ url = '' }: IncomingMessage): string {
  const mark = url.indexOf('?');
  return mark < 0 ? url : url.slice(0, mark);
}
