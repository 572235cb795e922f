import type { List } from '../database/lists';
import { rowBy } from '../database/loaders';
import type { Order } from '../graph/cursor';
import type { OriginCounts } from './origin.type';

export interface OriginRow {
  id: number; name: string; kind: string; url: string | null; lastSyncedAt: string | null; lastSuccessAt: string | null; lastError: string | null; stale: boolean;
}

const originColumns = `o.id, o.name, o.kind, o.url, o.last_synced_at AS "lastSyncedAt", o.last_success_at AS "lastSuccessAt", o.last_error AS "lastError",
  (o.last_error IS NOT NULL OR o.overdue) AS stale`;

export const originList: List = { name: 'origins', columns: originColumns, from: 'origins o', where: 'o.removed_at IS NULL', countedAs: 'origins' };
export const originsByName: Order = {
  name: 'NAME', descending: false, columns: [{ sql: 'o.name', property: 'name', type: 'text' }, { sql: 'o.id', property: 'id', type: 'bigint' }],
};

export const originLoaders = {
  nextSyncByOriginId: rowBy<number, { originId: number; nextSyncAt: string | null }>('originId', 'SELECT f.origin_id AS "originId", f.next_sync_at AS "nextSyncAt" FROM feeds f WHERE f.origin_id = ANY($1::bigint[])'),
  originById: rowBy<number, OriginRow>('id', `SELECT ${originColumns} FROM origins o WHERE o.id = ANY($1::bigint[])`, { keptBy: 'origins' }),
  countsByOriginId: rowBy<number, OriginCounts & { originId: number }>('originId',
    'SELECT k.origin_id AS "originId", k.articles, k.comments, k.citations, k.events, k.sources FROM origin_counts k WHERE k.origin_id = ANY($1::bigint[])'),
};
