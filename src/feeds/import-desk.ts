import type { DataSource } from 'typeorm';
import { type HandedIn, type ImportRequest, giveBack, keepRequest, mostAttempts, settleRequest, takeRequest, waitingRequests } from '../imports/import-request';
import type { Format } from '../imports/read-content';
import type { Log } from '../log';
import type { Outside } from '../outside/outside';
import { importAddress, importText } from './import-outside';

/** Imports what is handed in, over a restart of the server too. */
export interface ImportDesk {
  /** Imports it. @param onRun hears which run it is, when it begins */
  import(handedIn: HandedIn, onRun: (runId: number) => void): Promise<void>;
  /** From now on what a server has left in the middle goes on here, the own one or another that is gone. */
  start(): void;
  /** Leaves what runs as it is, to go on later. */
  stop(): Promise<void>;
}

/** A statement so often is nothing; and what a process had that was killed this moment is not free yet. */
const pauseMs = 5_000;
/** While a request waits; later there is no hurry. */
const firstTimeoutMs = 3_000;

export function createImportDesk({ dataSource, outside, log }: { dataSource: DataSource; outside: Outside; log: Pick<Log, 'info' | 'error'> }): ImportDesk {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stoppable: Outside = { fetch: (request) => outside.fetch({ ...request, signal }) };
  const own = new Map<number, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const read = async (request: ImportRequest, limits: { timeoutMs?: number }, onRun?: (runId: number) => void): Promise<void> => {
    const { attempts, content, url, format, originName } = request;
    if (attempts > mostAttempts) throw new Error(`a server began with it ${mostAttempts} times and ended each time`);
    const options = { request, onRun, format: (format ?? undefined) as Format | undefined, originName: originName ?? undefined, onBatch: () => { signal.throwIfAborted(); } };
    if (content) await importText(dataSource, content, url, options);
    else await importAddress(dataSource, stoppable, url ?? '', limits, options);
  };
  const work = async (request: ImportRequest, limits: { timeoutMs?: number }, onRun?: (runId: number) => void): Promise<void> => {
    try {
      await read(request, limits, onRun);
      await settleRequest(dataSource, request, null);
    } catch (error) {
      if (signal.aborted) await giveBack(dataSource, request);
      else await settleRequest(dataSource, request, error);
      throw error;
    } finally {
      await request.life.end();
      own.delete(request.id);
    }
  };
  const begin = (request: ImportRequest, limits: { timeoutMs?: number }, onRun?: (runId: number) => void): Promise<void> => {
    const ended = work(request, limits, onRun);
    own.set(request.id, ended);
    return ended;
  };
  const look = async (): Promise<void> => {
    for (const id of await waitingRequests(dataSource, own.keys())) {
      const request = signal.aborted ? null : await takeRequest(dataSource, id, signal);
      if (!request) continue;
      log.info(`an import goes on that was cut off${request.runId === null ? '' : `: run ${request.runId}`}`);
      await begin(request, {}).catch((error: unknown) => { if (!signal.aborted) log.error({ err: error }, 'an import that was cut off did not come to its end'); });
    }
  };
  const run = (): void => {
    looking = look().catch((error: unknown) => { log.error({ err: error }, 'imports that were cut off could not be looked for; tried again'); })
      .then(() => { if (!signal.aborted) timer = setTimeout(run, pauseMs).unref(); });
  };
  return {
    async import(handedIn, onRun) {
      await begin(await keepRequest(dataSource, handedIn, signal), { timeoutMs: firstTimeoutMs }, onRun)
        .catch((error: unknown) => { if (!signal.aborted) throw error; }); // it is kept
    },
    start: run,
    async stop() {
      stopping.abort(new Error('the server stops; the import goes on when it is back'));
      clearTimeout(timer);
      await looking;
      await Promise.allSettled(own.values());
    },
  };
}
