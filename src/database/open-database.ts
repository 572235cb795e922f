import type { DataSource } from 'typeorm';
import { IbidError } from '../errors';
import { isConnectionFailure } from './connection-failure';
import { createDataSource } from './data-source';
import { type Database, databaseOf } from './database';
import { findRunningServer, startEmbeddedServer } from './embedded-server';
import { migrate } from './migrate';

export interface OpenDatabase {
  dataSource: DataSource;
  db: Database;
  /** An address that leads straight to PostgreSQL: what LISTEN and locks need. */
  directUrl: string;
  /** Closes the pool, and the embedded server if this process started it. */
  close(): Promise<void>;
}

interface Options {
  databaseUrl: string | null;
  directUrl: string | null;
  dataDir: string;
  /** A server owns the embedded database; another command may join the one that runs. */
  join: boolean;
  log: (line: string) => void;
}

/** The database that the configuration means, migrated: `DATABASE_URL`, a running server's, or an embedded one of our own. */
export async function openDatabase({ databaseUrl, directUrl, dataDir, join, log }: Options): Promise<OpenDatabase> {
  let stop = () => Promise.resolve();
  let url = databaseUrl ?? (join ? (await findRunningServer(dataDir))?.url : undefined);
  if (!url) {
    const embedded = await startEmbeddedServer({ dataDir, log });
    stop = () => embedded.stop();
    url = embedded.url;
  }
  try {
    await migrate(createDataSource(directUrl ?? url, { poolSize: 1, statementTimeout: 0 }), directUrl ?? url, log);
    const dataSource = await createDataSource(url).initialize();
    return { dataSource, db: databaseOf(dataSource), directUrl: directUrl ?? url, close: async () => { await dataSource.destroy(); await stop(); } };
  } catch (error) {
    await stop();
    if (!isConnectionFailure(error) && !isRefusal(error)) throw error;
    throw new IbidError('DATABASE_UNREACHABLE', `The database at ${withoutPassword(url)} ${isRefusal(error) ? 'does not let us in' : 'cannot be reached'}: ${error instanceof Error ? error.message || String((error as { code?: unknown }).code) : String(error)}`,
      'Check DATABASE_URL (host, port, user, password, database), or unset it to use the embedded PostgreSQL.', { cause: error });
  }
}

/** Wrong password, unknown role or database: SQLSTATE classes 28 and 3D. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^(28|3D)/.test(String((error as { code?: unknown }).code));
}

function withoutPassword(url: string): string {
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username ? `${username}@` : ''}${host}${pathname}`;
}
