import type { EntityManager } from 'typeorm';
import { errorCode, IbidError } from '../errors';
import { hashOfKey, makeKey, prefixOf } from './key-text';
import type { Scope } from './scopes';

/** SQLSTATE of a row that exists already. */
const uniqueViolation = '23505';

/** Makes a key and gives it back: the only time anyone sees it. Throws IbidError KEY_NAME_TAKEN. */
export async function createKey(manager: EntityManager, { name, scopes, expiresAt }: { name: string; scopes: readonly Scope[]; expiresAt: Date | null }): Promise<string> {
  const key = makeKey();
  try {
    await manager.query('INSERT INTO api_keys (name, prefix, hash, scopes, expires_at) VALUES ($1, $2, $3, $4, $5)', [name, prefixOf(key), hashOfKey(key), scopes, expiresAt]);
  } catch (error) {
    if (errorCode(error) !== uniqueViolation) throw error;
    throw new IbidError('KEY_NAME_TAKEN', `There is a key of the name ${JSON.stringify(name)} already.`, `Choose another name, or revoke that key first: ibid keys revoke ${JSON.stringify(name)}`, { cause: error });
  }
  return key;
}
