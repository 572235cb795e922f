import { basename } from 'node:path';
import { types } from 'node:util';

/** What is said of an error where everybody reads it: of a file its name, and not where it lies on this machine; no NUL, which PostgreSQL does not hold. */
export function shownError(error: unknown): string {
  if (!types.isNativeError(error)) return holdable(String(error));
  const { message, path, dest }: Error & { path?: unknown; dest?: unknown } = error;
  return holdable([path, dest].reduce<string>((text, at) => (typeof at === 'string' && at.includes('/') ? text.replaceAll(at, basename(at)) : text), message));
}

/** PostgreSQL holds no NUL; what is told of a broken file may name one. */
export function holdable(text: string): string {
  return text.replaceAll('\0', '␀').slice(0, 10_000);
}
