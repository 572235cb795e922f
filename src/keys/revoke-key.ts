import type { EntityManager } from 'typeorm';
import { IbidError } from '../errors';

/** Revokes the key of a prefix, or of a name or prefix, for good. Throws IbidError NO_SUCH_KEY. */
export async function revokeKey(manager: EntityManager, which: string | { prefix: string }): Promise<{ name: string; prefix: string }> {
  const [name, prefix] = typeof which === 'string' ? [which, which] : [null, which.prefix];
  const [rows]: [{ name: string; prefix: string }[], number] = await manager.query('UPDATE api_keys SET revoked_at = now() WHERE (name = $1 OR prefix = $2) AND revoked_at IS NULL RETURNING name, prefix', [name, prefix]);
  const [row] = rows;
  if (!row) throw new IbidError('NO_SUCH_KEY', `Expected the ${name === null ? '' : 'name or the '}prefix of a key that is not revoked, got ${JSON.stringify(prefix)}.`, 'ibid keys list shows them all.');
  return row;
}
