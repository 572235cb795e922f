import type { EntityManager } from 'typeorm';
import { IbidError } from '../errors';

/** An origin as the command line shows it. */
export interface ListedOrigin { id: number; name: string; kind: string; url: string | null; lastSyncedAt: Date | null; lastSuccessAt: Date | null; lastError: string | null; stale: boolean; nextSyncAt: Date | null; polled: boolean }

/** All origins that are listed, by name, or one of them. */
export async function listOrigins(manager: EntityManager, id: number | null = null): Promise<ListedOrigin[]> {
  return manager.query<ListedOrigin[]>(`SELECT o.id, o.name, o.kind, o.url, o.last_synced_at AS "lastSyncedAt", o.last_success_at AS "lastSuccessAt", o.last_error AS "lastError",
      (o.last_error IS NOT NULL OR o.overdue) AS stale, f.next_sync_at AS "nextSyncAt", f.origin_id IS NOT NULL AS polled
    FROM origins o LEFT JOIN feeds f ON f.origin_id = o.id WHERE o.removed_at IS NULL AND ($1::bigint IS NULL OR o.id = $1) ORDER BY o.name`, [id]);
}

/** The id of an origin that is listed. @throws IbidError NO_SUCH_ORIGIN */
export async function findOrigin(manager: EntityManager, name: string): Promise<number> {
  const [origin]: { id: number }[] = await manager.query('SELECT id FROM origins WHERE name = $1 AND removed_at IS NULL', [name]);
  if (!origin) throw new IbidError('NO_SUCH_ORIGIN', `There is no origin with the name ${JSON.stringify(name)}.`, '`ibid origins list` shows them.');
  return origin.id;
}
