import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './embedded-error';

/** How often a waiting loop looks again, in milliseconds. */
export const POLL_MS = 10;

/**
 * A text that is the same for the whole life of a process and differs for the next process with the same pid;
 * null when no such process runs. A zombie counts as gone: it holds no file and no memory, and in a container
 * whose first process reaps nobody it would stay for ever.
 */
export function processIdentity(pid: number): string | null {
  if (process.platform === 'linux') {
    const stat = readProc(pid, 'stat');
    if (stat === null) return null;
    // The second field is the command in parentheses and may itself hold spaces and parentheses: proc_pid_stat(5).
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    // Start times count from the boot, so the boot belongs to the identity.
    return `${bootId()} ${rest[18] ?? ''}`;
  }
  const line = ps(pid, 'stat=,lstart=');
  return line === null || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
}

/** Whether any process, even a zombie or another user's, has this pid: the question PostgreSQL asks of its lock file. */
export function pidIsTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Whether `pid` is a living postmaster whose data directory is `cluster` (an absolute path without symbolic links). */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (processIdentity(pid) === null) return false;
  if (process.platform !== 'linux') {
    const command = ps(pid, 'command=') ?? '';
    return command.includes('postgres') && command.includes(cluster);
  }
  // A postmaster works in its data directory, and the link follows the directory when it is moved.
  const program = readProc(pid, 'cmdline')?.split('\0')[0] ?? '';
  if (path.basename(program) !== 'postgres') return false;
  try {
    return readlinkSync(`/proc/${String(pid)}/cwd`) === cluster;
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '')) return false; // gone, or another user's
    throw error;
  }
}

/** Waits until the process with this identity is gone; false when it still lives after `limitMs` milliseconds. */
export async function waitUntilGone(pid: number, identity: string, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (processIdentity(pid) === identity) {
    if (Date.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

let knownBootId: string | undefined;
function bootId(): string {
  knownBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return knownBootId;
}

function readProc(pid: number, name: 'stat' | 'cmdline'): string | null {
  try {
    return readFileSync(`/proc/${String(pid)}/${name}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(errorCode(error) ?? '')) return null;
    throw error;
  }
}

function ps(pid: number, columns: string): string | null {
  try {
    const output = execFileSync('ps', ['-o', columns, '-p', String(pid)],
      { encoding: 'utf8', env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' }, stdio: ['ignore', 'pipe', 'ignore'] });
    return output.trim() || null;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 1) return null; // ps found no such process
    throw error;
  }
}
