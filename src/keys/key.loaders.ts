import type { List } from '../database/lists';
import { rowBy } from '../database/loaders';
import type { Order } from '../graph/cursor';

/** A key as it may be seen. */
export interface KeyRow { id: number; name: string; prefix: string; scopes: string[]; createdAt: string; expiresAt: string | null; lastUsedAt: string | null; revokedAt: string | null }

const keyColumns = `k.id, k.name, k.prefix, k.scopes, k.created_at AS "createdAt", k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt", k.revoked_at AS "revokedAt"`;

export const keyList: List = { name: 'keys', columns: keyColumns, from: 'api_keys k', where: 'true' };
export const newestKeys: Order = { name: 'NEWEST', descending: true, columns: [{ sql: 'k.id', property: 'id', type: 'bigint' }] };

export const keyLoaders = {
  keyByPrefix: rowBy<string, KeyRow>('prefix', `SELECT ${keyColumns} FROM api_keys k WHERE k.prefix = ANY($1::text[])`),
};
