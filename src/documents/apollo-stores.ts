import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Documents } from './documents';

/** What Apollo Server asks of a store. */
interface Store<Value> { get(key: string): Promise<Value | undefined>; set(key: string, value: Value): Promise<void>; delete(key: string): Promise<boolean> }

/** Where automatic persisted queries find their texts; a key is `apq:` and the hash. */
export function persistedQueryStore(documents: Documents): Store<string> {
  const hashOf = (key: string): string => key.slice(key.indexOf(':') + 1);
  return {
    get: (key) => Promise.resolve(documents.byHash(hashOf(key))),
    set: (key, text) => { documents.register(hashOf(key), text); return Promise.resolve(); },
    delete: () => Promise.resolve(false),
  };
}

/** Characters of the texts of all parsed documents together. A parsed document is about fifty times its text, and functions compiled from it hang on it. */
const mostCharacters = 300_000;

/** Parsed and checked documents. Apollo's own store measures them by their JSON, each time anew, and lets them have a hundred megabytes. */
export function parsedDocumentStore(): Store<DocumentNode> {
  const parsed = new LRUCache<string, DocumentNode>({ maxSize: mostCharacters, sizeCalculation: ({ loc }) => 200 + (loc?.end ?? 1000) });
  return {
    get: (key) => Promise.resolve(parsed.get(key)),
    set: (key, document) => { parsed.set(key, document); return Promise.resolve(); },
    delete: (key) => Promise.resolve(parsed.delete(key)),
  };
}
