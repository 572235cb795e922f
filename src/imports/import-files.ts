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
  onProgress?: ((done: number, total: number) => void) | undefined;
  onSkip?: ((file: string, reason: string) => void) | undefined;
}

/** Reads files and writes what they say; a file that cannot be read is in `failed` of the report. */
export async function importFiles(dataSource: DataSource, files: AsyncIterable<TextFile>, options: Options = {}): Promise<ImportReport> {
  const content: ImportedContent = { format: options.format ?? 'plain-text', origin: { name: null, url: null }, articles: [], failed: [] };
  for await (const file of files) {
    const decoded = decodeText(file.bytes);
    if ('reason' in decoded) {
      content.failed.push({ item: file.path, reason: decoded.reason });
      continue;
    }
    const format = options.format ?? formatOf(decoded.text);
    if (format === null) {
      const reason = `its format is not known: expected ${formats.join(' or ')}`;
      if (options.skipUnknown) options.onSkip?.(file.path, reason);
      else content.failed.push({ item: file.path, reason });
      continue;
    }
    const read = readers[format](decoded.text, { name: file.name });
    content.articles.push(...read.articles);
    content.failed.push(...read.failed.map(({ item, reason }) => ({ item: item === file.name ? file.path : item, reason })));
  }
  return saveContent(dataSource, content, options);
}
