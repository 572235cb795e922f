import type { IncomingMessage, ServerResponse } from 'node:http';

/** Web sites whose pages may ask from a browser: all, those of the list, or none. */
export type CorsOrigins = '*' | ReadonlySet<string>;

/** Headers a client may send besides those that need no permission. */
const allowedHeaders = 'content-type, authorization, x-api-key, apollo-require-preflight, x-apollo-operation-name, x-apollo-operation-id, x-apollo-operation-type, apollographql-client-name, apollographql-client-version, ibid-cost';
/** Headers of an answer that a page may read. */
const exposedHeaders = 'x-request-id, retry-after, etag';
const preflightSeconds = 3600;

/**
 * Tells a browser whether the page that asks may read the answer (the Fetch standard, CORS protocol); true when the request was only that question
 * and is answered. Credentials of the browser are never allowed: a key is sent by the page itself, so `*` gives a stranger's page what any stranger can have.
 */
export function answerCors(origins: CorsOrigins, request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  const allowed = origin !== undefined && (origins === '*' || origins.has(origin));
  if (origins !== '*') response.setHeader('vary', 'origin');
  if (allowed) {
    response.setHeader('access-control-allow-origin', origins === '*' ? '*' : origin);
    response.setHeader('access-control-expose-headers', exposedHeaders);
  }
  if (request.method !== 'OPTIONS' || origin === undefined || request.headers['access-control-request-method'] === undefined) return false;
  if (allowed) {
    response.setHeader('access-control-allow-methods', 'GET, HEAD, POST');
    response.setHeader('access-control-allow-headers', allowedHeaders);
    response.setHeader('access-control-max-age', preflightSeconds);
  }
  response.writeHead(204, { vary: 'origin, access-control-request-method, access-control-request-headers' }).end();
  return true;
}
