import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { Overloaded } from '../errors';
import type { GraphQLEndpoint } from '../graphql-endpoint';
import type { Caller } from '../keys/find-caller';
import { keyInHeaders } from '../keys/key-text';
import type { Budgets } from '../limits/budgets';
import { type TrustedProxies, clientAddress, networkOf } from '../limits/client-address';
import type { Log } from '../log';
import type { OpenCount } from './open-count';
import { whenEnded } from './source-stream';
import type { SubscriptionDesk } from './subscription-desk';
import type { Subscribed } from './subscriptions';

/** Bytes that wait for a client that does not read: then it is cut off. */
export const mostBuffered = 1_000_000;
/** Bytes of a message from a client. */
const largestMessage = 100_000;
const mostSubscriptions = 100;
/** A client that does not answer for so long is gone. */
const heartbeatMs = 30_000;
/** What a client has to close by itself when the server stops. */
const closingMs = 1_000;

/** Close codes of RFC 6455, 7.4.1, and of IANA's registry. */
const goingAway = 1001, internalError = 1011, serviceRestart = 1012, tryAgainLater = 1013;

interface Options { endpoint: GraphQLEndpoint; connections: OpenCount; desk: SubscriptionDesk; budgets: Budgets | null; trustedProxies: TrustedProxies | null; log: Log }
interface Extra { address: string; requestId: string; headers: IncomingMessage['headers']; caller: Caller | null; unwatch: (() => void) | null; open: Set<AsyncIterableIterator<ExecutionResult>>; begun: Promise<unknown>; isGone: () => boolean; close: (code: number, reason: string) => void }
interface Prepared { answers: AsyncIterableIterator<ExecutionResult> }

export interface Sockets {
  /** Tells every client that the server goes, and waits a second for them. */
  stop(): Promise<void>;
}

/** Subscriptions over WebSocket at /graphql, in the protocol graphql-transport-ws (github.com/enisdenjo/graphql-ws, PROTOCOL.md). */
export function serveSockets(server: Server, { endpoint, connections, desk, budgets, trustedProxies, log }: Options): Sockets {
  // A compressor costs a socket a quarter of a megabyte.
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: largestMessage, handleProtocols: (protocols) => handleProtocols(protocols) });
  const protocol = makeServer<Record<string, unknown>, Extra>({
    async onConnect({ connectionParams = {}, extra }) {
      const key = keyInHeaders({ get: (name) => textAt(connectionParams, name) ?? headerOf(extra.headers, name) });
      if (key === null) return true;
      try {
        extra.caller = await desk.findCaller(key, extra.isGone);
      } catch (error) {
        if (!(error instanceof Overloaded)) throw error;
        extra.close(tryAgainLater, 'More is asked than can be answered soon');
        return true; // it is closing
      }
      if (!extra.caller) return false; // closed as 4403: Forbidden
      extra.unwatch = endpoint.watchKey(key, () => { extra.close(CloseCode.Forbidden, 'The key has ended'); });
      return true;
    },
    async onSubscribe({ extra, subscriptions }, _id, payload) {
      if (Math.max(Object.keys(subscriptions).length, extra.open.size + 1) > mostSubscriptions) {
        extra.close(CloseCode.BadRequest, `More than ${mostSubscriptions} subscriptions`);
        return [new GraphQLError('Expected fewer subscriptions of one socket.')]; // nobody reads it
      }
      // All begin at once, but are answered in order: when what a client sent behind a subscription is answered, the subscription is heard.
      // Only that there is no place is told at once, or a flood of them would wait for the slowest.
      const before = extra.begun, beginning = desk.begin(payload, extra);
      extra.begun = Promise.allSettled([before, beginning]).then(() => turn()); // in which its answer is sent
      let begun: Subscribed;
      try {
        begun = await beginning;
      } catch (error) {
        if (!(error instanceof Overloaded)) throw error;
        log.info({ requestId: extra.requestId, codes: [error.extensions.code] }, 'a subscription was answered with errors');
        return [new GraphQLError(error.message, { extensions: { code: error.extensions.code, requestId: extra.requestId } })];
      }
      if ('errors' in begun) {
        await before;
        return [...begun.errors];
      }
      const answers = whenEnded(begun.answers, () => { extra.open.delete(answers); });
      extra.open.add(answers);
      await before;
      if (extra.isGone()) void answers.return?.(); // it was closed before this one was open
      return { schema: endpoint.schema, document: begun.document, operationName: begun.operationName, contextValue: { answers } satisfies Prepared };
    },
    subscribe: ({ contextValue }: ExecutionArgs) => (contextValue as Prepared).answers, // begun above
    onClose({ extra }) {
      extra.unwatch?.();
      for (const answers of extra.open) void answers.return?.(); // of two that took one id, one after the other, graphql-ws knows only the later
    },
  });

  sockets.on('connection', (socket: WebSocket, extra: Extra) => {
    extra.close = (code, reason) => { socket.close(code, reason); };
    extra.isGone = () => socket.readyState !== socket.OPEN;
    let alive = true;
    const heartbeat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, heartbeatMs).unref();
    socket.on('pong', () => { alive = true; });
    socket.on('error', (error) => { log.debug({ err: error, requestId: extra.requestId }, 'a socket'); }); // it closes by itself
    const closed = protocol.opened({
      protocol: socket.protocol,
      // Not awaited: what a client does not read piles up here, where it is measured.
      send(data) {
        if (socket.bufferedAmount > mostBuffered) {
          log.info({ requestId: extra.requestId, bytes: socket.bufferedAmount }, 'a client that does not read was cut off');
          socket.terminate();
        } else socket.send(data);
        return Promise.resolve();
      },
      close: (code, reason) => { socket.close(code, reason); },
      onMessage(listener) {
        socket.on('message', (data: Buffer) => {
          alive = true;
          listener(data.toString()).catch((error: unknown) => {
            log.warn({ err: error, requestId: extra.requestId }, 'a message over a socket');
            socket.close(internalError, 'A fault of the server');
          });
        });
      },
    }, extra);
    socket.once('close', (code, reason) => {
      clearInterval(heartbeat);
      connections.close(extra.address);
      closed(code, reason.toString()).catch((error: unknown) => { log.warn({ err: error }, 'closing a socket'); });
    });
  });

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', (error) => { log.debug({ err: error }, 'a socket that was not opened yet'); });
    const address = clientAddress(request, trustedProxies);
    if ((request.url ?? '').split('?', 1)[0] !== '/graphql') return refuse(stream, '404 Not Found', 'There is nothing here. WebSockets are at /graphql.');
    const open = (paid: boolean): void => {
      if (!paid) return refuse(stream, '429 Too Many Requests', 'Too many requests from this address.');
      if (stream.destroyed) return;
      if (!connections.admit(address)) return refuse(stream, '503 Service Unavailable', 'Too many open connections.');
      let opened = false;
      stream.once('close', () => { if (!opened) connections.close(address); });
      sockets.handleUpgrade(request, stream, head, (socket) => {
        opened = true;
        const { headers } = request;
        sockets.emit('connection', socket, { address, requestId: randomUUID(), headers: { authorization: headers.authorization, 'x-api-key': headers['x-api-key'] }, caller: null, unwatch: null, open: new Set(), begun: Promise.resolve(), isGone: () => false, close: () => undefined } satisfies Extra);
      });
    };
    const paid = budgets?.ofAddress(networkOf(address)).spend(1) ?? true;
    if (typeof paid === 'boolean') open(paid);
    else void paid.then(open);
  });

  endpoint.news.onInterruption(() => { for (const socket of sockets.clients) socket.close(serviceRestart, 'News may have been missed: ask again'); });
  return {
    async stop() {
      const open = [...sockets.clients];
      const left = Promise.all(open.map((socket) => new Promise<void>((resolve) => { socket.once('close', () => { resolve(); }); })));
      for (const socket of open) socket.close(goingAway, 'The server stops');
      const limit = setTimeout(() => { for (const socket of open) socket.terminate(); }, closingMs);
      await left;
      clearTimeout(limit);
      sockets.close();
    },
  };
}

/** A credential in the payload of connection_init, by the name of its header in any case. */
function textAt(parameters: Record<string, unknown>, name: string): string | undefined {
  const [, value] = Object.entries(parameters).find(([key]) => key.toLowerCase() === name) ?? [];
  return typeof value === 'string' ? value : undefined;
}

function headerOf(headers: IncomingMessage['headers'], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function refuse(stream: Duplex, status: string, why: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(why)}\r\n\r\n${why}`);
}

