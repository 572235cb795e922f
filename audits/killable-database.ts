import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { postmasterPidOf } from '../bench/data-set';
import { type EmbeddedServer, startEmbeddedServer } from '../src/database/embedded-server';
import { breakableConnection } from '../test/support/breakable-connection';

/** A PostgreSQL of its own, with fsync and the settings of `ibid serve`, that can be killed and started again behind one address. */
export interface KillableDatabase {
  /** Always the same, wherever PostgreSQL is. */
  url: string;
  /** SIGKILL to its first process, and to all others too or not: those notice by themselves, and end what they are at. */
  kill(all: boolean): void;
  /** Starts it again after a kill; resolves when it answers. */
  start(): Promise<void>;
  /** Rows of one statement, over a connection of its own, of the database of `url` or of another. */
  rows<Row>(statement: string, database?: string): Promise<Row[]>;
  /** Ends it and leaves nothing behind. */
  remove(): Promise<void>;
}

/** The address of another database of the same PostgreSQL. */
export const addressOf = (database: string, url: string): string => url.replace(/\/[^/]*$/, `/${database}`);

export async function killableDatabase(): Promise<KillableDatabase> {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-killable-'));
  chmodSync(directory, 0o755); // as root, PostgreSQL runs as another user
  const dataDir = join(directory, 'data');
  const startServer = (): Promise<EmbeddedServer> => startEmbeddedServer({ dataDir, log: () => undefined });
  let server = await startServer();
  const way = await breakableConnection(server.url);
  const rows = async <Row>(statement: string, database?: string): Promise<Row[]> => {
    const client = new Client({ connectionString: database === undefined ? server.url : addressOf(database, server.url) });
    client.on('error', () => undefined); // told by the query
    await client.connect();
    try {
      return (await client.query(statement)).rows as Row[];
    } finally {
      await client.end();
    }
  };
  return {
    url: way.url, rows,
    kill(all) {
      const pid = postmasterPidOf(dataDir);
      const children = all ? childrenOf(pid) : [];
      process.kill(pid, 'SIGKILL');
      for (const child of children) killIfThere(child);
    },
    async start() {
      await server.stop(); // it is gone: gives its directory back
      server = await startServer();
      await way.cut();
      await way.mend(Number(new URL(server.url).port));
    },
    async remove() {
      await way.cut();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function childrenOf(parent: number): number[] {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=']).toString().trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return processes.flatMap(([pid, of]) => (of === parent && pid !== undefined ? [pid] : []));
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
