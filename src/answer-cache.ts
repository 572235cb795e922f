import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Changes } from './database/changes';

/** A whole answer, ready to send. */
export interface KeptAnswer {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** The same with the length, name after name and value, as node:http writes them without looking. */
  readonly rawHeaders: readonly string[];
}

/** What an answer was made from: it holds until one of the tables is written. */
export interface MadeFrom { tables: Iterable<string>; since: number }

export interface AnswerCache {
  /** The answer under a key, if everything it shows is as it was. */
  get(key: string): KeptAnswer | undefined;
  keep(key: string, answer: KeptAnswer, from: MadeFrom): void;
}

const largestAnswer = 1_000_000;
/** What a kept answer costs besides its bytes and its key. */
const overhead = 500;

/**
 * Answers of operations as bytes, at most `maxBytes` together. The key says everything an answer depends on but the data:
 * the operation, its variables, the form of the answer and what the caller may see. Whether the data still hold is asked
 * at each use, against the clock of changes: nothing has to be found and dropped when a write is heard of.
 */
export function createAnswerCache(changes: Changes, maxBytes: number): AnswerCache {
  interface Entry { answer: KeptAnswer; tables: readonly string[]; since: number; /** The clock when it was last seen to hold. */ held: number }
  const entries = new LRUCache<string, Entry>({ maxSize: maxBytes, sizeCalculation: ({ answer }, key) => answer.bytes.length + key.length * 2 + overhead });
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry || !changes.live) return undefined;
      if (entry.held === changes.clock) return entry.answer; // nothing at all was heard of since
      if (!entry.tables.every((table) => changes.unchanged(table, entry.since))) {
        entries.delete(key);
        return undefined;
      }
      entry.held = changes.clock;
      return entry.answer;
    },
    keep(key, answer, { tables, since }) {
      if (changes.live && answer.bytes.length <= largestAnswer) entries.set(key, { answer, tables: [...tables], since, held: -1 });
    },
  };
}

/** A strong validator of bytes as they are sent: another for each encoding (RFC 9110, 8.8.3). */
export function entityTag(bytes: Buffer, encoding: string | null): string {
  return `"${hash('sha1', bytes, 'base64url')}${encoding ? `-${encoding}` : ''}"`;
}
