import type { Config } from '../../src/config';
import { type Log, createLog } from '../../src/log';

/** A log whose lines a test can read. */
export interface KeptLog { log: Log; text(): string; lines(): Record<string, unknown>[] }

/** The real log, written into memory. */
export function keepLog(level: Config['logLevel'] = 'trace'): KeptLog {
  let text = '';
  return {
    log: createLog(level, { write: (line) => { text += line; } }),
    text: () => text,
    lines: () => text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
