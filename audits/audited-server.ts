import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Server, startIbid } from '../bench/servers';

/** Starts the built server on a database of its own with the sample publication, runs the work and ends both. */
export async function withServer<Result>(work: (server: Server) => Promise<Result>, env: Record<string, string> = {}): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-audit-'));
  chmodSync(directory, 0o755); // as root the database runs as another user, who must get in
  try {
    const server = await startIbid('ibid', null, { env: { IBID_DATA_DIR: join(directory, 'data'), ...env } });
    try {
      return await work(server);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Megabytes of memory that a process has now; null where the system does not say (no /proc). */
export function residentMegabytes({ pid }: Server): number | null {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Does a number of things, some at a time. */
export async function manyAtOnce(count: number, atOnce: number, one: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => { while (next < count) await one(next++); };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Prints what was found and says how the audit ended: the last line, and the exit code. */
export function conclude(figures: Record<string, unknown>, failures: readonly string[]): void {
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(32)} ${typeof value === 'number' ? Number(value.toFixed(2)) : String(value)}`);
  console.log(failures.length === 0 ? 'passed' : `failed:\n  ${failures.slice(0, 20).join('\n  ')}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
