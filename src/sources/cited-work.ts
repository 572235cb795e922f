import type { Loaders } from '../context';
import type { CitedWork } from '../exports/cited-work';
import type { SourceRow } from './source.loaders';

/** A source with its publisher and authors, as the reference formats are written from it. */
export async function citedWork(loaders: Loaders, source: SourceRow): Promise<CitedWork> {
  const [publisher, authors] = await Promise.all([
    source.publisherId === null ? null : loaders.publisherById.load(source.publisherId), loaders.authorsBySourceId.load(source.id),
  ]);
  const { id, title, type, containerTitle, issued, url, doi, isbn } = source;
  return { id, title, type, containerTitle, publisher: publisher?.name ?? null, issued, url, doi, isbn, authors };
}
