import { errorCode } from '../errors';

/** SQLSTATE classes and system errors that say "the database cannot be reached now", not "the statement is wrong". */
const states = /^(08|57P0|53300|25P03)/;
const systemErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH']);
/** node-postgres says these in words only; the last one is TypeORM's, of a transaction whose connection ended between two statements. */
const words = /Connection terminated|^timeout expired$|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end|query runner was already released/;

/** Whether an error means that the database does not answer. */
export function isConnectionFailure(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false; // not `instanceof Error`: see errorCode
  const { message, errors } = error as { message?: unknown; errors?: unknown };
  if (Array.isArray(errors)) return errors.some(isConnectionFailure); // of an address with several, each failed in its way
  const code = errorCode(error) ?? '';
  return states.test(code) || systemErrors.has(code) || (typeof message === 'string' && words.test(message));
}
