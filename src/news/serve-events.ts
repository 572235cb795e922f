import type { IncomingMessage, ServerResponse } from 'node:http';
import { Overloaded } from '../errors';
import type { GraphQLEndpoint } from '../graphql-endpoint';
import type { Caller } from '../keys/find-caller';
import { keyInHeaders } from '../keys/key-text';
import type { Log } from '../log';
import { send } from '../send';
import { EventStream } from './event-stream';
import type { OpenCount } from './open-count';
import type { SubscriptionDesk } from './subscription-desk';
import type { Subscribed } from './subscriptions';

/** Subscriptions as server-sent events. */
export interface Events {
  /** Answers a request whose client wants a stream; `operation` is its body, or the parameters of its address. */
  serve(request: IncomingMessage, response: ServerResponse, requestId: string, address: string, operation: object): Promise<void>;
  /** Ends all streams. */
  stop(): void;
}

interface Options { endpoint: GraphQLEndpoint; connections: OpenCount; desk: SubscriptionDesk; log: Log }

export function createEvents({ endpoint, connections, desk, log }: Options): Events {
  const open = new Set<EventStream>();
  const cutAll = (): void => { for (const stream of open) stream.cut(); };
  endpoint.news.onInterruption(cutAll); // news may have been missed: clients connect again and ask
  return {
    async serve({ headers }, response, requestId, address, operation) {
      const refuse = (status: number, message: string, code: string): void => {
        send(response, requestId, status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...status === 503 && { 'retry-after': '5' } }, JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] }));
      };
      if (response.closed) return; // its client has left
      if (!connections.admit(address)) return refuse(503, 'Too many connections are open. Close some, or try again later.', 'SERVICE_UNAVAILABLE');
      response.once('close', () => { connections.close(address); });
      const isGone = (): boolean => response.closed;
      const key = keyInHeaders({ get: (name) => { const value = headers[name]; return Array.isArray(value) ? value[0] : value; } });
      let caller: Caller | null;
      let begun: Subscribed;
      try {
        caller = key === null ? null : await desk.findCaller(key, isGone);
        if (key !== null && !caller) return refuse(401, 'The key of the request is unknown, revoked or expired.', 'UNAUTHENTICATED');
        begun = await desk.begin(operation, { caller, address, requestId, isGone });
      } catch (error) {
        if (!(error instanceof Overloaded)) throw error;
        return refuse(503, error.message, 'SERVICE_OVERLOADED');
      }
      if (isGone()) {
        if ('answers' in begun) await begun.answers.return?.();
        return;
      }
      const stream = new EventStream(response, requestId, log);
      if ('errors' in begun) {
        stream.next(JSON.stringify({ errors: begun.errors }));
        stream.complete();
        return;
      }
      open.add(stream);
      const unwatch = key === null ? null : endpoint.watchKey(key, () => { stream.cut(); });
      try {
        await stream.send(begun.answers);
      } finally {
        unwatch?.();
        open.delete(stream);
      }
    },
    stop: cutAll,
  };
}
