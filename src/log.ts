import { pino } from 'pino';
import type { Config } from './config';

export type Log = pino.Logger;

/** Structured lines on stderr; stdout belongs to results. */
export function createLog(level: Config['logLevel']): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
}
