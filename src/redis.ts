import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '@redis/client';
import type { Log } from './log';
import type { Script } from './redis-script';

/** What other processes share. Whoever uses it has an answer of its own for when it is away. */
export interface Redis {
  /** False while it does not answer: then nobody should wait for it. */
  readonly live: boolean;
  /** Rejects when there is no answer within half a second. */
  run(program: Script, keys: string[], values: (string | number)[]): Promise<unknown>;
  stop(): Promise<void>;
}

const answerLimitMs = 500, connectLimitMs = 1_500, pauseMs = 500;

/** Connects, and again whenever the connection is lost or does not answer. Does not wait for it. */
export function connectRedis(url: string, log: Log): Redis {
  const stopping = new AbortController();
  let live: ReturnType<typeof open> | null = null;

  const keep = async (): Promise<void> => {
    let told = false;
    while (!stopping.signal.aborted) {
      const connection = open(url, log);
      try {
        await within(connectLimitMs, connection.client.connect());
        live = connection;
        log.info('Redis answers: budgets are shared with other processes');
        told = false;
        await connection.lost;
      } catch (error) {
        if (!told) log.warn({ err: error }, 'Redis cannot be reached: each process counts by itself until it can');
        told = true;
      }
      live = null;
      connection.client.destroy();
      await delay(pauseMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined); // stopping ends the pause
    }
  };
  const running = keep();

  return {
    get live() { return live !== null; },
    async run({ text, digest }, keys, values) {
      const used = live;
      if (!used) throw new Error('Redis is not connected');
      const options = { keys, arguments: values.map(String) };
      try {
        return await within(answerLimitMs, used.client.evalSha(digest, options).catch((error: unknown) => {
          if (error instanceof Error && error.message.startsWith('NOSCRIPT')) return used.client.eval(text, options);
          throw error;
        }));
      } catch (error) {
        used.lose();
        throw error;
      }
    },
    async stop() {
      stopping.abort();
      live?.lose();
      await running;
    },
  };
}

const newClient = (url: string) => createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: connectLimitMs, reconnectStrategy: false } });
type Client = ReturnType<typeof newClient>;
interface Connection { client: Client; lost: Promise<void>; lose: () => void }

function open(url: string, log: Log): Connection {
  const client = newClient(url);
  let lose = (): void => undefined;
  const lost = new Promise<void>((resolve) => { lose = resolve; });
  client.on('error', (error) => {
    log.debug({ err: error as unknown }, 'the connection to Redis');
    lose();
  });
  client.on('end', () => { lose(); });
  return { client, lost, lose: () => { lose(); } };
}

/** What a promise gives, or an error when it takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // What came while this process was busy is read before the limit holds.
    timer = setTimeout(() => { setImmediate(() => setImmediate(() => { reject(new Error(`Redis did not answer within ${ms} ms`)); })); }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined); // it may fail later, when nobody waits any more
  }
}
