import type { DataSource } from 'typeorm';
import type { ImportReport } from './import-report';
import type { ImportedContent } from './imported-content';
import { type Format, formatOf, formats, readers } from './read-content';
import { saveContent } from './save-content';
import { type TextFile, decodeText } from './text-files';

interface Options {
  /** Unset: by what stands in each file. */
  format?: Format | undefined;
  originName?: string | undefined;
  /** Files of no known format are passed over instead of failing: true for what lies in a directory. */
  skipUnknown?: boolean;
  /** Hears how many files are read, of how many. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  onSkip?: ((file: string, reason: string) => void) | undefined;
}

/** Reads files one after the other and writes what they say; a file that cannot be read is in `failed` of the report. */
export function importFiles(dataSource: DataSource, files: AsyncIterable<TextFile>, options: Options = {}): Promise<ImportReport> {
  return saveContent(dataSource, readFiles(files, options), { format: options.format ?? 'plain-text', originName: options.originName });
}

async function* readFiles(files: AsyncIterable<TextFile>, { format: given, skipUnknown, onProgress, onSkip }: Options): AsyncGenerator<ImportedContent> {
  let done = 0;
  for await (const file of files) {
    const decoded = decodeText(file.bytes);
    const format = 'text' in decoded ? (given ?? formatOf(decoded.text)) : null;
    if ('reason' in decoded) yield unread(file, decoded.reason);
    else if (format !== null) yield named(readers[format](decoded.text, { name: file.name }), file);
    else if (skipUnknown) onSkip?.(file.path, unknownFormat);
    else yield unread(file, unknownFormat);
    onProgress?.(++done, file.of);
  }
}

const unknownFormat = `its format is not known: expected ${formats.join(' or ')}`;

function unread({ path }: TextFile, reason: string): ImportedContent {
  return { format: 'plain-text', origin: { name: null, url: null }, articles: [], failed: [{ item: path, reason }] };
}

/** A reader knows the name of a file, a person needs its path. */
function named(content: ImportedContent, { name, path }: TextFile): ImportedContent {
  return { ...content, failed: content.failed.map(({ item, reason }) => ({ item: item === name ? path : item, reason })) };
}
