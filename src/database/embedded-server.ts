import { readFile, rename, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { answers, waitForAnswer } from './embedded-answer';
import { findBinaries } from './embedded-binaries';
import type { Binaries } from './embedded-binaries';
import { prepareCluster } from './embedded-cluster';
import { EmbeddedServerError, errorCode } from './embedded-error';
import { findHome, openHome } from './embedded-home';
import type { EmbeddedHome } from './embedded-home';
import { claimHome, livingOwner, publishUrl, releaseHome } from './embedded-owner';
import { launchPostmaster, signalProcess, stopOrphan, stopPostmaster } from './embedded-postmaster';
import type { Postmaster } from './embedded-postmaster';

/** A PostgreSQL server that belongs to this process. */
export interface EmbeddedServer {
  /** `postgres://…@127.0.0.1:PORT/ibid` */
  url: string;
  /** A fast shutdown of at most 20 s; calling it again gives the same promise. Throws `DATABASE_STOP_FAILED`. */
  stop(): Promise<void>;
}

/** How to start the embedded server. */
export interface EmbeddedServerOptions {
  /** Made when missing; one process at a time owns it. */
  dataDir: string;
  /** Hears what happens, one line each, for people. */
  log: (line: string) => void;
  /** PostgreSQL settings over the crash-safe defaults; tests pass `fsync: 'off'`. */
  settings?: Record<string, string>;
}

/** A killed server needs a moment to leave: its children still hold memory and its lock file. */
const RETRY_LIMIT_MS = 15_000, RETRY_PAUSE_MS = 100;
const PASSES_WITH_TIME = /lock file "postmaster\.pid" already exists|pre-existing shared memory block|could not bind|could not create any TCP\/IP sockets/;

/** How long a server that is just starting may take to be found. */
const FIND_LIMIT_MS = 10_000, FIND_PAUSE_MS = 50;

/**
 * Starts the database of a data directory, preparing it on first use, and gives its address once it answers.
 * Throws EmbeddedServerError: `DATA_DIR_IN_USE`, `DATA_DIR_NOT_USABLE` or `DATABASE_START_FAILED`.
 */
export async function startEmbeddedServer({ dataDir, log, settings = {} }: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const home = await openHome(dataDir);
  try {
    await claimHome(home);
    try {
      const binaries = await findBinaries(home, log);
      await prepareCluster(home, binaries, { durable: settings.fsync !== 'off', log });
      const { postmaster, url } = await startPostmaster(home, binaries, settings, log);
      await publishUrl(home, url);
      return ownServer(home, postmaster, url);
    } catch (error) {
      await releaseHome(home);
      throw error;
    }
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) throw error;
    throw new EmbeddedServerError('DATA_DIR_NOT_USABLE',
      `The data directory ${home.directory} should be writable for this process: ${String(error)}. `
      + 'Start Ibid as the user who owns it, or set IBID_DATA_DIR to another directory.', undefined, { cause: error });
  }
}

/**
 * The database that a living process runs on this data directory, seen to answer; null when none does. A process that
 * is just starting is given ten seconds. Throws `DATA_DIR_NOT_USABLE` when another user's directory cannot be read.
 */
export async function findRunningServer(dataDir: string): Promise<{ url: string; pid: number } | null> {
  const home = await findHome(dataDir);
  if (!home) return null;
  const deadline = Date.now() + FIND_LIMIT_MS;
  for (;;) {
    const owner = await livingOwner(home);
    if (!owner) return null;
    if (owner.url !== null && (await answers(owner.url))) return { url: owner.url, pid: owner.pid };
    if (Date.now() > deadline) return null;
    await delay(FIND_PAUSE_MS);
  }
}

async function startPostmaster(home: EmbeddedHome, binaries: Binaries, settings: Record<string, string>, log: (line: string) => void): Promise<{ postmaster: Postmaster; url: string }> {
  await keepOneOldLog(home.serverLog);
  const deadline = Date.now() + RETRY_LIMIT_MS;
  for (;;) {
    await stopOrphan(home, log);
    const before = await sizeOf(home.serverLog);
    const postmaster = await launchPostmaster(home, binaries, settings);
    const url = await waitForAnswer(home, postmaster).catch(async (error: unknown) => {
      await stopPostmaster(postmaster);
      throw error;
    });
    if (url !== null) return { postmaster, url };
    await stopPostmaster(postmaster);
    const said = (await readFile(home.serverLog)).subarray(before).toString('utf8').trim();
    if (!PASSES_WITH_TIME.test(said) || Date.now() > deadline) {
      throw new EmbeddedServerError('DATABASE_START_FAILED',
        `PostgreSQL should have started in ${home.cluster} and did not. Its last lines (${home.serverLog}):\n${said.split('\n').slice(-10).join('\n')}`);
    }
    log('the database cannot start yet, trying again');
    await delay(RETRY_PAUSE_MS);
  }
}

function ownServer(home: EmbeddedHome, postmaster: Postmaster, url: string): EmbeddedServer {
  // An uncaught exception or process.exit() leaves no time to wait, but enough to tell the server to go.
  const lastWord = () => { signalProcess(postmaster.pid, 'SIGINT'); };
  process.once('exit', lastWord);
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await stopPostmaster(postmaster);
    process.off('exit', lastWord);
    await releaseHome(home);
  };
  return { url, stop: () => (stopped ??= stop()) };
}

async function keepOneOldLog(file: string): Promise<void> {
  if ((await sizeOf(file)) > 0) await rename(file, `${file}.old`);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
