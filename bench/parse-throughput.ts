import { parseBibliography } from '../src/bibliography/parse-bibliography';
import { citationLine } from './posts';

const lines = 30_000, listLength = 30, rounds = 3;

/** Bibliography lines a second of one core, lists of 30 as they stand under a post; the best of three rounds, since the first compiles. */
export function measureParser(): Record<string, number> {
  const lists = Array.from({ length: lines / listLength }, (_, list) => Array.from({ length: listLength }, (_, i) => citationLine(list * listLength + i)));
  const perSecond = Array.from({ length: rounds }, () => {
    const started = process.cpuUsage();
    for (const list of lists) parseBibliography(list, { articleDate: '2009-02-26' });
    const { user, system } = process.cpuUsage(started);
    return (lines / (user + system)) * 1e6;
  });
  return { parsePerSecond: Math.max(...perSecond) };
}
