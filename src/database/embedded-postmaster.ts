import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Binaries } from './embedded-binaries';
import { CLEAN_ENVIRONMENT } from './embedded-cluster';
import { EmbeddedServerError, errorCode } from './embedded-error';
import type { EmbeddedHome } from './embedded-home';
import { isPostmasterOf, pidIsTaken, processIdentity, waitUntilGone } from './embedded-process';

const FAST_LIMIT_MS = 15_000, IMMEDIATE_LIMIT_MS = 5_000;

/** A running main process of PostgreSQL. */
export interface Postmaster {
  pid: number;
  identity: string;
  port: number;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // nothing to clean up after a kill, no path length to exceed
  max_connections: '50',
  shared_buffers: '128MB',
  log_checkpoints: 'off',
};

/**
 * What one statement gave back is kept for the next (mallopt(3); other C libraries than glibc do not look). As it is, glibc returns what lies above 128 kB
 * to the system at the end of each statement and asks for it again page by page: on a virtual machine that made a statement of a millisecond eight times dearer (docs/speed.md).
 */
const KEPT_MEMORY = { MALLOC_TRIM_THRESHOLD_: String(16 << 20), MALLOC_MMAP_THRESHOLD_: String(4 << 20), MALLOC_TOP_PAD_: String(1 << 20) };

/** Starts a postmaster on a free port. It may still exit or recover: wait for its answer. */
export async function launchPostmaster(home: EmbeddedHome, { postgres }: Binaries, settings: Record<string, string>): Promise<Postmaster> {
  const port = await freePort();
  const flags = Object.entries({ ...SETTINGS, ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A file, not a pipe: the server outlives a killed Node and must not die of writing its log.
  const output = await open(home.serverLog, 'a', 0o600);
  try {
    const child = spawn(postgres, ['-D', home.cluster, ...flags], {
      ...home.user,
      cwd: home.directory,
      env: { ...CLEAN_ENVIRONMENT, ...KEPT_MEMORY },
      stdio: ['ignore', output.fd, output.fd],
      detached: true, // its own process group: Ctrl-C reaches Node alone, which then stops the server last
    });
    await once(child, 'spawn'); // rejects with the reason when the program cannot be run
    child.unref();
    const pid = child.pid ?? 0; // always set once spawned
    return { pid, identity: processIdentity(pid) ?? '', port };
  } catch (error) {
    throw new EmbeddedServerError('DATABASE_START_FAILED',
      `PostgreSQL (${postgres}) could not be run: ${String(error)}. Set DATABASE_URL to a PostgreSQL server if this machine cannot run it.`, undefined, { cause: error });
  } finally {
    await output.close();
  }
}

/** A fast shutdown, then an immediate one; both bounded. Throws `DATABASE_STOP_FAILED` when the process survives both. */
export async function stopPostmaster({ pid, identity }: Pick<Postmaster, 'pid' | 'identity'>): Promise<void> {
  for (const [signal, limit] of [['SIGINT', FAST_LIMIT_MS], ['SIGQUIT', IMMEDIATE_LIMIT_MS]] as const) {
    if (processIdentity(pid) !== identity) return;
    signalProcess(pid, signal);
    if (await waitUntilGone(pid, identity, limit)) return;
  }
  throw new EmbeddedServerError('DATABASE_STOP_FAILED',
    `PostgreSQL (process ${String(pid)}) should have stopped within ${String((FAST_LIMIT_MS + IMMEDIATE_LIMIT_MS) / 1000)} s and still runs. `
    + `Look at what it waits for, then end it (kill -9 ${String(pid)}); no committed data is lost by that.`);
}

/** Sends a signal to a process that may have ended meanwhile. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/**
 * Ends the postmaster that a killed owner left behind. It is stopped, not adopted: it may run with other settings or
 * an older release. Call it only as the owner of the home.
 */
export async function stopOrphan(home: EmbeddedHome, log: (line: string) => void): Promise<void> {
  const file = path.join(home.cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return;
  const pid = Number.parseInt(text, 10);
  const identity = pid > 0 ? processIdentity(pid) : null;
  if (identity !== null && isPostmasterOf(pid, home.cluster)) {
    log(`stopping the database that a killed process left running (process ${String(pid)})`);
    await stopPostmaster({ pid, identity });
  } else if (!(pid > 0) || pidIsTaken(pid)) {
    // PostgreSQL clears a file whose process is gone, but it refuses an empty one, or one whose number now belongs to
    // something else or to a zombie.
    await rm(file, { force: true });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('A listening TCP server should have a port.');
  return address.port;
}
