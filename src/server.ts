import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { AnswerCache } from './answer-cache';
import type { Config } from './config';
import type { Changes } from './database/changes';
import type { Database } from './database/database';
import type { RowCache } from './database/row-cache';
import { type ManifestEntry, readManifest } from './documents/read-manifest';
import { IbidError } from './errors';
import { type EndpointSettings, createGraphQLEndpoint } from './graphql-endpoint';
import { createGraphQLHandler } from './graphql-http';
import { createHttpServer } from './http-server';
import { Admission } from './limits/admission';
import { Arrivals } from './limits/arrivals';
import { createBudgets, localBudget } from './limits/budgets';
import { sharedBudget } from './limits/shared-budget';
import type { Log } from './log';
import { OpenCount, connectionLimits, subscriptionLimits } from './news/open-count';
import { createEvents } from './news/serve-events';
import { serveSockets } from './news/sockets';
import { createSubscriptionDesk } from './news/subscription-desk';
import { createPages } from './pages';
import { exampleOperations } from './playground';

export interface RunningServer {
  /** Without a path, e.g. `http://127.0.0.1:4000`. */
  url: string;
  /** Takes no new requests, finishes those that run (10 s at most) and ends. */
  stop(): Promise<void>;
}

/** What is kept between requests; null where nothing may be. */
export interface Caches { rows: RowCache | null; answers: AnswerCache | null; /** Where news come from; without it there are none. */ changes?: Changes }

const drainLimitMs = 10_000;
/** Connections that the system holds until they are taken up. With node's 511 some of two thousand that come at once are lost, and tried again seconds later. */
const mostConnecting = 4_096;

/** Where it listens, and what its owner decided; what is not said is as readConfig has it without a setting, but for budgets: then nothing is limited. */
export type ServerSettings = Pick<Config, 'port' | 'host'> & Partial<Pick<EndpointSettings, 'deadline' | 'feeds' | 'makeSchema'> & Pick<Config, 'allowPrivateAddresses' | 'budgets' | 'comments' | 'corsOrigins' | 'documents' | 'documentsFile' | 'introspection' | 'redisUrl' | 'trustedProxies'>>;

/** Serves the graph over HTTP. Throws IbidError PORT_TAKEN, HOST_NOT_USABLE or BAD_DOCUMENTS. */
export async function startServer({ port, host, corsOrigins = null, documents = 'any', documentsFile = null, budgets: sizes = null, trustedProxies = null, redisUrl = null, ...settings }: ServerSettings, db: Database, log: Log, cache: Caches = { rows: null, answers: null }): Promise<RunningServer> {
  const redis = redisUrl === null ? null : (await import('./redis.js')).connectRedis(redisUrl, log); // most servers are alone and need not load it
  const budgets = sizes && createBudgets(sizes, redis ? (bucket, client) => sharedBudget(redis, bucket, client) : localBudget);
  const endpoint = await createGraphQLEndpoint(db, log, cache.rows, { ...settings, budgets, ...cache.changes && { changes: cache.changes }, documents: { manifest: readDocuments(documentsFile), examples: exampleOperations() }, onlyDocuments: documents === 'only' });
  const admission = new Admission();
  const connections = new OpenCount(connectionLimits);
  // A thousand listeners may come at once, after a restart: they begin a few at a time, in a queue of their own, so that readers do not wait behind them.
  const beginnings = new Admission({ atOnce: 5, mostWaiting: 5_000, longestWaitMs: 4_000 });
  const desk = createSubscriptionDesk({ endpoint, budgets, admission: beginnings, open: new OpenCount(subscriptionLimits) });
  const events = createEvents({ endpoint, connections, desk, log });
  const server = createHttpServer(createGraphQLHandler(endpoint, cache.answers, log, { differsByOrigin: corsOrigins instanceof Set, budgets, trustedProxies, admission, events }), createPages(db, log), log, corsOrigins, settings.feeds?.webSub);
  const arrivals = new Arrivals(admission);
  server.on('connection', () => { arrivals.arrived(); });
  const sockets = serveSockets(server, { endpoint, connections, desk, budgets, trustedProxies, log });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => { reject(listenError(error, host, port)); });
    server.listen({ port, host, backlog: mostConnecting }, resolve);
  }).catch(async (error: unknown) => {
    await redis?.stop(); // its connection would keep the process alive
    throw error;
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
      server.closeIdleConnections();
      events.stop();
      await sockets.stop();
      const sweep = setInterval(() => { server.closeIdleConnections(); }, 50); // after its last answer a client would keep its connection
      const limit = setTimeout(() => { server.closeAllConnections(); }, drainLimitMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(limit);
      await endpoint.stop();
      await redis?.stop();
    },
  };
}

function readDocuments(file: string | null): ManifestEntry[] {
  if (file === null) return [];
  let json: string;
  try {
    json = readFileSync(file, 'utf8');
  } catch (error) {
    throw new IbidError('BAD_DOCUMENTS', `IBID_DOCUMENTS_FILE cannot be read: ${error instanceof Error ? error.message : String(error)}.`, 'Give the path of a file that the server may read.', { cause: error });
  }
  return readManifest(json, file);
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new IbidError('PORT_TAKEN', `Port ${port} on ${host} is taken by another program.`, `Stop that program, or start with another port: PORT=${port + 1} npm start`, { cause: error });
  }
  return new IbidError('HOST_NOT_USABLE', `Cannot listen on ${host}:${port}: ${error.message}.`, 'Set HOST to an address of this machine (127.0.0.1, 0.0.0.0) and PORT to a port this user may open.', { cause: error });
}
