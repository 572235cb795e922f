import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type Rotation, run } from './load';

/** How long backends may take to see a changed setting; it is read between two statements. */
const settleMs = 300;
const requests = 20;

/** SQL statements a request of one server, as pg_stat_statements counts them while nothing else runs. */
export async function countStatements(databaseUrl: string, url: string, rotation: Rotation): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`SET pg_stat_statements.track = 'none'`); // what is said here does not count
    await client.query(`ALTER SYSTEM SET pg_stat_statements.track = 'top'`);
    await client.query('SELECT pg_reload_conf()');
    await delay(settleMs);
    await run(url, rotation, { clients: 1, seconds: 0, atLeast: 3 }); // a connection that is opened now says more than the request does
    await client.query('SELECT pg_stat_statements_reset()');
    const { requests: answered } = await run(url, rotation, { clients: 1, seconds: 0, atLeast: requests });
    const { rows } = await client.query<{ calls: number }>('SELECT sum(calls)::integer AS calls FROM pg_stat_statements');
    return (rows[0]?.calls ?? 0) / answered;
  } finally {
    await client.query(`ALTER SYSTEM SET pg_stat_statements.track = 'none'`);
    await client.query('SELECT pg_reload_conf()');
    await delay(settleMs);
    await client.end();
  }
}
