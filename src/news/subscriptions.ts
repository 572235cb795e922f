import { setImmediate as turn } from 'node:timers/promises';
import { type DocumentNode, GraphQLError, type ExecutionResult, type GraphQLSchema, OperationTypeNode, createSourceEventStream, execute, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from '../context';
import type { Documents } from '../documents/documents';
import { checkTrusted, withNamedDocument } from '../documents/named-document';
import { RateLimited } from '../errors';
import { nodeCounter } from '../graph/node-count';
import { noIntrospection } from '../introspection';
import type { Caller } from '../keys/find-caller';
import { allows } from '../keys/scopes';
import type { Budget } from '../limits/budgets';
import { checkRequest } from '../limits/check-request';
import { withDeadline } from '../limits/deadline';
import { mostTokens } from '../limits/document-gate';
import { Slots } from '../slots';
import { mapped } from './source-stream';
import type { News, NewsItem } from './news';

/** Nodes of one message: it is sent to many, again and again. */
const mostNodes = 1_000;
/** Texts of operations that are known as parsed and valid: thousands of clients of one app send the same. */
const mostKnown = 200;

/** Messages that are made at a time, of all subscriptions: what many ask differently is not made at the cost of everyone else. */
const madeAtOnce = 4;

/** Who waits. */
export interface Subscriber { requestId: string; caller: Caller | null; address: string | null; budget: Budget | null }
/** What the resolvers of subscriptions have. */
export interface SubscriberContext extends Context { news: News }

/** Answers as they come; or why there are none. */
export type Subscribed = Begun | { errors: readonly GraphQLError[] };
export interface Begun { answers: AsyncIterableIterator<ExecutionResult>; document: DocumentNode; operationName: string | null }

interface Parts {
  schema: GraphQLSchema;
  news: News;
  documents: Documents;
  gate: (text: string) => void;
  introspection: boolean;
  /** Milliseconds that the beginning of one may take. */
  deadline: number;
  createContext: (subscriber: Subscriber) => Context;
  /** Makes an error fit for strangers. */
  shown: (error: GraphQLError, requestId: string) => GraphQLError;
}

/** Begins subscriptions, whatever they come over: under the limits of every operation, and sharing what strangers who ask the same would see the same. */
export function createSubscriptions({ schema, news, documents, gate, introspection, deadline, createContext, shown }: Parts): (request: object, subscriber: Subscriber) => Promise<Subscribed> {
  const countOf = nodeCounter(schema);
  const known = new LRUCache<string, { document: DocumentNode; faults: readonly GraphQLError[] }>({ max: mostKnown });
  const making = new Slots(madeAtOnce);
  const rules = introspection ? specifiedRules : [...specifiedRules, noIntrospection];

  const readDocument = (text: string): { document: DocumentNode; faults: readonly GraphQLError[] } => {
    let read = known.get(text);
    if (!read) {
      const document = parse(text, { maxTokens: mostTokens, noLocation: true });
      read = { document, faults: validate(schema, document, rules).map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) };
      if (text.length <= 20_000) known.set(text, read);
    }
    return read;
  };

  const begin = async (request: object, subscriber: Subscriber): Promise<Begun> => {
    const parts = withNamedDocument(documents, { search: '', body: request });
    checkRequest(gate, '', parts.body);
    if (documents.only && !(subscriber.caller && allows(subscriber.caller.scopes, 'admin'))) checkTrusted(documents, parts);
    if (subscriber.budget && !await subscriber.budget.spend(1)) throw new RateLimited(1, subscriber.budget.throttle());
    const { text, operationName, variables } = readRequest(parts.body as Record<string, unknown>, documents);
    const { document, faults } = readDocument(text);
    if (faults.length > 0) throw new Refused(faults);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw failure('OPERATION_RESOLUTION_FAILURE', 'Expected the name of one of the operations of the document.');
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) throw failure('BAD_REQUEST', `Expected a subscription, got a ${operation.operation}. Send it over HTTP: it has one answer.`);
    const nodes = countOf(document, operation)(variables);
    if (nodes > mostNodes) throw failure('TOO_MANY_NODES', `Expected a subscription of at most ${mostNodes} nodes a message, got one of ${nodes}. Ask for smaller pages.`);
    if (!news.live) throw failure('SERVICE_UNAVAILABLE', 'News cannot be heard of just now. Try again in a few seconds.');
    const context: SubscriberContext = { ...createContext(subscriber), news };
    const source = await withDeadline(deadline, context.db, createSourceEventStream({ schema, document, operationName, variableValues: variables, contextValue: context }), () => false);
    if (!(Symbol.asyncIterator in source)) throw new Refused((source.errors ?? []).map((error) => (error.extensions.code === undefined && error.originalError == null ? coded(error, 'BAD_USER_INPUT') : error)));
    const { caller, requestId } = subscriber;
    const shared = caller === null ? JSON.stringify([text, operationName, variables]) : null;
    const answerTo = async (item: NewsItem): Promise<ExecutionResult> => {
      const { data, errors } = await making.run(async () => {
        await turn(); // requests that came meanwhile go first
        return execute({ schema, document, operationName, variableValues: variables, rootValue: item, contextValue: { ...item.context, caller, requestId } satisfies Context });
      });
      return errors ? { data, errors: errors.map((error) => shown(error, requestId)) } : { data };
    };
    const answers = mapped(source as AsyncIterableIterator<NewsItem>, (item) => {
      if (shared === null) return answerTo(item);
      let answer = item.answers.get(shared);
      if (!answer) item.answers.set(shared, answer = answerTo(item));
      return answer;
    });
    return { answers, document, operationName };
  };

  return async (request, subscriber) => {
    try {
      return await begin(request, subscriber);
    } catch (error) {
      const errors = error instanceof Refused ? error.errors : [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })];
      return { errors: errors.map((each) => shown(each.message.startsWith('Syntax Error') ? coded(each, 'GRAPHQL_PARSE_FAILED') : each, subscriber.requestId)) };
    }
  };
}

/** More than one thing is wrong. */
class Refused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) { super('refused'); }
}

function readRequest(body: Record<string, unknown>, documents: Documents): { text: string; operationName: string | null; variables: Record<string, unknown> } {
  const { query, operationName = null, variables, extensions } = body;
  const hash = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)?.persistedQuery?.sha256Hash;
  const text = query ?? (typeof hash === 'string' ? documents.byHash(hash) : undefined);
  if (text === undefined && hash !== undefined) throw failure('PERSISTED_QUERY_NOT_FOUND', 'The hash is not known: send it again with the text.');
  if (typeof text !== 'string') throw failure('BAD_REQUEST', 'query: expected the text of a subscription.');
  if (operationName !== null && typeof operationName !== 'string') throw failure('BAD_REQUEST', 'operationName: expected a text.');
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) throw failure('BAD_REQUEST', 'variables: expected an object.');
  return { text, operationName, variables: (variables ?? {}) as Record<string, unknown> };
}

function failure(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function coded(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { ...error, originalError: error, extensions: { ...error.extensions, code } });
}
