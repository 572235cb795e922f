import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { postRequest } from './client';
import { Rotation, run } from './load';
import { type Operation, bodyOf } from './operations';
import { startIbid } from './servers';

/** As V8 writes it (Chrome DevTools Protocol, Profiler.Profile): times in microseconds. */
interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const seconds = 14, warmUpSeconds = 5, shown = 40;

/** Where Ibid's own CPU goes under 16 clients: the functions with the most self time, in percent of the time that is not idle. */
export async function profile({ text, variables }: Operation, databaseUrl: string, env: Record<string, string>): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-profile-'));
  try {
    const ibid = await startIbid('ibid', databaseUrl, { env, flags: ['--cpu-prof', `--cpu-prof-dir=${directory}`] });
    try {
      await run(ibid.url, new Rotation(variables.map((values) => postRequest(ibid.url, bodyOf(text, values)))), { clients: 16, seconds, atLeast: variables.length });
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

/** Self times by function and by package; modules are loaded and code is compiled before `warmUpSeconds`. */
function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): string {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const functions = new Map<string, number>(), packages = new Map<string, number>();
  const add = (times: Map<string, number>, name: string, time: number) => times.set(name, (times.get(name) ?? 0) + time);
  let clock = 0, total = 0;
  samples.forEach((id, i) => {
    const { functionName = '', url = '', lineNumber = 0 } = frames.get(id) ?? {};
    const time = timeDeltas[i] ?? 0;
    clock += time;
    if (clock < warmUpSeconds * 1e6 || functionName === '(idle)') return;
    total += time;
    const place = placeOf(url);
    add(functions, `${functionName || '(anonymous)'}${place === '' ? '' : `  ${place}:${lineNumber + 1}`}`, time);
    add(packages, functionName.startsWith('(') ? functionName : (/^(@[^/]+\/[^/]+|[^/]+)\//.exec(place)?.[1] ?? (place === '' ? 'native code, and code that graphql-jit made' : place)), time);
  });
  const list = (times: Map<string, number>) => [...times].sort(([, a], [, b]) => b - a).slice(0, shown).map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`).join('\n');
  return `${list(packages)}\n\n${list(functions)}`;
}

/** The package and file of a module, without the folders above. */
function placeOf(url: string): string {
  return /node_modules\/(.*)$/.exec(url)?.[1] ?? (url.startsWith('node:') ? url : basename(url));
}
