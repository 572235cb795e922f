import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readlink, realpath, rmdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedServerError, errorCode } from './embedded-error';
import { canReach, databaseUser } from './embedded-user';
import type { DatabaseUser } from './embedded-user';

/** Where clusters go that cannot be reached inside their own data directory. */
const ELSEWHERE = '/var/lib/ibid';

/** The directory that holds everything of one embedded server, and who its database runs as. */
export interface EmbeddedHome {
  /** Absolute, without symbolic links, and reachable for the database user. */
  directory: string;
  /** PostgreSQL's own data directory; absent until the first start has prepared it. */
  cluster: string;
  /** What the server printed since its last start; the start before is in `server.log.old`. */
  serverLog: string;
  password: string;
  owner: string;
  /** null: this process's own user. */
  user: DatabaseUser | null;
}

/**
 * Finds or makes the home of the database: `<dataDir>/database`. As root, under a directory only root may enter, the
 * database user could not reach it; then `<dataDir>/database` is a symbolic link to a new directory in /var/lib/ibid.
 * A link, because it moves and disappears with the data directory and `ls` shows where the data is; and the owner file
 * lies behind it, so two links to one home still mean one owner.
 */
export async function openHome(dataDir: string): Promise<EmbeddedHome> {
  const entry = path.join(path.resolve(dataDir), 'database');
  try {
    await makeDirectory(path.dirname(entry));
    if (!(await exists(entry))) await makeHome(entry);
  } catch (error) {
    if (error instanceof EmbeddedServerError) throw error;
    throw notUsable(`the data directory ${dataDir} cannot be made: ${String(error)}. `
      + 'Start Ibid as the user who owns it, or set IBID_DATA_DIR to a directory that this user may write.', error);
  }
  return homeAt(entry);
}

/** The home of a data directory, without making anything; null when there is none yet. */
export async function findHome(dataDir: string): Promise<EmbeddedHome | null> {
  const entry = path.join(path.resolve(dataDir), 'database');
  return (await exists(entry)) ? homeAt(entry) : null;
}

async function makeHome(entry: string): Promise<void> {
  const user = databaseUser(path.join(entry, 'cluster'));
  if (canReach(user, path.dirname(entry))) {
    await makeDirectory(entry);
    await chmod(entry, 0o755); // whatever the umask: the database user, if it is another, passes through here
    return;
  }
  const target = path.join(ELSEWHERE, randomBytes(8).toString('hex'));
  await makeDirectory(target);
  await chmod(ELSEWHERE, 0o755);
  await chmod(target, 0o755);
  await symlink(target, entry).catch(async (error: unknown) => {
    await rmdir(target);
    if (errorCode(error) !== 'EEXIST') throw error; // another starter was faster; the owner file decides between the two
  });
}

/** With the directories above it. Not `recursive`: Node 20 then never returns where the system answers ENOENT for a parent that is there (/proc). */
async function makeDirectory(directory: string): Promise<void> {
  if (await exists(directory)) return;
  await makeDirectory(path.dirname(directory));
  await mkdir(directory).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
}

async function homeAt(entry: string): Promise<EmbeddedHome> {
  const directory = await realpath(entry).catch(async (error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw notUsable(`${entry} points to ${await readlink(entry)}, which is gone. Bring it back, or remove ${entry} to start empty.`, error);
  });
  const cluster = path.join(directory, 'cluster');
  const user = databaseUser(cluster);
  if (!canReach(user, directory)) {
    throw notUsable(`the database runs as user ${String(user?.uid)}, who may not enter ${directory} or a directory above it. `
      + `Allow it (chmod o+x), or move ${directory} to a place that user may enter and leave a symbolic link at ${entry}.`);
  }
  const file = (name: string) => path.join(directory, name);
  return { directory, cluster, user, serverLog: file('server.log'), password: file('password'), owner: file('owner.json') };
}

/** Whether there is an entry of this name, be it a link that leads nowhere. */
async function exists(entry: string): Promise<boolean> {
  try {
    await lstat(entry);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function notUsable(message: string, cause?: unknown): EmbeddedServerError {
  return new EmbeddedServerError('DATA_DIR_NOT_USABLE', `The embedded database cannot start: ${message}`, undefined, { cause });
}
