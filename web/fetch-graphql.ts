import type { FetcherOpts, FetcherParams, FetcherReturnType } from '@graphiql/toolkit';
import { GraphQLError, OperationTypeNode, getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-sse';

const endpoint = '/graphql';

/** The key that a tab sent last, for tabs whose headers name none; gone when the page is. */
let lastKey: Readonly<Record<string, string>> = {};

/** The headers of a tab, with the key of another where it names none: a moderator pastes it once, not in every tab. */
function withKey(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own = Object.entries(headers).filter(([name]) => /^(authorization|x-api-key)$/i.test(name));
  if (own.length > 0) lastKey = Object.fromEntries(own.filter(([, value]) => value !== ''));
  return { ...lastKey, ...headers };
}

/**
 * Posts one operation to this server with the headers of the headers editor, and the key of another tab where they name none. A subscription gives its events as they come. Returns the answer's JSON whatever its status, because
 * GraphQL errors are part of the answer; where there is no answer or it is not JSON, returns an error that says what came instead.
 */
export async function fetchGraphql(params: FetcherParams, options?: FetcherOpts): Promise<Awaited<FetcherReturnType>> {
  const sent = withKey((options?.headers ?? {}) as Readonly<Record<string, string>>);
  const headers = { ...sent, 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json;q=0.9' };
  if (isSubscription(params)) {
    const { query, variables, operationName } = params;
    return createClient({ url: endpoint, headers: sent, retryAttempts: 0 })
      .iterate({ query, variables: variables ?? {}, ...(operationName && { operationName }) }) as Awaited<FetcherReturnType>;
  }
  let response: Response;
  let text: string;
  try {
    response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(params) });
    text = await response.text();
  } catch (cause) {
    return noAnswer(`No answer from ${endpoint} (${String(cause)}). Is the server still running?`);
  }
  try {
    return JSON.parse(text) as Awaited<FetcherReturnType>;
  } catch {
    return noAnswer(`Expected JSON from ${endpoint}; got status ${String(response.status)} ${response.statusText} with: ${text.slice(0, 500) || 'an empty body'}`);
  }
}

/** Returned, not thrown: GraphiQL shows a thrown error with the stack of its own minified code. */
function noAnswer(message: string): Awaited<FetcherReturnType> {
  return { errors: [new GraphQLError(message)] };
}

function isSubscription({ query, operationName }: FetcherParams): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false; // the server says what is wrong with it
  }
}
