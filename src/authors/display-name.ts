import type { Name } from '../bibliography/reference';

/** A name as a reader would write it: given name first. */
export function displayName(name: Name): string {
  if ('literal' in name) return name.literal;
  return [name.given, name.family, name.suffix].filter(Boolean).join(' ');
}
