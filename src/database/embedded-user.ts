import { readFileSync, realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { EmbeddedServerError, errorCode } from './embedded-error';

/** The numeric ids of the user the database runs as. */
export interface DatabaseUser {
  uid: number;
  gid: number;
}

/** Permission bits as they stand in the last octal digit of a file mode. */
export const MAY_READ = 4, MAY_SEARCH = 1;

/**
 * Who the database runs as: null means this process's own user. PostgreSQL refuses to run as root, so root hands it to
 * the owner of an existing cluster, else to `postgres`, else to `nobody`, which every Linux has. No user is ever
 * created: starting a program is no reason to change who may log in to a machine.
 */
export function databaseUser(cluster: string): DatabaseUser | null {
  if (process.getuid?.() !== 0) return null;
  const owner = existing(cluster);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const line = lines.find(([login]) => login === name);
    const uid = Number(line?.[2]), gid = Number(line?.[3]);
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new EmbeddedServerError('DATABASE_START_FAILED',
    'PostgreSQL does not run as root, and /etc/passwd has neither a user "postgres" nor "nobody" to run it as. '
    + 'Start Ibid as a normal user, or set DATABASE_URL to a PostgreSQL server.');
}

/** Whether the user may do something (`MAY_READ`, `MAY_SEARCH`) with a file of this mode. Access control lists are not read. */
export function may(user: DatabaseUser, stats: Stats, bit: number): boolean {
  const shift = stats.uid === user.uid ? 6 : stats.gid === user.gid ? 3 : 0;
  return (stats.mode & (bit << shift)) !== 0;
}

/** Whether the user can walk from the root to this directory. Always true for null, this process's own user. */
export function canReach(user: DatabaseUser | null, directory: string): boolean {
  if (!user) return true;
  for (let at = realpathSync(directory); ; at = path.dirname(at)) {
    if (!may(user, statSync(at), MAY_SEARCH)) return false;
    if (at === path.dirname(at)) return true;
  }
}

function existing(file: string): Stats | null {
  try {
    return statSync(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
