import type { EntityManager } from 'typeorm';

/** A key as its owner may see it. */
export interface ListedKey { name: string; prefix: string; scopes: string[]; createdAt: Date; expiresAt: Date | null; lastUsedAt: Date | null; revokedAt: Date | null }

/** All keys, revoked ones too, oldest first. */
export function listKeys(manager: EntityManager): Promise<ListedKey[]> {
  return manager.query<ListedKey[]>(`SELECT name, prefix, scopes, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"
    FROM api_keys ORDER BY id`);
}
