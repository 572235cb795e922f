import { type Database, statement } from '../database/database';
import { prefixOf } from '../keys/key-text';
import type { Log } from '../log';

/** So often keys of open connections are looked up: a revoked or expired key is dead a little later. */
const intervalMs = 2_000;

const liveOf = statement('SELECT k.prefix FROM api_keys k WHERE k.prefix = ANY($1::text[]) AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())');

/** Ends connections whose key has ended. All keys are one statement; without a connection that has one there is none. */
export class KeyWatch {
  private readonly ends = new Map<string, Set<() => void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: Database, private readonly log: Log) {}

  /** Calls `end` when the key is no longer good; gives what ends the watch. */
  watch(key: string, end: () => void): () => void {
    const prefix = prefixOf(key) ?? '';
    this.ends.set(prefix, (this.ends.get(prefix) ?? new Set()).add(end));
    this.timer ??= setInterval(() => { void this.look(); }, intervalMs).unref();
    return () => {
      const others = this.ends.get(prefix);
      others?.delete(end);
      if (others?.size === 0) this.ends.delete(prefix);
      if (this.ends.size === 0) this.stop();
    };
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    try {
      const live = new Set((await this.db.rows<{ prefix: string }>(liveOf, [[...this.ends.keys()]])).map(({ prefix }) => prefix));
      for (const [prefix, ends] of this.ends) if (!live.has(prefix)) for (const end of ends) end();
    } catch (error) {
      this.log.warn({ err: error }, 'keys of open connections could not be looked up; they are again in a moment');
    }
  }
}
