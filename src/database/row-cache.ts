import { LRUCache } from 'lru-cache';
import type { Changes } from './changes';

/** Rows of one statement, kept across requests by key. Whole small rows that everyone may see; never bodies. */
export interface KeptRows<Key, Value extends object> {
  get(key: Key): Value | undefined;
  /** Keeps what a statement gave that began when the clock of changes stood at `since`; not when a write came in between. */
  keep(key: Key, value: Value, since: number): void;
}

/** What the loaders of a process share. */
export interface RowCache {
  readonly changes: Changes;
  /** The rows of the loader `name`. `keyTable` is the table whose messages name these keys, if one does; a change in another of its tables drops all. */
  rows<Key extends string | number, Value extends object>(name: string, keyTable: string | null, tables: readonly string[]): KeptRows<Key, Value>;
}

/** A shared cache of at most `size` rows (or lists of rows) a loader. */
export function createRowCache(changes: Changes, size: number): RowCache {
  const kept = new Map<string, KeptRows<string | number, object>>();
  return {
    changes,
    rows<Key extends string | number, Value extends object>(name: string, keyTable: string | null, tables: readonly string[]): KeptRows<Key, Value> {
      let found = kept.get(name);
      if (!found) kept.set(name, found = createKeptRows(changes, size, keyTable, tables));
      return found as KeptRows<Key, Value>;
    },
  };
}

function createKeptRows(changes: Changes, size: number, keyTable: string | null, tables: readonly string[]): KeptRows<string | number, object> {
  const rows = new LRUCache<string | number, object>({ max: size });
  changes.onChange((table, kind, keys) => {
    if (table === keyTable && keys) for (const key of keys) rows.delete(key);
    else if (table === '*' || table === keyTable) rows.clear();
    // A new row of a joined table shows only through a row of the key table, and that has a message of its own.
    else if (kind !== 'INSERT' && tables.includes(table)) rows.clear();
  });
  return {
    get: (key) => rows.get(key),
    keep(key, value, since) {
      if (tables.every((table) => changes.unchanged(table, since))) rows.set(key, value);
    },
  };
}
