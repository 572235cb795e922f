import type { DataSource } from 'typeorm';
import type { ImportProgress } from './import-progress';
import type { ImportReport } from './import-report';
import type { ImportedContent } from './imported-content';
import { type Format, formats, readers } from './read-content';
import { HEAD_BYTES } from './readers/charset';
import { type SaveOptions, saveContent } from './save-content';
import { shownError } from './shown-error';
import { sniffFormat } from './sniff-format';
import { startOf } from './start-of-stream';
import type { TextFile } from './text-files';

interface Options extends Omit<SaveOptions, 'format'> {
  /** Unset: by what stands in each file. */
  format?: Format | undefined;
  /** Address of the site, for contents that do not say it: relative links are resolved against it, and by it comments from elsewhere find their article. */
  url?: string | undefined;
  /** Files of no known format are passed over instead of failing: true for what lies in a directory. */
  skipUnknown?: boolean | undefined;
  onProgress?: ((progress: Readonly<ImportProgress>) => void) | undefined;
  onSkip?: ((file: string, reason: string) => void) | undefined;
}

/** Reads files one after the other and writes what they say; a file that cannot be read is in `failed` of the report. */
export function importFiles(dataSource: DataSource, files: AsyncIterable<TextFile>, options: Options = {}): Promise<ImportReport> {
  return saveContent(dataSource, readFiles(files, options), { ...options, format: options.format ?? 'plain-text' });
}

async function* readFiles(files: AsyncIterable<TextFile>, options: Options): AsyncGenerator<ImportedContent> {
  const progress: ImportProgress = { bytes: 0, ofBytes: null, files: 0, ofFiles: 0, items: 0 };
  for await (const file of files) {
    Object.assign(progress, { ofBytes: file.ofBytes ?? null, ofFiles: file.of });
    try {
      for await (const content of readFile({ ...file, chunks: counted(file.chunks, progress) }, options)) {
        progress.items += content.articles.length + (content.comments?.length ?? 0) + (content.events?.length ?? 0) + (content.references?.length ?? 0);
        yield content;
        options.onProgress?.(progress);
      }
    } catch (error) {
      if (!file.zipped) throw error;
      yield unread(file, `its archive is broken here: ${shownError(error)}`);
    }
    progress.files += 1;
    options.onProgress?.(progress);
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, progress: ImportProgress): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    progress.bytes += chunk.length; // when the next is asked for, this one is read
  }
}

async function* readFile(file: TextFile, { format: given, url, skipUnknown, onSkip }: Options): AsyncGenerator<ImportedContent> {
  if (file.refused !== undefined) {
    yield unread(file, file.refused);
    return;
  }
  const { head: start, chunks } = await startOf(file.chunks, HEAD_BYTES);
  const head = start.subarray(0, HEAD_BYTES);
  const format = given ?? sniffFormat(head);
  if (head.length === 0 && !file.zipped) yield unread(file, 'the file is empty');
  else if (format !== null && head.length > 0) for await (const content of readers[format](chunks, { name: file.name, now: new Date(), url: url ?? null })) yield named(content, file);
  else if (skipUnknown || file.zipped) onSkip?.(file.path, head.length === 0 ? 'it is empty' : unknownFormat);
  else yield unread(file, unknownFormat);
}

const unknownFormat = `its format is not known: expected ${formats.join(' or ')}`;

function unread({ path }: TextFile, reason: string): ImportedContent {
  return { format: 'plain-text', origin: { name: null, url: null }, articles: [], failed: [{ item: path, reason }] };
}

/** A reader knows the name of a file, a person needs its path. */
function named(content: ImportedContent, { name, path }: TextFile): ImportedContent {
  return { ...content, failed: content.failed.map((problem) => {
    const { item } = problem;
    return item === name || item.startsWith(`${name}, `) ? { ...problem, item: path + item.slice(name.length) } : problem;
  }) };
}
