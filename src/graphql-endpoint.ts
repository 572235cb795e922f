import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { MadeFrom } from './answer-cache';
import { createCommentDesk } from './comments/comment-desk';
import type { Config } from './config';
import { type Context, createContext } from './context';
import { executionOf } from './execution';
import { isConnectionFailure } from './database/connection-failure';
import { type Database, readSession } from './database/database';
import type { RowCache } from './database/row-cache';
import { type Changes, noChanges } from './database/changes';
import { parsedDocumentStore, persistedQueryStore } from './documents/apollo-stores';
import { type OwnDocuments, createDocuments } from './documents/documents';
import { checkTrusted, withNamedDocument } from './documents/named-document';
import { OutcomeUnknown, RateLimited, Stopped, Unavailable } from './errors';
import { noIntrospection, withoutSuggestion } from './introspection';
import { type Caller, findCaller } from './keys/find-caller';
import { keyInHeaders } from './keys/key-text';
import { allows } from './keys/scopes';
import type { Log } from './log';
import type { FeedDesk } from './feeds/feed-desk';
import { checkRequest } from './limits/check-request';
import { createDocumentGate, mostTokens } from './limits/document-gate';
import type { Budget, Budgets } from './limits/budgets';
import { Charge } from './limits/charge';
import { networkOf } from './limits/client-address';
import { costLimit } from './limits/cost';
import { deadlineMs, withDeadline } from './limits/deadline';
import { KeyWatch } from './news/key-watch';
import { type News, createNews } from './news/news';
import { type Subscribed, type Subscriber, createSubscriptions } from './news/subscriptions';
import { refusalOf } from './refusal';
import { createSchema } from './schema';
import { hideFaults, reportErrors, shownError } from './shown-errors';

/** A GraphQL request as HTTP brought it. */
export interface GraphQLRequest { method: string; headers: HeaderMap; search: string; body: unknown; requestId: string; client?: Client; /** Hears when the client is gone. */ onLeave?: (listener: () => void) => void; /** Of the client. */ address?: string | null }
/** Whose points a request takes if it has no key that works. */
export interface Client {
  budget: Budget;
  /** Whether the request itself is paid for. */
  paid: boolean;
}
export interface GraphQLAnswer {
  status: number;
  headers: HeaderMap;
  body: string;
  /** The codes of its errors. */
  codes: readonly string[];
  /** Of a query without errors: what it read, so that it can be kept. */
  madeFrom: MadeFrom | null;
}
export interface GraphQLEndpoint {
  readonly schema: GraphQLSchema;
  readonly news: News;
  answer(request: GraphQLRequest): Promise<GraphQLAnswer>;
  /** Begins a subscription; `request` is as the body of a request. */
  subscribe(request: object, subscriber: Subscriber): Promise<Subscribed>;
  findCaller(key: string): Promise<Caller | null>;
  /** Calls `end` when a key is no longer good; gives what ends the watch. */
  watchKey(key: string, end: () => void): () => void;
  stop(): Promise<void>;
}

/** What an owner decides about what may be asked. */
export interface EndpointSettings extends Pick<Config, 'allowPrivateAddresses' | 'comments' | 'introspection'> {
  /** Those of the publication, which may be named instead of sent. */
  documents: OwnDocuments;
  /** Whether nothing else may be asked, but by a key with the scope `admin`. */
  onlyDocuments: boolean;
  /** Null: nothing is limited. */
  budgets: Budgets | null;
  /** What reads origins; null: this process reads none. */
  feeds: FeedDesk | null;
  /** Milliseconds that a request may take. */
  deadline: number;
  /** Makes the schema that is served: the graph as it is, or as a subgraph. */
  makeSchema: () => GraphQLSchema;
  /** Where news come from. */
  changes: Changes;
}

/** A request with this header has `extensions.cost` in its answer, as one with a key always has. */
export const showCost = 'ibid-cost';

/** Apollo Server over the graph, without an HTTP framework around it. */
export async function createGraphQLEndpoint(db: Database, log: Log, cache: RowCache | null = null, settings: Partial<EndpointSettings> = {}): Promise<GraphQLEndpoint> {
  const { comments = 'moderated', documents: own = { manifest: [], examples: [] }, onlyDocuments = false, introspection = true, budgets = null, deadline: limit = deadlineMs, makeSchema = createSchema, changes = noChanges, feeds = null, allowPrivateAddresses = [] } = settings;
  const ofProcess = { desk: createCommentDesk(db, comments), feeds, allowPrivateAddresses };
  const schema = makeSchema();
  const documents = createDocuments(schema, own, onlyDocuments);
  const gate = createDocumentGate();
  const execution = executionOf(schema, (context) => (context as Context).db);
  const server = new ApolloServer<Context>({
    gateway: execution.gateway,
    introspection: true, // where it is off, a rule of our own says where the schema is
    validationRules: introspection ? [] : [noIntrospection],
    persistedQueries: { cache: persistedQueryStore(documents) },
    documentStore: parsedDocumentStore(),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: mostTokens },
    formatError: introspection ? hideFaults : (formatted, error) => { const shown = hideFaults(formatted, error); return { ...shown, message: withoutSuggestion(shown.message) }; },
    logger: { debug: (text) => { log.debug(text); }, info: (text) => { log.info(text); }, warn: (text) => { log.warn(text); }, error: (text) => { log.error(text); } },
    // Apollo's cache-control plugin wraps every field: half of the CPU of a nested answer (docs/decisions).
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), onlyOneAnswer, costLimit(schema), execution.plugin, reportErrors(log)],
  });
  await server.start();
  const contextFor = ({ requestId, caller, address }: Pick<Subscriber, 'requestId' | 'caller' | 'address'>): Context => createContext(readSession(db, cache, clientOf(caller, address)), { requestId, caller, address, charge: null }, db, ofProcess);
  const news = createNews(changes, () => contextFor({ requestId: randomUUID(), caller: null, address: null }), log);
  const keys = new KeyWatch(db, log);
  return {
    schema, news,
    subscribe: createSubscriptions({ schema, news, documents, gate, introspection, deadline: limit, createContext: contextFor, shown: shownError(log, introspection) }),
    findCaller: (key) => findCaller(db, key),
    watchKey: (key, end) => keys.watch(key, end),
    async answer({ method, headers, requestId, client, onLeave, address = null, ...sent }) {
      let parts = { search: sent.search, body: sent.body };
      try {
        parts = withNamedDocument(documents, parts);
        checkRequest(gate, parts.search, parts.body);
      } catch (error) {
        if (error instanceof GraphQLError) return refusalOf(error, headers.get('accept'), requestId);
        throw error;
      }
      const key = keyInHeaders(headers);
      let caller: Caller | null = null;
      try {
        if (key !== null) caller = await findCaller(db, key);
      } catch (error) {
        if (!isConnectionFailure(error)) throw error;
        return refusalOf(new Unavailable(), headers.get('accept'), requestId);
      }
      const budget = caller && budgets ? budgets.ofKey(caller.name) : client?.budget;
      if (budget && (caller || !client?.paid) && !await budget.spend(1)) return refusalOf(new RateLimited(1, budget.throttle()), headers.get('accept'), requestId);
      if (key !== null && caller === null) return unknownKey(requestId);
      if (documents.only && !(caller && allows(caller.scopes, 'admin'))) {
        try {
          checkTrusted(documents, parts);
        } catch (error) {
          if (error instanceof GraphQLError) return refusalOf(error, headers.get('accept'), requestId);
          throw error;
        }
      }
      const charge = budget ? new Charge(budget, caller !== null || headers.has(showCost)) : null;
      const context = createContext(readSession(db, cache, clientOf(caller, address)), { requestId, caller, address, charge }, db, ofProcess);
      const since = cache?.changes.clock ?? 0;
      const work = server.executeHTTPGraphQLRequest({ httpGraphQLRequest: { method, headers, ...parts }, context: () => Promise.resolve(context) });
      let answered;
      try {
        answered = await withDeadline(limit, context.db, work, () => context.outcome.writing, onLeave);
      } catch (error) {
        if (!(error instanceof Stopped)) throw error;
        return refusalOf(context.outcome.maybeWritten ? new OutcomeUnknown() : error, headers.get('accept'), requestId);
      }
      const { status = 200, headers: answerHeaders, body: answerBody } = answered;
      if (answerBody.kind !== 'complete') throw new Error('an incremental answer cannot happen: the schema has no @defer or @stream');
      const { completeQuery, codes } = context.outcome;
      if (status >= 400) return refused(status, answerHeaders, answerBody.string, requestId);
      return { status, headers: answerHeaders, body: answerBody.string, codes, madeFrom: completeQuery ? { tables: context.db.tables, since } : null };
    },
    async stop() {
      keys.stop();
      await server.stop();
    },
  };
}

/** Who shares what one client may have of the database at a time. */
function clientOf(caller: Caller | null, address: string | null): string {
  return caller ? `key ${caller.name}` : networkOf(address ?? '');
}

/** A key that does not work is not taken for none: who sends one wants to be known. */
function unknownKey(requestId: string): GraphQLAnswer {
  const message = 'The key of the request is unknown, revoked or expired. Send one that `ibid keys list` shows as live, or none at all to read as everyone may.';
  const headers = new HeaderMap([['content-type', 'application/json; charset=utf-8'], ['www-authenticate', 'Bearer realm="ibid", error="invalid_token"']]);
  return { status: 401, headers, body: JSON.stringify({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED', requestId } }] }), codes: ['UNAUTHENTICATED'], madeFrom: null };
}

/** What a well-formed request can be refused for by the graph: not a matter of HTTP. */
const refusalsOfTheGraph = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE', 'BAD_USER_INPUT']);

/**
 * What Apollo Server refuses before there is an operation passes no plugin: its errors get the request id here. A client that wants
 * application/json gets 200 for what only the graph refuses (GraphQL over HTTP, 6.4.1): between it and us a failure of HTTP would be taken for one of ours.
 */
function refused(status: number, headers: HeaderMap, body: string, requestId: string): GraphQLAnswer {
  const answer = JSON.parse(body) as { errors?: GraphQLFormattedError[] };
  const errors = answer.errors?.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } })) ?? [];
  const codes = errors.map(({ extensions }) => String((extensions as { code?: unknown }).code));
  const legacy = status === 400 && headers.get('content-type')?.startsWith('application/json') && codes.every((code) => refusalsOfTheGraph.has(code));
  return { status: legacy ? 200 : status, headers, body: JSON.stringify({ ...answer, errors }), codes, madeFrom: null };
}

/** A subscription has many answers, a request of HTTP one. */
const onlyOneAnswer: ApolloServerPlugin = {
  requestDidStart: () => Promise.resolve({
    didResolveOperation({ operation }) {
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return Promise.resolve();
      throw new GraphQLError('Expected a query or a mutation, got a subscription, which has more than one answer. Send it over a WebSocket or as server-sent events (Accept: text/event-stream).',
        { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
    },
  }),
};
