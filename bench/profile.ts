import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Rotation, run } from './load';
import { type Operation, bodyOf } from './operations';
import { startIbid } from './servers';

/** As V8 writes it (Chrome DevTools Protocol, Profiler.Profile): times in microseconds. */
interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const seconds = 12, shown = 45;

/** Where Ibid's own CPU goes under 16 clients: the functions with the most self time, in percent of the time that is not idle. */
export async function profile({ text, variables }: Operation, databaseUrl: string, env: Record<string, string>): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-profile-'));
  try {
    const ibid = await startIbid('ibid', databaseUrl, { env, flags: ['--cpu-prof', `--cpu-prof-dir=${directory}`] });
    try {
      await run(ibid.url, new Rotation(ibid.url, variables.map((values) => bodyOf(text, values))), { clients: 16, seconds, atLeast: variables.length });
    } finally {
      await ibid.stop();
    }
    const [file] = readdirSync(directory);
    if (file === undefined) throw new Error('expected a .cpuprofile file from node --cpu-prof, found none');
    return selfTimes(JSON.parse(readFileSync(join(directory, file), 'utf8')) as CpuProfile);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): string {
  const names = new Map(nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [id, `${functionName || '(anonymous)'}${url === '' ? '' : `  ${placeOf(url)}:${lineNumber + 1}`}`]));
  const times = new Map<string, number>();
  let total = 0;
  samples.forEach((id, i) => {
    const name = names.get(id) ?? '';
    if (name === '(idle)') return;
    const time = timeDeltas[i] ?? 0;
    total += time;
    times.set(name, (times.get(name) ?? 0) + time);
  });
  return [...times].sort(([, a], [, b]) => b - a).slice(0, shown).map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`).join('\n');
}

/** The package and file of a module, without the folders above. */
function placeOf(url: string): string {
  return /node_modules\/(.*)$/.exec(url)?.[1] ?? (url.startsWith('node:') ? url : basename(url));
}
