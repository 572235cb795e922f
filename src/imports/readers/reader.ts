import type { ImportedContent } from '../imported-content';

/** What is known of a content besides its bytes. */
export interface ReaderHints {
  /** Name of the file, `-` for standard input: failed items are named by it. */
  name: string;
  /** Where the content was fetched from; relative links are resolved against it when the content names no address of its own. */
  url?: string | null;
  /** The charset an HTTP header named. */
  charset?: string | null;
  /** The moment of the import: what is published later is scheduled, and so a draft. */
  now: Date;
}

/**
 * Reads one format from bytes, as they come, and gives what it finds, item by item: memory does not grow with the input. Pure.
 * Never throws for what the bytes say: a broken item is in `failed` with its id or line, and what stands before the break is given.
 */
export type Reader = (chunks: AsyncIterable<Uint8Array>, hints: ReaderHints) => AsyncGenerator<ImportedContent>;

/** The content as a whole cannot be read: what was expected, what came, the next step. */
export class Unreadable extends Error {
  /** @param item where it stands: "line 3" */
  constructor(readonly item: string, reason: string) {
    super(reason);
    this.name = 'Unreadable';
  }
}
