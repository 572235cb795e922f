import { type Database, statement } from '../database/database';
import { hasHash, hashOfKey, makeKey, prefixOf } from './key-text';
import type { Scope } from './scopes';

/** Who asks, by the key of the request. */
export interface Caller {
  /** The name of the key: what is recorded with each change. */
  name: string;
  scopes: readonly Scope[];
}

interface KeyRow { id: number; name: string; hash: string; scopes: Scope[]; fresh: boolean }

const liveKey = statement(`SELECT k.id, k.name, k.hash, k.scopes, COALESCE(k.last_used_at > now() - interval '1 minute', false) AS fresh
  FROM api_keys k WHERE k.prefix = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`);
/** Many requests may find it stale at once; one of them writes. */
const noteUse = statement("UPDATE api_keys SET last_used_at = now() WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= now() - interval '1 minute')");
/** Compared with where there is no key of the prefix, so that both take the same time. */
const hashOfNobody = hashOfKey(makeKey());

/** Who holds a key; null when it is unknown, revoked or expired. It is looked up each time, so a revoked key is dead at once, everywhere. */
export async function findCaller(db: Database, key: string): Promise<Caller | null> {
  const prefix = prefixOf(key);
  if (prefix === null) return null;
  const [row] = await db.rows<KeyRow>(liveKey, [prefix]);
  const right = hasHash(key, row?.hash ?? hashOfNobody);
  if (!row || !right) return null;
  if (!row.fresh) await db.rows(noteUse, [row.id]);
  return { name: row.name, scopes: row.scopes };
}
