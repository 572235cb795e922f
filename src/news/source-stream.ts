/** The events of a subscription as they happen (GraphQL, 6.2.3, source stream): an iterator that can be ended while nothing comes. */
export class SourceStream<Item> implements AsyncIterableIterator<Item> {
  private readonly items: Item[] = [];
  private waiting: ((result: IteratorResult<Item>) => void)[] = [];
  private ended = false;

  /** `onEnd` is called once, however it ends. */
  constructor(private readonly onEnd: () => void) {}

  push(item: Item): void {
    if (this.ended) return;
    const next = this.waiting.shift();
    if (next) next({ done: false, value: item });
    else this.items.push(item);
  }

  next(): Promise<IteratorResult<Item>> {
    const item = this.items.shift();
    if (item !== undefined) return Promise.resolve({ done: false, value: item });
    if (this.ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => { this.waiting.push(resolve); });
  }

  /** Ends it: what has not been read is dropped. */
  return(): Promise<IteratorResult<Item>> {
    if (!this.ended) {
      this.ended = true;
      this.items.length = 0;
      for (const end of this.waiting) end({ done: true, value: undefined });
      this.waiting = [];
      this.onEnd();
    }
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<Item>> {
    void this.return();
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }

  [Symbol.asyncIterator](): this { return this; }
}

/** The same iterator with something else made of each item. */
export function mapped<Item, Made>(feed: AsyncIterableIterator<Item>, make: (item: Item) => Made | Promise<Made>): AsyncIterableIterator<Made> {
  return {
    async next() {
      const { done, value } = await feed.next();
      return done ? { done: true, value: undefined } : { done: false, value: await make(value) };
    },
    async return() {
      await feed.return?.();
      return { done: true, value: undefined };
    },
    throw(error) {
      void feed.return?.();
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    },
    [Symbol.asyncIterator]() { return this; },
  };
}

/** The same iterator; `onEnd` is called once, however it ends. */
export function whenEnded<Item>(stream: AsyncIterableIterator<Item>, onEnd: () => void): AsyncIterableIterator<Item> {
  let ended = false;
  const end = (): void => {
    if (!ended) onEnd();
    ended = true;
  };
  return {
    async next() {
      try {
        const result = await stream.next();
        if (result.done) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      end();
      await stream.return?.();
      return { done: true, value: undefined };
    },
    throw(error) {
      end();
      void stream.return?.();
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    },
    [Symbol.asyncIterator]() { return this; },
  };
}
