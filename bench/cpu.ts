import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

/** CPU time and memory from the system's accounting (Linux: proc_pid_stat(5), proc_pid_status(5)). */

const msPerTick = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Times { parent: number; own: number; reaped: number }

/** Milliseconds of CPU of a process with all its threads, and of its children that have ended; null when it is gone. */
function times(pid: number | string): Times | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number); // the first is the state, field 3 of the manual
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
  return { parent: fields[1] ?? 0, own: (utime + stime) * msPerTick, reaped: (cutime + cstime) * msPerTick };
}

/** Of a process and of everything it started: children that live, and those that ended and were waited for. */
export function cpuOfTree(pid: number): number {
  const all = new Map<number, Times>();
  for (const name of readdirSync('/proc')) {
    const read = /^\d+$/.test(name) ? times(name) : null;
    if (read) all.set(Number(name), read);
  }
  const sum = (of: number): number => {
    const { own = 0, reaped = 0 } = all.get(of) ?? {};
    return [...all].reduce((total, [child, { parent }]) => (parent === of ? total + sum(child) : total), own + reaped);
  };
  return sum(pid);
}

/** The largest memory a process has had since `forgetPeak`, in MB. */
export function peakMb(pid: number): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
}

/** Starts the peak of `peakMb` anew: "5" in proc_pid_clear_refs(5). */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
