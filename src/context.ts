import type { EntityManager } from 'typeorm';
import { articleCorrectionLoaders } from './articles/article-correction.loaders';
import { articleLoaders } from './articles/article.loaders';
import { authorLoaders } from './authors/author.loaders';
import { citationLoaders } from './citations/citation.loaders';
import { firstTimeLoaders } from './citations/first-time.loaders';
import { neighbourLoaders } from './citations/neighbour.loaders';
import type { CommentDesk } from './comments/comment-desk';
import { commentLoaders } from './comments/comment.loaders';
import { moderationLoaders } from './comments/moderation.loaders';
import type { Database, ReadSession } from './database/database';
import type { LoaderOf } from './database/loaders';
import { Stopped, errorCode } from './errors';
import type { Charge } from './limits/charge';
import { deadlineMs } from './limits/deadline';
import { eventLoaders } from './events/historical-event.loaders';
import type { FeedDesk } from './feeds/feed-desk';
import type { Caller } from './keys/find-caller';
import { keyLoaders } from './keys/key.loaders';
import { mergeCandidateLoaders } from './merges/merge-candidate.loaders';
import { mergeLoaders } from './merges/merge.loaders';
import { importRunLoaders } from './origins/import-run.loaders';
import { originLoaders } from './origins/origin.loaders';
import { publisherLoaders } from './publishers/publisher.loaders';
import { sourceLoaders } from './sources/source.loaders';
import { webhookLoaders } from './webhooks/webhook.loaders';
import { statisticsLoaders } from './statistics/statistics.loaders';

/** Every loader, named by what it gives and by which key. */
const declared = {
  ...articleLoaders, ...authorLoaders, ...citationLoaders, ...commentLoaders, ...eventLoaders, ...keyLoaders, ...importRunLoaders, ...mergeCandidateLoaders, ...mergeLoaders, ...originLoaders, ...publisherLoaders, ...sourceLoaders,
  ...firstTimeLoaders, ...neighbourLoaders, ...statisticsLoaders,
  ...articleCorrectionLoaders,
  ...moderationLoaders,
  ...webhookLoaders,
};
export type Loaders = { readonly [Name in keyof typeof declared]: (typeof declared)[Name] extends LoaderOf<infer Loader> ? Loader : never };

/** The loaders of one request; each is made when it is first asked for: most requests need few. */
class RequestLoaders {
  made: Record<string, unknown> = {};
  constructor(readonly session: ReadSession) {}
}
for (const [name, make] of Object.entries<LoaderOf<unknown>>(declared)) {
  Object.defineProperty(RequestLoaders.prototype, name, { get(this: RequestLoaders) { return (this.made[name] ??= make(this.session)); } });
}

/** What a resolver has of its request. Born with the request: a loader never answers another one. */
export interface Context {
  requestId: string;
  db: ReadSession;
  loaders: Loaders;
  /** Who asks, by the key of the request; null for a stranger. */
  caller: Caller | null;
  /** The network address of the client; null where there is no network in between. */
  address: string | null;
  desk: CommentDesk;
  /** What reads origins; null where this process reads none. */
  feeds: FeedDesk | null;
  /** What of our own network may be asked all the same, as `host` or `host:port`. */
  allowPrivateAddresses: readonly string[];
  /** Writes in one transaction, and waits until this process has heard of it: what is read afterwards shows it. */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Set at the end. An object, because Apollo copies the context for each operation. */
  outcome: { completeQuery: boolean; codes: readonly string[]; /** It shows what is this client's alone. */ personal: boolean; /** A transaction is under way. */ writing: boolean; /** One of them was to be committed: what was changed may be there, whatever fails from then on. */ maybeWritten: boolean };
  /** What the request costs its client; null where nothing is limited. */
  charge: Charge | null;
}

/** Who asks, and by which request. */
type Asking = Pick<Context, 'requestId' | 'caller' | 'address' | 'charge'>;

/** What a process has one of. */
type Process = Pick<Context, 'desk'> & Partial<Pick<Context, 'feeds' | 'allowPrivateAddresses'>>;

export function createContext(session: ReadSession, { requestId, caller, address, charge }: Asking, { transaction }: Pick<Database, 'transaction'>, { desk, feeds = null, allowPrivateAddresses = [] }: Process): Context {
  const loaders = new RequestLoaders(session);
  const outcome = { completeQuery: false, codes: [], personal: false, writing: false, maybeWritten: false };
  // The getters of RequestLoaders are defined by name, where TypeScript does not see them.
  return {
    requestId, caller, address, desk, feeds, allowPrivateAddresses, db: session, loaders: loaders as unknown as Loaders, outcome, charge,
    async write(work) {
      outcome.writing = true;
      const result = await transaction(async (manager) => {
        await manager.query(`SET LOCAL statement_timeout = ${deadlineMs}`); // a write is not stopped from outside: it ends by itself, and is taken back
        const written = await work(manager);
        outcome.maybeWritten = true; // the connection can break after the commit and before its answer
        return written;
      }).catch(tellOfTimeout).finally(() => { outcome.writing = false; });
      await session.cache?.changes.settled();
      loaders.made = {}; // they hold rows from before
      return result;
    },
  };
}

/** SQLSTATE of a statement that was stopped (query_canceled). */
const queryCanceled = '57014';

function tellOfTimeout(error: unknown): never {
  if (errorCode(error) !== queryCanceled) throw error;
  throw new Stopped(`Expected a change whose statements take at most ${deadlineMs / 1000} s each, got one that takes longer. Nothing of it was written; try again when less is going on.`);
}
