import type { DataSource } from 'typeorm';
import { importFiles } from '../imports/import-files';
import type { ImportReport } from '../imports/import-report';
import type { Format } from '../imports/read-content';
import type { TextFile } from '../imports/text-files';
import type { Outside } from '../outside/outside';
import { shownUrl } from '../outside/outside-error';
import { NoFeed } from './fetched-feed';

export interface ImportOptions { format?: Format | undefined; originName?: string | undefined; onRun?: ((runId: number) => void) | undefined }

/** Imports a text. Relative links are resolved against `url`, where it has one. */
export function importText(dataSource: DataSource, text: string, url: string | null, options: ImportOptions): Promise<ImportReport> {
  return importFiles(dataSource, one('the content', Buffer.from(text)), { ...options, url: url ?? undefined });
}

/** Fetches an address and imports what is there. @throws OutsideError, NoFeed when it cannot be had */
export async function importAddress(dataSource: DataSource, outside: Outside, url: string, limits: { maxBytes?: number; timeoutMs?: number }, options: ImportOptions): Promise<ImportReport> {
  const answer = await outside.fetch({ url, ...limits });
  if (answer.status !== 200) {
    answer.discard();
    throw new NoFeed(`${shownUrl(url)}: expected something to import, got HTTP status ${answer.status}.`);
  }
  const bytes = await answer.bytes();
  return importFiles(dataSource, one(shownUrl(url), bytes), { ...options, url: answer.url });
}

async function* one(name: string, bytes: Buffer): AsyncGenerator<TextFile> {
  yield await Promise.resolve({ name, path: name, chunks: (async function* chunks() { yield await Promise.resolve(bytes); })(), of: 1, ofBytes: bytes.length });
}
