import { LRUCache } from 'lru-cache';

const minute = 60_000;
/** Posts of one reader: so many in a minute and so many in an hour. */
export const postsAMinute = 10;
export const postsAnHour = 60;
/** Readers that are remembered at a time; of one more the oldest is forgotten, and the database still counts. */
const mostReaders = 50_000;

/** Posts on one article, by anyone. */
const onArticle = { minute: 200, hour: 2_000 };

/** How many posts there may be in a minute and in an hour. */
interface Limits { minute: number; hour: number }

/** Refuses a flood before it costs a statement. One a process; over all processes the database counts (`moderation/rate.ts`). */
export class PostingPace {
  constructor(private readonly limits: Limits = { minute: postsAMinute, hour: postsAnHour }) {}

  private readonly posts = new LRUCache<string, { at: number; key: string | null }[]>({ max: mostReaders });

  /** Whether a reader may post now, or on an article may be posted; counts the post then. The same idempotency key is one post. `now` in milliseconds. */
  admit(reader: string, key: string | null, now: number = Date.now()): boolean {
    const posts = (this.posts.get(reader) ?? []).filter(({ at }) => now - at < 60 * minute);
    if (key !== null && posts.some((post) => post.key === key)) return true;
    if (posts.length >= this.limits.hour || posts.filter(({ at }) => now - at < minute).length >= this.limits.minute) return false;
    this.posts.set(reader, [...posts, { at: now, key }]);
    return true;
  }
}

/** The pace of posts on one article; its keys are articles. */
export const articlePace = (): PostingPace => new PostingPace(onArticle);
