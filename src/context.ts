import { articleLoaders } from './articles/article.loaders';
import { authorLoaders } from './authors/author.loaders';
import { citationLoaders } from './citations/citation.loaders';
import { commentLoaders } from './comments/comment.loaders';
import type { Database } from './database/database';
import { eventLoaders } from './events/historical-event.loaders';
import { originLoaders } from './origins/origin.loaders';
import { publisherLoaders } from './publishers/publisher.loaders';
import { sourceLoaders } from './sources/source.loaders';

/** Every loader, named by what it gives and by which key. */
const createLoaders = (db: Database) => ({
  ...articleLoaders(db), ...authorLoaders(db), ...citationLoaders(db), ...commentLoaders(db),
  ...eventLoaders(db), ...originLoaders(db), ...publisherLoaders(db), ...sourceLoaders(db),
});
export type Loaders = ReturnType<typeof createLoaders>;

/** What a resolver has of its request. Born with the request: a loader never answers another one. */
export interface Context { requestId: string; db: Database; loaders: Loaders }

export function createContext(db: Database, requestId: string): Context {
  return { requestId, db, loaders: createLoaders(db) };
}
