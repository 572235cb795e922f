import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { type AnswerCache, type KeptAnswer, entityTag } from './answer-cache';
import { type Encoding, acceptedEncoding, compress, smallestCompressed } from './content-encoding';
import { registersDocument } from './documents/named-document';
import { type GraphQLEndpoint, showCost } from './graphql-endpoint';
import type { Log } from './log';
import { LimitExceeded, RateLimited } from './errors';
import { Admission } from './limits/admission';
import type { Budget, Budgets } from './limits/budgets';
import { checkNesting } from './limits/check-request';
import { type TrustedProxies, clientAddress, networkOf } from './limits/client-address';
import type { Events } from './news/serve-events';
import { operationInAddress, takesOnlyEvents, wantsEvents } from './news/wants-events';
import { rawHeaders, send, sendAndHangUp } from './send';

const largestBody = 1_000_000;

/** Anonymous reads may be kept by shared caches for seconds, and shown while they are asked for again. */
const publicRead = 'public, max-age=0, s-maxage=10, stale-while-revalidate=60';

/** What an answer to GET may differ by, for the caches on its way; with a list of origins by the page that asks, too. */
const differsBy = 'accept, accept-encoding, authorization, x-api-key';

const methods = 'GET, HEAD, POST, OPTIONS';

export interface HandlerOptions {
  /** Whether answers to other web sites differ. */
  differsByOrigin?: boolean;
  /** Null where nothing is limited. */
  budgets?: Budgets | null;
  trustedProxies?: TrustedProxies | null;
  admission?: Admission;
  /** Null where there are no subscriptions. */
  events?: Events | null;
}

/**
 * GraphQL over HTTP: reads the request, answers from what is kept or from the endpoint, and says who may keep the answer.
 * A refusal is a line in the log, under the request id that the client has.
 */
export function createGraphQLHandler(endpoint: GraphQLEndpoint, answers: AnswerCache | null, log: Log, { differsByOrigin = false, budgets = null, trustedProxies = null, admission = new Admission(), events = null }: HandlerOptions = {}): (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void> {
  const vary = differsByOrigin ? `${differsBy}, origin` : differsBy;
  const refuse = (response: ServerResponse, requestId: string, { status, reason, headers = {}, code = 'BAD_REQUEST', hangUp = false }: Refusal): void => {
    logRefusal(log, requestId, status, [code]);
    const answer = hangUp ? sendAndHangUp : send;
    answer(response, requestId, status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
      JSON.stringify({ errors: [{ message: reason, extensions: { code, requestId } }] }));
  };
  // Beside the request and not within it: what waits to be told holds nothing of what was sent.
  const refuseInTurn = (response: ServerResponse, requestId: string): void => { admission.tell(() => { refuse(response, requestId, overloaded); }); };
  return async (request, response, requestId) => {
    const { method: asked = 'GET', url = '' } = request;
    const method = asked === 'HEAD' ? 'GET' : asked; // node:http leaves the body out
    if (method === 'OPTIONS') {
      response.writeHead(204, { allow: methods, 'cache-control': 'no-store', 'x-request-id': requestId }).end();
      return;
    }
    if (method !== 'GET' && method !== 'POST') return refuse(response, requestId, { status: 405, reason: `Expected one of the methods ${methods}, got ${method}.`, headers: { allow: methods } });
    const address = clientAddress(request, trustedProxies);
    const network = networkOf(address);
    const budget = budgets?.ofAddress(network);
    const paid = budget !== undefined && !hasKey(request);
    const spent = !paid || budget.spend(1);
    if (spent !== true && !await spent) return refuse(response, requestId, rateLimited(budget));
    let sent: Buffer | null = null;
    if (method === 'POST') {
      const read = await readBody(request);
      if (!Buffer.isBuffer(read)) return refuse(response, requestId, read);
      sent = read;
    }
    const encoding = acceptedEncoding(request.headers['accept-encoding']);
    const key = keyOf(request, method, encoding, sent ? sent.toString('latin1') : url); // of the bytes as they are: they are not read for an answer that is kept
    const kept = key === null ? undefined : answers?.get(key);
    if (kept) return sendAnswer(request, response, requestId, kept);

    const mark = url.indexOf('?');
    const { accept } = request.headers;
    if (asked === 'GET' && mark < 0 && accept?.includes('text/html')) return send(response, requestId, 302, { location: '/playground', 'cache-control': 'no-cache' }, '');
    if (!acceptsJson(accept) && !(events && takesOnlyEvents(accept))) return refuse(response, requestId, { status: 406, reason: `Expected Accept to allow application/graphql-response+json or application/json, got ${JSON.stringify(accept)}.` });
    const mayWantEvents = events !== null && accept !== undefined && accept.includes('text/event-stream');
    if (!mayWantEvents && admission.isFull(network)) return refuseInTurn(response, requestId);
    let body: unknown;
    if (sent) {
      if (!isUtf8(sent)) return refuse(response, requestId, { status: 400, reason: 'Expected a body in UTF-8.' });
      const text = sent.toString();
      try {
        checkNesting(text);
      } catch (error) {
        if (error instanceof LimitExceeded) return refuse(response, requestId, { status: 400, reason: error.message, code: 'OPERATION_TOO_LARGE' });
        throw error;
      }
      const parsed = parseJson(text);
      if ('refusal' in parsed) return refuse(response, requestId, parsed.refusal);
      body = parsed.json;
    }
    const search = mark < 0 ? '' : url.slice(mark);
    if (mayWantEvents) {
      const operation = method === 'GET' ? operationInAddress(search) : typeof body === 'object' && body !== null ? body : {};
      if (wantsEvents(accept, operation)) return events.serve(request, response, requestId, address, operation);
    }
    const answer = await admission.run(() => endpoint.answer({ method, headers: headerMap(request), search, body, requestId, address, onLeave: (listener) => { response.once('close', listener); }, ...budget && { client: { budget, paid } } }), () => response.closed, clientOf(request, network, body));
    if (!answer) return refuse(response, requestId, overloaded);
    if (answer.codes.length > 0) logRefusal(log, requestId, answer.status, answer.codes);
    const plain = Buffer.from(answer.body);
    const applied = plain.length >= smallestCompressed ? encoding : null;
    const bytes = applied ? await compress(plain, applied) : plain;
    const headers = Object.fromEntries(answer.headers);
    if (applied) headers['content-encoding'] = applied;
    headers['cache-control'] = answer.madeFrom && method === 'GET' ? (key === null ? 'private, no-cache' : publicRead) : 'no-store';
    if (method === 'GET' && answer.madeFrom) Object.assign(headers, { etag: entityTag(plain, applied), vary });
    if (answer.status !== 200 || !answer.madeFrom) return send(response, requestId, answer.status, headers, bytes);
    const made: KeptAnswer = { bytes, headers, rawHeaders: rawHeaders(headers, bytes) };
    // Nobody registers a document twice: thousands of these would only push out what is asked again.
    if (key !== null && !registersDocument({ search, body })) answers?.keep(key, made, answer.madeFrom);
    sendAnswer(request, response, requestId, made);
  };
}

/** One line a refused request: its id, so that what a client reports can be found; nothing of what it sent. */
function logRefusal(log: Log, requestId: string, status: number, codes: readonly string[]): void {
  log.info({ requestId, status, codes: [...new Set(codes)] }, 'answered with errors');
}

function hasKey({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers.authorization !== undefined || headers['x-api-key'] !== undefined;
}

/** What anyone may change (comments), written where it mostly is; what hides it is only less fair. */
const change = /^[\s,]*mutation\b/;

/**
 * Who shares places with whom: the requests of one network. What strangers change shares them all together: a flood of comments comes from many addresses,
 * each waits for the few that are written at a time, and who reads is not to wait behind them.
 */
function clientOf(request: IncomingMessage, network: string, body: unknown): string {
  const { query } = (body ?? {}) as { query?: unknown };
  return typeof query === 'string' && change.test(query) && !hasKey(request) ? 'changes of strangers' : network;
}

const overloaded: Refusal = { status: 503, code: 'SERVICE_OVERLOADED', reason: 'More is asked of this server than it can answer soon. Try again in a second or two.', headers: { 'retry-after': '2' } };

function rateLimited(budget: Budget): Refusal {
  const { message: reason, extensions: { http } } = new RateLimited(1, budget.throttle());
  return { status: 429, reason, code: 'RATE_LIMITED', headers: Object.fromEntries((http as { headers: Map<string, string> }).headers) };
}

/** Everything the answer depends on but the data; null when the caller is not anonymous: nothing is kept for a single person. */
function keyOf({ headers }: IncomingMessage, method: string, encoding: Encoding | null, operation: string): string | null {
  if (hasKey({ headers }) || headers.cookie !== undefined || headers[showCost] !== undefined) return null;
  const preflight = headers['apollo-require-preflight'] !== undefined || headers['x-apollo-operation-name'] !== undefined;
  return `${method} ${encoding ?? ''} ${headers['content-type'] ?? ''} ${headers.accept ?? ''} ${preflight} ${operation}`;
}

function sendAnswer({ method, headers }: IncomingMessage, response: ServerResponse, requestId: string, answer: KeptAnswer): void {
  const { etag, 'cache-control': cacheControl = '', vary = '' } = answer.headers;
  if (method !== 'POST' && etag !== undefined && (headers['if-none-match'] === '*' || headers['if-none-match']?.includes(etag))) {
    response.writeHead(304, ['etag', etag, 'cache-control', cacheControl, 'vary', vary, 'x-request-id', requestId]).end();
  } else {
    response.writeHead(200, [...answer.rawHeaders, 'x-request-id', requestId]).end(answer.bytes);
  }
}

interface Refusal { status: number; reason: string; headers?: Record<string, string>; code?: string; /** Its body is not read. */ hangUp?: boolean }

/** Whether a client takes one of the forms an answer has. */
function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept === '') return true;
  return accept.toLowerCase().split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((text) => text.trim());
    return ['application/json', 'application/graphql-response+json', 'application/*', '*/*'].includes(type) && !parameters.some((text) => /^q=0(\.0*)?$/.test(text));
  });
}

/** The types a body may have (GraphQL over HTTP, 5.2), in UTF-8 as RFC 8259 says. */
const bodyType = /^application\/(json|graphql\+json|graphql-response\+json)\s*(;\s*charset="?utf-?8"?\s*)?$/i;

const tooLarge: Refusal = { status: 413, reason: `Expected a body of at most ${largestBody} bytes.`, hangUp: true };

/** A body, or why it is refused. */
function readBody(request: IncomingMessage): Promise<Buffer | Refusal> {
  if (request.headers['content-encoding'] !== undefined) return Promise.resolve({ status: 415, reason: 'Expected a body without Content-Encoding.', hangUp: true });
  const type = request.headers['content-type'] ?? '';
  if (!bodyType.test(type)) {
    return Promise.resolve({ status: 415, reason: `Expected Content-Type: application/json in UTF-8, got ${JSON.stringify(type)}.`, hangUp: true });
  }
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return Promise.resolve(tooLarge);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= largestBody) chunks.push(chunk);
      else resolve(tooLarge);
    });
    request.on('end', () => {
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    request.on('error', reject);
  });
}

function parseJson(text: string): { json: unknown } | { refusal: Refusal } {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [place = 'it ends too early or is something else'] = /at position \d+/.exec(error.message) ?? []; // its words quote the body
    return { refusal: { status: 400, reason: `Expected a body of JSON: ${place}.` } };
  }
}

function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}
