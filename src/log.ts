import { pino } from 'pino';
import type { Config } from './config';
import { loggedError, withoutSecrets } from './redact';

export type Log = pino.Logger;

/** Structured lines on stderr (stdout belongs to results), one JSON object each: a line break in a text is written as \n. Nobody's credentials are in them. */
export function createLog(level: Config['logLevel'], destination: pino.DestinationStream = pino.destination({ fd: 2, sync: true })): Log {
  return pino({
    level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: loggedError, error: loggedError },
    hooks: { streamWrite: withoutSecrets },
  }, destination);
}
