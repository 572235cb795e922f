import type { DataSource } from 'typeorm';
import type { ImportReport } from './import-report';
import type { ImportedContent } from './imported-content';
import { type Format, formats, readers } from './read-content';
import { HEAD_BYTES } from './readers/charset';
import { saveContent } from './save-content';
import { sniffFormat } from './sniff-format';
import type { TextFile } from './text-files';

interface Options {
  /** Unset: by what stands in each file. */
  format?: Format | undefined;
  originName?: string | undefined;
  /** Files of no known format are passed over instead of failing: true for what lies in a directory. */
  skipUnknown?: boolean;
  /** Hears how many files are read, of how many. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  onSkip?: ((file: string, reason: string) => void) | undefined;
  onBatch?: (() => void) | undefined;
}

/** Reads files one after the other and writes what they say; a file that cannot be read is in `failed` of the report. */
export function importFiles(dataSource: DataSource, files: AsyncIterable<TextFile>, options: Options = {}): Promise<ImportReport> {
  return saveContent(dataSource, readFiles(files, options), { format: options.format ?? 'plain-text', originName: options.originName, onBatch: options.onBatch });
}

async function* readFiles(files: AsyncIterable<TextFile>, { format: given, skipUnknown, onProgress, onSkip }: Options): AsyncGenerator<ImportedContent> {
  let done = 0;
  for await (const file of files) {
    try {
      yield* readFile(file, { format: given, skipUnknown, onSkip });
    } catch (error) {
      if (!file.zipped) throw error;
      yield unread(file, `its archive is broken here: ${error instanceof Error ? error.message : String(error)}`);
    }
    onProgress?.(++done, file.of);
  }
}

async function* readFile(file: TextFile, { format: given, skipUnknown, onSkip }: Options): AsyncGenerator<ImportedContent> {
  if (file.refused !== undefined) {
    yield unread(file, file.refused);
    return;
  }
  const { head, chunks } = await peek(file.chunks);
  const format = given ?? sniffFormat(head);
  if (head.length === 0 && !file.zipped) yield unread(file, 'the file is empty');
  else if (format !== null && head.length > 0) for await (const content of readers[format](chunks, { name: file.name, now: new Date() })) yield named(content, file);
  else if (skipUnknown || file.zipped) onSkip?.(file.path, head.length === 0 ? 'it is empty' : unknownFormat);
  else yield unread(file, unknownFormat);
}

/** The first bytes of a file, and all of them. */
async function peek(chunks: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; chunks: AsyncIterable<Uint8Array> }> {
  const source = chunks[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  for (let length = 0; length < HEAD_BYTES;) {
    const next = await source.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(parts);
  return {
    head: head.subarray(0, HEAD_BYTES),
    chunks: (async function* all() {
      yield head;
      yield* { [Symbol.asyncIterator]: () => source };
    })(),
  };
}

const unknownFormat = `its format is not known: expected ${formats.join(' or ')}`;

function unread({ path }: TextFile, reason: string): ImportedContent {
  return { format: 'plain-text', origin: { name: null, url: null }, articles: [], failed: [{ item: path, reason }] };
}

/** A reader knows the name of a file, a person needs its path. */
function named(content: ImportedContent, { name, path }: TextFile): ImportedContent {
  return { ...content, failed: content.failed.map(({ item, reason }) => ({ item: item === name || item.startsWith(`${name}, `) ? path + item.slice(name.length) : item, reason })) };
}
