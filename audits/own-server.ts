import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Server, startIbid } from '../bench/servers';

/** Runs something against a server of its own, with the sample publication in a database of its own. */
export async function withOwnServer<T>(env: Record<string, string>, run: (server: Server) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-audit-'));
  chmodSync(directory, 0o755); // as root the database runs as another user, who must get in
  try {
    const server = await startIbid('ibid', null, { env: { IBID_DATA_DIR: join(directory, 'data'), ...env } });
    try {
      return await run(server);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
