import { setTimeout as delay } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { databaseUrl, NAME } from './embedded-cluster';
import type { EmbeddedHome } from './embedded-home';
import { POLL_MS, processIdentity } from './embedded-process';
import type { Postmaster } from './embedded-postmaster';

/** Replaying the log after a crash takes its time; a healthy start takes a tenth of a second. */
const RECOVERY_LIMIT_MS = 120_000;

const NO_SUCH_DATABASE = '3D000', CANNOT_CONNECT_NOW = '57P03';

/**
 * Waits until the database answers a query, creating it when the cluster lacks it, and gives its address.
 * Null when the postmaster ended, or did not answer in two minutes: its log tells why.
 */
export async function waitForAnswer(home: EmbeddedHome, postmaster: Postmaster): Promise<string | null> {
  const url = await databaseUrl(home, postmaster.port);
  const deadline = Date.now() + RECOVERY_LIMIT_MS;
  while (processIdentity(postmaster.pid) === postmaster.identity && Date.now() < deadline) {
    try {
      await ask(url, 'SELECT 1');
      return url;
    } catch (error) {
      const code = error instanceof DatabaseError ? error.code : undefined;
      if (code === NO_SUCH_DATABASE) await ask(await databaseUrl(home, postmaster.port, 'postgres'), `CREATE DATABASE ${NAME}`);
      else if (code !== undefined && code !== CANNOT_CONNECT_NOW) throw error; // it answers, with a refusal
      else await delay(POLL_MS); // not listening yet
    }
  }
  return null;
}

/** Whether a database answers a query now. */
export async function answers(url: string): Promise<boolean> {
  try {
    await ask(url, 'SELECT 1');
    return true;
  } catch {
    return false; // refused, reset, starting or stopping: all of them mean no
  }
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 60_000 });
  client.on('error', () => undefined); // a connection that breaks also fails the call below, which reports it
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}
