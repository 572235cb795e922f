import { Mistake, UserErrorCode } from '../graph/user-errors';
import { isKeyName, keyNameExpected } from './key-name';
import type { CreateKeyInput } from './key.arguments';
import type { Scope } from './scopes';

/** What `createKey` is asked for; throws Mistake for what a key cannot be. */
export function readKeyInput({ name, scopes, expiresAt = null }: CreateKeyInput): { name: string; scopes: Scope[]; expiresAt: Date | null } {
  if (!isKeyName(name)) throw new Mistake('input.name', UserErrorCode.INVALID, `Expected ${keyNameExpected}, got ${JSON.stringify(name.slice(0, 100))}.`);
  if (scopes.length === 0) throw new Mistake('input.scopes', UserErrorCode.INVALID, 'Expected at least one scope, got none.');
  if (expiresAt !== null && expiresAt <= new Date()) throw new Mistake('input.expiresAt', UserErrorCode.INVALID, `Expected an instant to come, got ${expiresAt.toISOString()}.`);
  return { name, scopes: [...new Set(scopes)], expiresAt };
}
