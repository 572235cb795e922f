import type { DataSource } from 'typeorm';
import { importFiles } from '../imports/import-files';
import type { ImportReport } from '../imports/import-report';
import type { Format } from '../imports/read-content';
import type { SaveOptions } from '../imports/save-content';
import { type TextFile, filesIn } from '../imports/text-files';
import type { Outside } from '../outside/outside';
import { shownUrl } from '../outside/outside-error';
import { NoFeed } from './no-feed';

export interface ImportOptions extends Pick<SaveOptions, 'originName' | 'onRun' | 'onBatch' | 'request'> { format?: Format | undefined }

/** Imports a text, as UTF-8. Relative links are resolved against `url`, where it has one. */
export function importText(dataSource: DataSource, text: Buffer, url: string | null, options: ImportOptions): Promise<ImportReport> {
  return importFiles(dataSource, one('the content', text), { ...options, url: url ?? undefined });
}

/** Asks for what is at an address, to be imported as it comes; `url` is where it came from, without its query, for it is shown. @throws OutsideError, NoFeed when it cannot be had */
export async function openAddress(outside: Outside, url: string, limits: { maxBytes?: number; timeoutMs?: number }): Promise<{ files: AsyncGenerator<TextFile>; url: string }> {
  const answer = await outside.fetch({ url, ...limits });
  if (answer.status === 200) return { files: filesIn(answer.body, shownUrl(url)), url: shownUrl(answer.url) };
  answer.discard();
  throw new NoFeed(`${shownUrl(url)}: expected something to import, got HTTP status ${answer.status}.`);
}

/** Fetches an address and imports what is there. @throws OutsideError, NoFeed when it cannot be had */
export async function importAddress(dataSource: DataSource, outside: Outside, url: string, limits: { maxBytes?: number; timeoutMs?: number }, options: ImportOptions): Promise<ImportReport> {
  const opened = await openAddress(outside, url, limits);
  return importFiles(dataSource, opened.files, { ...options, url: opened.url });
}

async function* one(name: string, bytes: Buffer): AsyncGenerator<TextFile> {
  yield await Promise.resolve({ name, path: name, chunks: bytesOf(bytes), of: 1, ofBytes: bytes.length });
}

async function* bytesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
