import type { DataSource, EntityManager } from 'typeorm';
import { patiently } from '../database/patiently';

/** What an import reads from and writes to. Everything that goes through it may be done twice. */
export interface ImportStore {
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** In one transaction. */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
}

/** Who writes has no right to any more: no fault of what was to be written. */
export class WriteRefused extends Error {}

/** Asked within each write whether it may be made. @throws WriteRefused */
export type MayWrite = (manager: EntityManager) => Promise<void>;

/** The database itself: each write lasts, and is tried again over a restart of PostgreSQL. */
export function lastingStore(dataSource: DataSource, mayWrite?: MayWrite): ImportStore {
  return {
    read: (work) => patiently(() => work(dataSource.manager)),
    write: (work) => patiently(() => dataSource.transaction(async (manager) => {
      await mayWrite?.(manager);
      return work(manager);
    })),
  };
}

/** What nobody else ever sees: all writes of `work` stand in one transaction that is taken back at its end. Other imports wait for it meanwhile. */
export async function rehearse<T>(dataSource: DataSource, work: (store: ImportStore) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: a statement must not come between another's savepoint and its end. */
  const inOrder = <R>(step: () => Promise<R>): Promise<R> => {
    const result = last.then(step);
    last = result.catch(() => undefined); // who asked for it hears of it
    return result;
  };
  try {
    await runner.startTransaction();
    return await work({
      read: (step) => inOrder(() => step(runner.manager)),
      write: (step) => inOrder(() => runner.manager.transaction(step)),
    });
  } finally {
    await last;
    if (!runner.isReleased) await runner.rollbackTransaction();
    await runner.release();
  }
}
