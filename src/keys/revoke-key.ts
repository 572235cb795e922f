import type { EntityManager } from 'typeorm';
import { IbidError } from '../errors';

/** Revokes the key of a name or prefix for good; gives its name. Throws IbidError NO_SUCH_KEY. */
export async function revokeKey(manager: EntityManager, nameOrPrefix: string): Promise<string> {
  const [rows]: [{ name: string }[], number] = await manager.query('UPDATE api_keys SET revoked_at = now() WHERE (name = $1 OR prefix = $1) AND revoked_at IS NULL RETURNING name', [nameOrPrefix]);
  const [row] = rows;
  if (!row) throw new IbidError('NO_SUCH_KEY', `Expected the name or the prefix of a key that is not revoked, got ${JSON.stringify(nameOrPrefix)}.`, 'ibid keys list shows them all.');
  return row.name;
}
