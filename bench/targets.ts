import type { Result } from './report';

/** The numbers to reach. A figure is at most `most`, or at least `least`. */
type Target = { most: number } | { least: number };

/** Per operation, at each scale: CPU as a share of the limit's and of the stack by the book, statements when nothing is kept. */
const ofResults: Record<string, Partial<Record<'ratioToLimit' | 'ratioToLimitCold' | 'ratioToByTheBook' | 'statementsCold', number>>> = {
  F1: { ratioToLimit: 0.6, ratioToLimitCold: 1.4, ratioToByTheBook: 0.25, statementsCold: 8 },
  F2: { ratioToLimit: 1, ratioToLimitCold: 2.5, ratioToByTheBook: 0.25, statementsCold: 8 },
  F3: { ratioToLimit: 1.5, ratioToLimitCold: 1.5, ratioToByTheBook: 0.25 },
  F4: { ratioToLimit: 1.5, ratioToLimitCold: 2, ratioToByTheBook: 0.25, statementsCold: 4 },
};

const ofOthers: Record<string, Target> = {
  hotRatio: { least: 0.8 }, notModifiedRatio: { most: 1 }, growthF1: { most: 1.3 }, growthF2: { most: 1.3 }, growthF4: { most: 1.3 }, growthDeep: { most: 1.3 }, growthCount: { most: 1.3 },
  largestPageEventLoopP99Ms: { most: 50 }, importPerSecond: { least: 500 }, importRssMb: { most: 256 }, reimportSpeedup: { least: 5 }, parsePerSecond: { least: 20_000 },
  startExistingMs: { most: 3000 }, startEmptyMs: { most: 10_000 },
};

/** A search, of whatever words, at each scale. */
const mostSearchCpuMs = 30;

/** A figure, what it should be, and whether it is. */
export interface Judged { name: string; value: number; reach: string; met: boolean }

/** Every figure that has a number to reach. */
export function judge(results: readonly Result[], other: Record<string, number>): Judged[] {
  const judged: Judged[] = [];
  const add = (name: string, value: number, target: Target) => {
    judged.push('most' in target ? { name, value, reach: `≤ ${target.most}`, met: value <= target.most } : { name, value, reach: `≥ ${target.least}`, met: value >= target.least });
  };
  for (const result of results) {
    // A statement more in some of twenty requests is a connection that the pool opened again.
    const values = { ...result, statementsCold: Math.round(result.ibidCold.statements) };
    for (const [figure, most] of Object.entries(ofResults[result.name] ?? {})) add(`${result.name} ${figure}, scale ${result.scale}`, values[figure as 'ratioToLimit'], { most });
  }
  for (const [name, target] of Object.entries(ofOthers)) if (other[name] !== undefined) add(name, other[name], target);
  for (const [name, value] of Object.entries(other)) if (/^search\w*CpuMs/.test(name)) add(name, value, { most: mostSearchCpuMs });
  return judged;
}
