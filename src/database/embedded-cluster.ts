import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './embedded-binaries';
import { EmbeddedServerError, errorCode } from './embedded-error';
import type { EmbeddedHome } from './embedded-home';

/** The role that owns the cluster and its only database; also that database's name. */
export const NAME = 'ibid';

/** What PostgreSQL's programs see: nothing of ours, so no PGDATA, PGOPTIONS or LC_ALL of the caller can bend them. */
export const CLEAN_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC', LC_MESSAGES: 'C' };

const LOCALES = [
  ['--locale=C.UTF-8', '--lc-messages=C'],
  // A system without C.UTF-8 (macOS, older glibc): PostgreSQL's own, which sorts and folds case the same way.
  ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
];

/** Makes the cluster and its password on first use; does nothing when they exist. */
export async function prepareCluster(home: EmbeddedHome, { initdb }: Binaries, options: { durable: boolean; log: (line: string) => void }): Promise<void> {
  if (await hasCluster(home)) return;
  options.log(`preparing a new database in ${home.cluster}`);
  for (const name of await readdir(home.directory)) {
    if (name.startsWith('cluster-')) await rm(path.join(home.directory, name), { recursive: true, force: true, maxRetries: 5 });
  }
  await rm(home.password, { force: true });
  await writeFile(home.password, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  // Made beside and renamed: a cluster that stands under its name is whole.
  const draft = path.join(home.directory, `cluster-${randomBytes(6).toString('hex')}`);
  await mkdir(draft, { mode: 0o700 });
  if (home.user) for (const file of [home.password, draft]) await chown(file, home.user.uid, home.user.gid);
  const common = ['-D', draft, `--username=${NAME}`, `--pwfile=${home.password}`, '--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions'];
  if (!options.durable) common.push('--no-sync');
  await initialise(home, initdb, common, LOCALES);
  await rename(draft, home.cluster);
}

/** The address of the database in a cluster that listens on this port. */
export async function databaseUrl(home: EmbeddedHome, port: number, database = NAME): Promise<string> {
  const password = await readFile(home.password, 'utf8').catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new EmbeddedServerError('DATABASE_START_FAILED',
      `The database in ${home.cluster} has a password that should be in ${home.password}, which is missing. Restore that file from a backup.`);
  });
  return `postgres://${NAME}:${password.trim()}@127.0.0.1:${String(port)}/${database}`;
}

async function hasCluster(home: EmbeddedHome): Promise<boolean> {
  try {
    await access(path.join(home.cluster, 'PG_VERSION'));
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function initialise(home: EmbeddedHome, initdb: string, common: string[], locales: string[][]): Promise<void> {
  const [locale = [], ...others] = locales;
  try {
    await promisify(execFile)(initdb, [...common, ...locale], { ...home.user, cwd: home.directory, env: CLEAN_ENVIRONMENT });
  } catch (error) {
    const output = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr).trim() : '';
    if (others.length > 0 && /locale/i.test(output)) return initialise(home, initdb, common, others);
    throw new EmbeddedServerError('DATABASE_START_FAILED',
      `PostgreSQL could not prepare a new database in ${home.directory}. ${output || String(error)}\n`
      + 'Mend what it names (disk space, permissions, a missing system library), or set DATABASE_URL to a PostgreSQL server.', undefined, { cause: error });
  }
}
