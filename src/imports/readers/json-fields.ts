/** The value at a path of names and places, `['author', 'displayName']`; undefined where there is none. */
export function fieldOf(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? (inner as Record<string | number, unknown>)[name] : undefined), value);
}

/** A text or number at a path, as text without the spaces around it; null for anything else and for nothing. */
export function textAt(value: unknown, ...path: (string | number)[]): string | null {
  const found = fieldOf(value, ...path);
  const text = typeof found === 'string' ? found.trim() : typeof found === 'number' ? String(found) : '';
  return text === '' ? null : text;
}

/** The list at a path; empty for anything else. */
export function listAt(value: unknown, ...path: (string | number)[]): unknown[] {
  const found = fieldOf(value, ...path);
  return Array.isArray(found) ? found : [];
}
