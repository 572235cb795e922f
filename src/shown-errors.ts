import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import type { Context } from './context';
import { isConnectionFailure } from './database/connection-failure';
import { OutcomeUnknown, Unavailable, errorCode } from './errors';
import { argumentOf } from './graph/named-argument';
import { withoutSuggestion } from './introspection';
import type { Log } from './log';
import { withoutSecrets } from './redact';

/** SQLSTATE of a text that PostgreSQL cannot hold; since all texts are sent as UTF-8, one with a NUL. */
const characterNotInRepertoire = '22021';

/** A message that repeats what came must not send it all back. */
const longestMessage = 1000;

/** What went wrong inside is for the log; the client gets a code and what to do. */
export function hideFaults(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') {
    const argument = argumentOf(error);
    const words = withoutSecrets(formatted.message.length > longestMessage ? `${formatted.message.slice(0, longestMessage)}…` : formatted.message);
    return argument === null ? { ...formatted, message: words } : { ...formatted, message: `${argument}: ${words}`, extensions: { ...formatted.extensions, argument } };
  }
  const cause = unwrapResolverError(error);
  if (error instanceof GraphQLError && error.path === undefined && (error.extensions.http as { status?: number } | undefined)?.status === 400) {
    return { ...formatted, extensions: { code: 'BAD_REQUEST' } }; // Apollo gives a wrong hash of a persisted query no code
  }
  if (errorCode(cause) === characterNotInRepertoire) {
    return { ...formatted, message: 'A text of the request: expected no NUL character (\\u0000), got one. Leave it out.', extensions: { code: 'BAD_USER_INPUT' } };
  }
  const [, argument] = cause instanceof GraphQLError && cause.extensions.code === undefined ? /^Argument "(\w+)" /.exec(cause.message) ?? [] : [];
  if (argument !== undefined) { // graphql-js found at the field that a null or nothing came where a value must be
    return { ...formatted, message: `${argument}: ${formatted.message}`, extensions: { code: 'BAD_USER_INPUT', argument } };
  }
  const unavailable = isConnectionFailure(cause);
  return {
    ...formatted,
    message: unavailable ? new Unavailable().message : 'A fault of the server. Report it with the request id.',
    extensions: { code: unavailable ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR' },
  };
}

/** Of an operation that may have changed something nobody can say that it did not, nor read what it did. */
function asUnknown(error: GraphQLFormattedError): GraphQLFormattedError {
  if (error.extensions?.code !== 'SERVICE_UNAVAILABLE') return error;
  const { message } = new OutcomeUnknown();
  return { ...error, message, extensions: { ...error.extensions, code: 'OUTCOME_UNKNOWN' } };
}

/** An error of a subscription as a client may see it; what is not the client's fault is in the log. */
export function shownError(log: Log, introspection: boolean): (error: GraphQLError, requestId: string) => GraphQLError {
  return (error, requestId) => {
    const cause = unwrapResolverError(error);
    if (cause !== error && !(cause instanceof Error && 'extensions' in cause)) log.error({ requestId, path: error.path, err: cause }, 'a subscription failed');
    const { message, extensions } = hideFaults({ message: error.message, extensions: { code: 'INTERNAL_SERVER_ERROR', ...error.extensions } }, error);
    const { http, ...shown } = extensions ?? {};
    log.info({ requestId, codes: [shown.code] }, 'a subscription was answered with errors');
    return new GraphQLError(introspection ? message : withoutSuggestion(message), { path: error.path ?? null, extensions: { ...shown, requestId } });
  };
}

/** Every error carries the request id, and what is not the client's fault is in the log under it. */
export function reportErrors(log: Log): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () => Promise.resolve({
      didEncounterErrors({ errors, contextValue: { requestId }, operationName }) {
        for (const error of errors) {
          const { originalError: cause } = error; // of a field, or of Apollo Server itself
          if (cause && !('extensions' in cause)) log.error({ requestId, operationName, path: error.path, err: cause }, error.path ? 'a field failed' : 'an operation failed');
        }
        return Promise.resolve();
      },
      willSendResponse({ response: { body, http }, contextValue, operation }) {
        const { requestId } = contextValue;
        contextValue.outcome.completeQuery = operation?.operation === OperationTypeNode.QUERY && body.kind === 'single' && !body.singleResult.errors && !contextValue.outcome.personal;
        if (body.kind === 'single' && body.singleResult.errors) {
          if (contextValue.outcome.maybeWritten) body.singleResult.errors = body.singleResult.errors.map(asUnknown);
          contextValue.outcome.codes = body.singleResult.errors.map(({ extensions }) => String(extensions?.code));
          body.singleResult.errors = body.singleResult.errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
          if (contextValue.outcome.codes.some((code) => code === 'SERVICE_UNAVAILABLE' || code === 'OUTCOME_UNKNOWN')) {
            http.status = 503;
            http.headers.set('retry-after', '2');
          }
        }
        return Promise.resolve();
      },
    }),
  };
}
