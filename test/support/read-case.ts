import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ImportedContent } from '../../src/imports/imported-content';
import { readers } from '../../src/imports/read-content';
import { HEAD_BYTES } from '../../src/imports/readers/charset';
import { sniffFormat } from '../../src/imports/sniff-format';

/** The bytes in pieces, as they come from a disk or a network. */
export async function* inPieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** All that a reader gave, in one, as it is written in a case file. */
export interface ReadCase { format: string; origin: ImportedContent['origin'] | null; articles: unknown[]; comments: unknown[]; events: unknown[]; notKept: Record<string, number>; failed: ImportedContent['failed'] }

/** Reads bytes in the format that stands in them, at a fixed moment. */
export async function readBytes(bytes: Uint8Array, name = 'file', pieces = 65_536): Promise<ReadCase> {
  const format = sniffFormat(bytes.subarray(0, HEAD_BYTES));
  if (format === null) return { format: 'unknown', origin: null, articles: [], comments: [], events: [], notKept: {}, failed: [] };
  const all: ReadCase = { format, origin: null, articles: [], comments: [], events: [], notKept: {}, failed: [] };
  for await (const content of readers[format](inPieces(bytes, pieces), { name, now: new Date('2026-01-01T00:00:00Z') })) {
    all.origin = content.origin;
    for (const item of content.articles) {
      const { article, failed } = 'read' in item ? item.read() : { article: item, failed: [] };
      all.articles.push(article);
      all.failed.push(...failed);
    }
    all.comments.push(...content.comments ?? []);
    all.events.push(...content.events ?? []);
    all.failed.push(...content.failed);
    for (const [what, count] of Object.entries(content.notKept ?? {})) all.notKept[what] = (all.notKept[what] ?? 0) + count;
  }
  return JSON.parse(JSON.stringify(all)) as ReadCase;
}

export function readCase(file: string): Promise<ReadCase> {
  return readBytes(readFileSync(file), basename(file));
}
