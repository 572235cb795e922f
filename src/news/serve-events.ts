import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLEndpoint } from '../graphql-endpoint';
import { keyInHeaders } from '../keys/key-text';
import type { Budgets } from '../limits/budgets';
import { networkOf } from '../limits/client-address';
import type { Log } from '../log';
import { send } from '../send';
import type { Connections } from './connections';
import { EventStream } from './event-stream';

/** Subscriptions as server-sent events. */
export interface Events {
  /** Answers a request whose client wants a stream; `operation` is its body, or the parameters of its address. */
  serve(request: IncomingMessage, response: ServerResponse, requestId: string, address: string, operation: object): Promise<void>;
  /** Ends all streams. */
  stop(): void;
}

interface Options { endpoint: GraphQLEndpoint; connections: Connections; budgets: Budgets | null; log: Log }

export function createEvents({ endpoint, connections, budgets, log }: Options): Events {
  const open = new Set<EventStream>();
  const cutAll = (): void => { for (const stream of open) stream.cut(); };
  endpoint.news.onInterruption(cutAll); // news may have been missed: clients connect again and ask
  return {
    async serve({ headers }, response, requestId, address, operation) {
      const refuse = (status: number, message: string, code: string): void => {
        send(response, requestId, status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...status === 503 && { 'retry-after': '5' } }, JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] }));
      };
      const key = keyInHeaders({ get: (name) => { const value = headers[name]; return Array.isArray(value) ? value[0] : value; } });
      const caller = key === null ? null : await endpoint.findCaller(key);
      if (key !== null && !caller) return refuse(401, 'The key of the request is unknown, revoked or expired.', 'UNAUTHENTICATED');
      if (!connections.admit(address)) return refuse(503, 'Too many connections are open. Close some, or try again later.', 'SERVICE_UNAVAILABLE');
      response.once('close', () => { connections.close(address); });
      const begun = await endpoint.subscribe(operation, { caller, address, requestId, budget: (caller ? budgets?.ofKey(caller.name) : budgets?.ofAddress(networkOf(address))) ?? null });
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
