import { HeaderMap } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { GraphQLAnswer } from './graphql-endpoint';

/** The answer to a request that is refused before the graph is asked. `http` in the error's extensions says the status and headers, as it does for Apollo Server. */
export function refusalOf(error: GraphQLError, accept: string | undefined, requestId: string): GraphQLAnswer {
  const { http, ...extensions } = error.extensions as { code: string; http?: { status?: number; headers?: ReadonlyMap<string, string> } };
  const type = accept?.includes('application/graphql-response+json') ? 'application/graphql-response+json' : 'application/json';
  return {
    status: http?.status ?? 400, headers: new HeaderMap([['content-type', `${type}; charset=utf-8`], ...http?.headers ?? []]),
    body: JSON.stringify({ errors: [{ message: error.message, extensions: { ...extensions, requestId } }] }), codes: [extensions.code], madeFrom: null,
  };
}
