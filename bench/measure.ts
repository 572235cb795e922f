import { postRequest } from './client';
import { cpuOfTree, forgetPeak, peakMb } from './cpu';
import type { DataSet } from './data-set';
import { type Load, Rotation, median, run } from './load';
import { type Operation, bodyOf } from './operations';
import type { Server } from './servers';
import { countStatements } from './statement-count';

/** What one server needed for one operation: medians of rounds. CPU is milliseconds a request at 16 clients, `rps` and times too. */
export interface Measured {
  cpuMs: number; pgCpuMs: number; rps: number; p50Ms: number; p99Ms: number; statements: number; rssMb: number;
  clients: Record<string, Pick<Load, 'rps' | 'p50Ms' | 'p99Ms'>>;
}

const rounds = 5;
const windows = [{ clients: 16, seconds: 1.5, rounds }, { clients: 1, seconds: 0.7, rounds: 3 }, { clients: 64, seconds: 1.5, rounds: 1 }];
const warmUpSeconds = 2;

/**
 * Measures servers against each other: a round asks each of them for a moment, so that what else the machine does meets all alike.
 * Before that every server has answered every request at least once, or for two seconds: caches are as warm as they get.
 */
export async function measure({ text, variables }: Operation, servers: readonly Server[], { url: databaseUrl, postmasterPid }: DataSet): Promise<Measured[]> {
  const runs = servers.map((server) => ({ server, rotation: new Rotation(variables.map((values) => postRequest(server.url, bodyOf(text, values)))), rows: [] as { clients: number; load: Load; cpuMs: number; pgCpuMs: number }[] }));
  for (const { server, rotation } of runs) {
    const whole = server.name.startsWith('ibid') ? rotation.size : 50;
    await run(server.url, rotation, { clients: 16, seconds: warmUpSeconds, atLeast: whole });
    forgetPeak(server.pid);
  }
  for (const window of windows) {
    for (let round = 0; round < window.rounds; round += 1) {
      for (const { server, rotation, rows } of round % 2 === 0 ? runs : [...runs].reverse()) {
        const before = [cpuOfTree(server.pid), cpuOfTree(postmasterPid)] as const;
        const load = await run(server.url, rotation, { ...window, atLeast: 2 * window.clients });
        rows.push({ clients: window.clients, load, cpuMs: (cpuOfTree(server.pid) - before[0]) / load.requests, pgCpuMs: (cpuOfTree(postmasterPid) - before[1]) / load.requests });
      }
    }
  }
  const measured: Measured[] = [];
  for (const { server, rotation, rows } of runs) {
    const at = (clients: number) => rows.filter((row) => row.clients === clients);
    const seen = (clients: number) => summary(at(clients).map(({ load }) => load));
    measured.push({
      cpuMs: median(at(16).map(({ cpuMs }) => cpuMs)), pgCpuMs: median(at(16).map(({ pgCpuMs }) => pgCpuMs)), ...seen(16), rssMb: peakMb(server.pid),
      statements: await countStatements(databaseUrl, server.url, rotation), clients: { 1: seen(1), 16: seen(16), 64: seen(64) },
    });
  }
  return measured;
}

function summary(loads: readonly Load[]): Pick<Load, 'rps' | 'p50Ms' | 'p99Ms'> {
  const middle = (key: 'rps' | 'p50Ms' | 'p99Ms') => median(loads.map((load) => load[key]));
  return { rps: middle('rps'), p50Ms: middle('p50Ms'), p99Ms: middle('p99Ms') };
}
