import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { type AnswerCache, type KeptAnswer, entityTag } from './answer-cache';
import type { GraphQLEndpoint } from './graphql-endpoint';
import { send } from './send';

const largestBody = 1_000_000;

/** Anonymous reads may be kept by shared caches for seconds, and shown while they are asked for again. */
const publicRead = 'public, max-age=0, s-maxage=10, stale-while-revalidate=60';

/** GraphQL over HTTP: reads the request, answers from what is kept or from the endpoint, and says who may keep the answer. */
export function createGraphQLHandler(endpoint: GraphQLEndpoint, answers: AnswerCache | null): (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void> {
  return async (request, response, requestId) => {
    const { method = 'GET', url = '' } = request;
    if (method !== 'GET' && method !== 'POST') return send(response, requestId, 405, { allow: 'GET, POST', 'cache-control': 'no-store' }, '');
    let text = '';
    if (method === 'POST') {
      const read = await readBody(request);
      if (typeof read !== 'string') return refuse(response, read, requestId);
      text = read;
    }
    const key = keyOf(request, method === 'GET' ? url : text);
    const kept = key === null ? undefined : answers?.get(key);
    if (kept) return sendAnswer(request, response, requestId, kept);

    let body: unknown;
    if (method === 'POST') {
      const parsed = parseJson(text);
      if ('refusal' in parsed) return refuse(response, parsed.refusal, requestId);
      body = parsed.json;
    }
    const mark = url.indexOf('?');
    const answer = await endpoint.answer({ method, headers: headerMap(request), search: mark < 0 ? '' : url.slice(mark), body, requestId });
    const bytes = Buffer.from(answer.body);
    const headers = Object.fromEntries(answer.headers);
    headers['cache-control'] = answer.madeFrom && method === 'GET' ? (key === null ? 'private, no-cache' : publicRead) : 'no-store';
    if (method === 'GET' && answer.madeFrom) Object.assign(headers, { etag: entityTag(bytes), vary: 'accept, authorization, x-api-key' });
    if (answer.status !== 200 || !answer.madeFrom) return send(response, requestId, answer.status, headers, bytes);
    const made: KeptAnswer = { bytes, headers, rawHeaders: Object.entries({ ...headers, 'content-length': String(bytes.length) }).flat() };
    if (key !== null) answers?.keep(key, made, answer.madeFrom);
    sendAnswer(request, response, requestId, made);
  };
}

/** Everything the answer depends on but the data; null when the caller is not anonymous: nothing is kept for a single person. */
function keyOf({ method, headers }: IncomingMessage, operation: string): string | null {
  if (headers.authorization !== undefined || headers['x-api-key'] !== undefined || headers.cookie !== undefined) return null;
  const preflight = headers['apollo-require-preflight'] !== undefined || headers['x-apollo-operation-name'] !== undefined;
  return `${method} ${headers['content-type'] ?? ''} ${headers.accept ?? ''} ${preflight} ${operation}`;
}

function sendAnswer({ method, headers }: IncomingMessage, response: ServerResponse, requestId: string, answer: KeptAnswer): void {
  const { etag } = answer.headers;
  if (method === 'GET' && etag !== undefined && (headers['if-none-match'] === '*' || headers['if-none-match']?.includes(etag))) {
    response.writeHead(304, { etag, 'cache-control': answer.headers['cache-control'], vary: answer.headers.vary, 'x-request-id': requestId }).end();
  } else {
    response.writeHead(200, [...answer.rawHeaders, 'x-request-id', requestId]).end(answer.bytes);
  }
}

interface Refusal { status: number; reason: string }

/** The text of a body, or why it is refused. */
function readBody(request: IncomingMessage): Promise<string | Refusal> {
  if (request.headers['content-encoding'] !== undefined) return Promise.resolve({ status: 415, reason: 'Expected a body without Content-Encoding.' });
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(json|graphql\+json|graphql-response\+json)\b/i.test(type)) {
    return Promise.resolve({ status: 415, reason: `Expected Content-Type: application/json, got ${JSON.stringify(type)}.` });
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= largestBody) chunks.push(chunk);
      else resolve({ status: 413, reason: `Expected a body of at most ${largestBody} bytes.` });
    });
    request.once('end', () => { resolve((chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString()); });
    request.once('error', reject);
  });
}

function parseJson(text: string): { json: unknown } | { refusal: Refusal } {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { refusal: { status: 400, reason: `Expected a body of JSON: ${error.message}.` } };
  }
}

function refuse(response: ServerResponse, { status, reason }: Refusal, requestId: string): void {
  send(response, requestId, status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', connection: 'close' },
    JSON.stringify({ errors: [{ message: reason, extensions: { code: 'BAD_REQUEST', requestId } }] }));
}

function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}
