import { setImmediate as turn } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import type { CommentRow } from '../comments/comment.loaders';
import type { Context, Loaders } from '../context';
import type { Changes } from '../database/changes';
import type { Log } from '../log';
import { SourceStream } from './source-stream';

/** One thing that happened, read once for all who want to know of it. */
export interface NewsItem {
  /** The row, as everyone may see it. */
  row: object;
  /** What is read to show it is shared by all to whom it is shown. */
  context: Context;
  /** What it looks like to strangers, by what they asked. */
  answers: Map<string, Promise<ExecutionResult>>;
}

/** What somebody waits for: `articlePublished`, `importRunChanged`, or `commentPosted` with the row id of an article. */
export type Topic = 'articlePublished' | 'importRunChanged' | `commentPosted ${number}`;

export interface News {
  /** Whether news are heard of at all just now. */
  readonly live: boolean;
  listen(topic: Topic): SourceStream<NewsItem>;
  /** Called when news may have been missed: who listens has to ask for the state of things, and listen anew. */
  onInterruption(listener: () => void): void;
}

/** What is told of a table: how its row is read, and who waits for it. A row that not everyone may see is not found, and so not told. */
const kinds: Record<string, { load: (loaders: Loaders, id: number) => object | null | Promise<object | null>; topicOf: (row: object) => Topic; topic: string }> = {
  news_articles: { topic: 'articlePublished', load: (loaders, id) => loaders.articleById.load(id), topicOf: () => 'articlePublished' },
  // The row was loaded by the line before, so it is one.
  news_comments: { topic: 'commentPosted', load: (loaders, id) => loaders.commentById.load(id), topicOf: (row) => `commentPosted ${(row as CommentRow).articleId}` },
  import_runs: { topic: 'importRunChanged', load: (loaders, id) => loaders.importRunById.load(id), topicOf: () => 'importRunChanged' },
};

/** News of all processes, as PostgreSQL announces them. An item is read once, in the order in which it was heard of, and only when somebody waits. */
export function createNews(changes: Changes, createItemContext: () => Context, log: Log): News {
  const streams = new Map<string, Set<SourceStream<NewsItem>>>();
  const waitingFor = new Map<string, number>();
  const interrupted: (() => void)[] = [];
  let told: Promise<void> = Promise.resolve();

  const tell = async (table: string, ids: readonly number[]): Promise<void> => {
    const kind = kinds[table];
    if (!kind || !waitingFor.get(kind.topic)) return;
    const context = createItemContext();
    for (const row of await Promise.all(ids.map((id) => kind.load(context.loaders, id)))) {
      if (!row) continue;
      const item: NewsItem = { row, context, answers: new Map() };
      for (const stream of streams.get(kind.topicOf(row)) ?? []) stream.push(item);
      await turn(); // who reads as fast as it comes is not cut off because much comes at once
    }
  };
  const interrupt = (): void => { for (const listener of interrupted) listener(); };
  changes.onChange((table, change, keys) => {
    if (table === '*') interrupt();
    const kind = Object.hasOwn(kinds, table) ? kinds[table] : undefined;
    if (!kind || change === 'DELETE' || !keys || !waitingFor.get(kind.topic)) return;
    // Behind everyone who drops what he keeps because of the same message.
    told = told.then(() => tell(table, keys)).catch((error: unknown) => {
      log.warn({ err: error }, 'news could not be read: those who wait for them are sent to ask again');
      interrupt();
    });
  });

  return {
    get live() { return changes.live; },
    listen(topic) {
      const [name = ''] = topic.split(' ');
      const stream = new SourceStream<NewsItem>(() => {
        const others = streams.get(topic);
        others?.delete(stream);
        if (others?.size === 0) streams.delete(topic);
        waitingFor.set(name, (waitingFor.get(name) ?? 1) - 1);
      });
      streams.set(topic, (streams.get(topic) ?? new Set()).add(stream));
      waitingFor.set(name, (waitingFor.get(name) ?? 0) + 1);
      return stream;
    },
    onInterruption: (listener) => { interrupted.push(listener); },
  };
}
