import { Client, type ClientConfig } from 'pg';
import { StatementBatch } from './statement-batch';

/** What node-postgres keeps to itself. */
interface Inner { connectionParameters: { query_timeout: number } }
type Query = (this: Client, ...args: unknown[]) => unknown;

/**
 * A client that sets no timer for a batch of reads. Those end by the deadline of their request, or when the database is found gone (Reachability); and the timer of each,
 * by the closures around it, kept its whole request alive until the next full collection: a fifth of the CPU of a small answer was spent on that.
 */
export class PoolClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    // Between the pool, which stops listening, and whoever takes the client, which begins to, nobody does: what a server says then as it goes would end this process.
    this.on('error', () => undefined); // the next query of the client fails with it
  }
}

PoolClient.prototype.query = function (this: Client & Inner, ...args: unknown[]): unknown {
  const query = Client.prototype.query as unknown as Query;
  if (!(args[0] instanceof StatementBatch)) return query.apply(this, args);
  const { connectionParameters } = this;
  const { query_timeout: timeout } = connectionParameters;
  connectionParameters.query_timeout = 0;
  try {
    return query.apply(this, args);
  } finally {
    connectionParameters.query_timeout = timeout;
  }
} as unknown as Client['query'];
