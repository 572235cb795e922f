import type { EntityManager } from 'typeorm';

/** Any number: all writers of content agree on it. */
const writeLock = 1_652_000_418;

/**
 * Waits for a turn to write content and holds it until the transaction ends: imports and merges never create one name twice,
 * nor wait for each other's rows in a circle.
 */
export async function takeWriteTurn(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [writeLock]);
}
