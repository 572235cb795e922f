export { errorCode } from '../errors';

/**
 * What can go wrong with the embedded server; a closed list, so a caller can switch on it.
 *
 * - `DATA_DIR_IN_USE`: another live Ibid process owns the data directory (`pid` names it).
 * - `DATA_DIR_NOT_USABLE`: the directory cannot be read, written or reached by the user the database must run as.
 * - `DATABASE_START_FAILED`: PostgreSQL could not be prepared or started; the message ends with its own last words.
 * - `DATABASE_STOP_FAILED`: PostgreSQL was still alive after a fast and an immediate shutdown.
 */
export type EmbeddedServerErrorCode =
  | 'DATA_DIR_IN_USE'
  | 'DATA_DIR_NOT_USABLE'
  | 'DATABASE_START_FAILED'
  | 'DATABASE_STOP_FAILED';

/** A failure of the embedded server. The message says what was expected, what came, and the next step. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';

  constructor(
    readonly code: EmbeddedServerErrorCode,
    message: string,
    /** The running Ibid process, with `DATA_DIR_IN_USE`. */
    readonly pid?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
