import { GraphQLError } from 'graphql';

/** Every code an answer of the graph can carry in `extensions.code`. Closed: clients may switch on it. */
export const graphErrorCodes = {
  BAD_USER_INPUT: 'An argument has a value that is not allowed; the message names it.',
  GRAPHQL_PARSE_FAILED: 'The text of the operation is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The operation does not fit the schema.',
  TOO_MANY_NODES: 'The operation asks for more nodes than one answer may have; the message has both numbers.',
  OPERATION_TOO_LARGE: 'The document or its variables are beyond a limit of size; `limit` names it, the message has both numbers.',
  RATE_LIMITED: 'The budget of this client does not hold what the operation costs; `Retry-After` says when it will.',
  COST_TOO_HIGH: 'The operation costs more than a full budget holds; the message has both numbers.',
  OPERATION_RESOLUTION_FAILURE: 'The document has no operation of that name, or several and no name.',
  PERSISTED_QUERY_NOT_FOUND: 'The hash or the id is not known: send it again with the text.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Persisted queries are switched off.',
  DOCUMENT_NOT_TRUSTED: 'The server answers only documents it was given, and this is none of them.',
  UNAUTHENTICATED: 'The request has no key, or one that is unknown, revoked or expired, and needs one.',
  FORBIDDEN: 'The key of the request does not have the scope that this needs.',
  BAD_REQUEST: 'The HTTP request is not a GraphQL request.',
  DEADLINE_EXCEEDED: 'The operation took too long and was stopped; ask for less at a time.',
  SERVICE_OVERLOADED: 'More is asked than can be answered; try again after `Retry-After`.',
  SERVICE_UNAVAILABLE: 'The database does not answer; nothing was changed. Try again later.',
  OUTCOME_UNKNOWN: 'A change may have been made, and may not have been: its end was not heard of.',
  INTERNAL_SERVER_ERROR: 'A fault of the server; the log has it under the request id.',
} as const;

/** The client sent a value we cannot use. `argument` is its name in the schema. */
export class InvalidInput extends GraphQLError {
  constructor(readonly argument: string, expected: string, came: unknown) {
    super(`${argument}: expected ${expected}, got ${describe(came)}.`, { extensions: { code: 'BAD_USER_INPUT', argument } });
  }
}

/** What was asked for needs a key, or a key with another scope; the message says how to come by one. */
export class NotAllowed extends GraphQLError {
  constructor(code: 'UNAUTHENTICATED' | 'FORBIDDEN', message: string) {
    super(message, { extensions: { code } });
  }
}

/** The request is beyond one of the limits of size (docs/limits.md). `limit` is its name there. */
export class LimitExceeded extends GraphQLError {
  constructor(limit: string, what: string, most: number, came: number) {
    super(`Expected at most ${most} ${what}, got ${came > 1e15 ? 'more than can be counted' : came}. Ask for it in several requests.`,
      { extensions: { code: 'OPERATION_TOO_LARGE', limit, most, came, http: { status: 400 } } });
  }
}

/** The client has spent its points; they come back. */
export class RateLimited extends GraphQLError {
  constructor(cost: number, { limit, remaining, restoreRate }: { limit: number; remaining: number; restoreRate: number }) {
    const seconds = Math.max(1, Math.ceil((cost - remaining) / restoreRate));
    super(`Expected an operation of at most ${remaining} points, which are left of ${limit}, got one of ${cost}; ${restoreRate} come back each second. Try again in ${seconds} s, or ask for smaller pages.`,
      { extensions: { code: 'RATE_LIMITED', http: { status: 429, headers: new Map([['retry-after', String(seconds)]]) } } });
  }
}

/** No waiting helps: the operation is larger than the whole budget. */
export class CostTooHigh extends GraphQLError {
  constructor(cost: number, limit: number) {
    super(`Expected an operation of at most ${limit} points, the whole budget, got one of ${cost}. Ask for smaller pages, or use a key, which has a larger budget.`, { extensions: { code: 'COST_TOO_HIGH', http: { status: 400 } } });
  }
}

/** More is asked than can be answered soon, or kept open. */
export class Overloaded extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'SERVICE_OVERLOADED', http: { status: 503 } } });
  }
}

/** The request was stopped while it ran: it took too long, or its client has left. */
export class Stopped extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'DEADLINE_EXCEEDED', http: { status: 503 } } });
  }
}

/** A change was under way to be committed when the database went, or when the time was up: it may be there. */
export class OutcomeUnknown extends GraphQLError {
  constructor() {
    super('It is not known whether this change was made: its end was not heard of. Look whether it is there, or send it again so that it is the same change: with the same `idempotencyKey`, or the same `key` of an article.',
      { extensions: { code: 'OUTCOME_UNKNOWN', http: { status: 503, headers: new Map([['retry-after', '2']]) } } });
  }
}

/** The database does not answer, and the request changed nothing. */
export class Unavailable extends GraphQLError {
  constructor() {
    super('The database does not answer. Try again in a few seconds.', { extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503, headers: new Map([['retry-after', '2']]) } } });
  }
}

/** A failure of the program outside the graph (start, import, command line), with what to do next. */
export class IbidError extends Error {
  constructor(readonly code: string, message: string, readonly nextStep?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'IbidError';
  }
}

/** The `code` of a system error (`ENOENT`, `EACCES` …), or undefined when the thrown value has none. */
export function errorCode(error: unknown): string | undefined {
  // Not `instanceof Error`: an error of Node's own modules fails it inside a vm context, and test runners use those.
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
