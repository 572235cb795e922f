import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Log } from '../log';

/** Hears which rows of a table (`*`: of any) were written and how; keys are null when there were too many to name. */
export type ChangeListener = (table: string, kind: 'INSERT' | 'UPDATE' | 'DELETE', keys: readonly number[] | null) => void;

/**
 * What this process knows of writes, its own and others'. Every write names its rows by NOTIFY in its own transaction
 * (migrations/…-changes.ts). Nothing may be kept while `live` is false: then writes pass unheard.
 */
export interface Changes {
  readonly live: boolean;
  /** Grows with every message; read it before a statement whose rows are to be kept. */
  readonly clock: number;
  /** Whether no change of the table was heard of since the clock stood at `since`: what was read then still holds. */
  unchanged(table: string, since: number): boolean;
  onChange(listener: ChangeListener): void;
  /** Resolves when changes are heard of for the first time. */
  listening(): Promise<void>;
  /** Resolves when everything committed before the call has been heard, so that the write can be acknowledged. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** A connection that is quiet is asked this often, and must answer within this time, or nothing may be kept. */
const heartbeatMs = 1_000;
const longestRetryMs = 5_000;
const stopLimitMs = 500;

/** For processes that keep nothing: never live. */
export const noChanges: Changes = {
  live: false, clock: 0, unchanged: () => false, onChange: () => undefined, listening: () => Promise.resolve(), settled: () => Promise.resolve(), stop: () => Promise.resolve(),
};

/** Listens on a connection of its own; `url` must not lead through a transaction-mode pooler, which loses notifications. */
export function listenForChanges(url: string, log: Log): Changes {
  const listeners: ChangeListener[] = [];
  const lastChange = new Map<string, number>();
  const waiting = new Map<string, () => void>();
  let clock = 1;
  let live = false;
  let everythingChanged = 1;
  let stopped = false;
  const stopping = new AbortController();
  let client: Client | null = null;
  let firstHeard = (): void => undefined;
  const listening = new Promise<void>((resolve) => { firstHeard = resolve; });

  const forgetEverything = () => {
    everythingChanged = ++clock;
    for (const listener of listeners) listener('*', 'UPDATE', null);
  };
  const hear = (payload: string) => {
    const [table = '', kind = '', keys = ''] = payload.split(':');
    if (table === 'settled') return waiting.get(kind)?.();
    lastChange.set(table, ++clock);
    const changed = keys === '*' ? null : keys.split(',').map(Number);
    for (const listener of listeners) listener(table, kind as 'INSERT' | 'UPDATE' | 'DELETE', changed);
  };

  const listen = async () => {
    for (let pause = 100; !stopped; pause = Math.min(pause * 2, longestRetryMs)) {
      const connection = new Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 3_000, query_timeout: heartbeatMs, application_name: 'ibid changes' });
      client = connection;
      const ended = new Promise<void>((resolve) => { connection.once('end', resolve).once('error', () => { resolve(); }); });
      connection.on('error', (error) => { log.debug({ err: error }, 'the connection that hears of changes'); });
      connection.on('notification', ({ payload = '' }) => { hear(payload); });
      try {
        await connection.connect();
        await connection.query('LISTEN ibid_changes');
        forgetEverything(); // what was read before we listened may have changed unheard
        live = true;
        firstHeard();
        pause = 100;
        await Promise.race([ended, heartbeat(connection, () => stopped)]);
      } catch (error) {
        if (!stopped) log.warn({ err: error }, 'changes cannot be heard: nothing is kept until they can');
      }
      live = false;
      forgetEverything();
      for (const release of waiting.values()) release();
      await connection.end().catch((error: unknown) => { log.debug({ err: error }, 'closing the connection that hears of changes'); });
      if (!stopped) await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined); // stopping ends the pause
    }
  };
  const running = listen();

  return {
    get live() { return live; },
    get clock() { return clock; },
    unchanged: (table, since) => live && everythingChanged <= since && (lastChange.get(table) ?? 0) <= since,
    onChange: (listener) => { listeners.push(listener); },
    listening: () => listening,
    async settled() {
      if (!live || !client) return; // nothing is kept, so nothing is stale
      const token = randomUUID();
      const heard = new Promise<void>((resolve) => { waiting.set(token, resolve); });
      try {
        await client.query(`SELECT pg_notify('ibid_changes', $1)`, [`settled:${token}`]);
        await heard;
      } catch (error) {
        log.warn({ err: error }, 'a write could not wait until it was heard of');
        forgetEverything();
      } finally {
        waiting.delete(token);
      }
    },
    async stop() {
      stopped = true;
      stopping.abort();
      const closing = async (): Promise<void> => {
        await client?.end().catch((error: unknown) => { log.debug({ err: error }, 'closing the connection that hears of changes'); });
        await running;
      };
      // A connection that is still being made may never say that it ended. The timer also keeps the process alive until then:
      // without it Node would end here, with 0, whatever went wrong before.
      const limit = new AbortController();
      await Promise.race([closing(), delay(stopLimitMs, undefined, { signal: limit.signal }).catch(() => undefined)]);
      limit.abort();
    },
  };
}

/** Ends (by the query's timeout) when the connection stops answering. */
async function heartbeat(connection: Client, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    await delay(heartbeatMs, undefined, { ref: false });
    if (!stopped()) await connection.query('SELECT 1');
  }
}
