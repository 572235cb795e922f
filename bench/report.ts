import type { Measured } from './measure';
import type { Judged } from './targets';

/** One operation at one scale: `ibid` is with the row cache warm, `ibidCold` with it off; ratios are of total CPU a request. */
export interface Result {
  name: string; scale: number; answerBytes: number;
  ibid: Measured; ibidCold: Measured; limit: Measured; byTheBook: Measured;
  ratioToLimit: number; ratioToLimitCold: number; ratioToByTheBook: number;
}

export const totalCpu = ({ cpuMs, pgCpuMs }: Measured): number => cpuMs + pgCpuMs;

/** Results as a table for people: ratios first. */
export function tableOf(results: readonly Result[]): string {
  const head = ['', 'scale', 'to limit', 'cold', 'by the book', '', 'CPU ms: node + pg', 'requests/s', 'p50 ms', 'p99 ms', '64: p99', 'statements', 'MB'];
  const lines = results.flatMap((result) => (['ibid', 'ibidCold', 'limit', 'byTheBook'] as const).map((server, i) => {
    const { cpuMs, pgCpuMs, rps, p50Ms, p99Ms, statements, rssMb, clients } = result[server];
    const ratios = i > 0 ? ['', '', '', '', ''] : [result.name, `${result.scale}`, number(result.ratioToLimit), number(result.ratioToLimitCold), number(result.ratioToByTheBook)];
    return [...ratios, server, `${number(cpuMs)} + ${number(pgCpuMs)}`, number(rps), number(p50Ms), number(p99Ms), number(clients['64']?.p99Ms ?? Number.NaN), number(statements), `${Math.round(rssMb)}`];
  }));
  return aligned([head, ...lines]);
}

/** How much more an operation costs at the largest scale than at the smallest. */
export function growthOf(results: readonly Result[]): Record<string, number> {
  const scales = results.map(({ scale }) => scale);
  const [small, large] = [Math.min(...scales), Math.max(...scales)];
  const cost = (name: string, at: number) => results.filter((result) => result.name === name && result.scale === at).map(({ ibid }) => totalCpu(ibid))[0];
  return small === large ? {} : Object.fromEntries([...new Set(results.map(({ name }) => name))].map((name) => [`growth${name}`, (cost(name, large) ?? Number.NaN) / (cost(name, small) ?? Number.NaN)]));
}

export function listOf(values: Record<string, number>): string {
  return aligned(Object.entries(values).map(([name, value]) => [name, number(value)]));
}

/** Figures beside the numbers to reach. */
export function verdictOf(judged: readonly Judged[]): string {
  return aligned(judged.map(({ name, value, reach, met }) => [met ? 'met' : 'NOT MET', name, number(value), reach]));
}

function number(value: number): string {
  return value >= 100 ? `${Math.round(value)}` : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function aligned(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()).join('\n');
}
