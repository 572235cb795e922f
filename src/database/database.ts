import { createHash } from 'node:crypto';
import { Client, type Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { FairConnections } from './fair-connections';
import { cancelStatement, isAnswering } from './postmaster';
import { Reachability, Unreachable } from './reachability';
import type { RowCache } from './row-cache';
import { type Connection, type PendingStatement, StatementBatch } from './statement-batch';

/** SQL that PostgreSQL prepares once a connection; without a name it is planned anew each time. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  /** What it reads: an answer made from it holds as long as these do not change. */
  readonly tables: readonly string[];
}

const named = new Map<string, Statement>();
/** Filters combine to many texts; a connection must not keep a plan of each one that a client can think of. */
const mostNamed = 400;

/** The statement of a text, named by its digest: equal texts are one prepared statement. */
export function statement(text: string): Statement {
  let made = named.get(text);
  if (!made) {
    const tables = tablesOf(text);
    if (named.size >= mostNamed) return { text, tables };
    made = { name: `ibid_${createHash('sha1').update(text).digest('base64url').slice(0, 20)}`, text, tables };
    named.set(text, made);
  }
  return made;
}

/** A statement that is planned for its values each time: where a frequent and a rare word need other plans. */
export function statementForValues(text: string): Statement {
  return { text, tables: tablesOf(text) };
}

/** Read off the text, so that no list of tables can be forgotten; functions such as unnest(…) are none. */
function tablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)\b(?!\s*\()/g)].map(([, table = '']) => table))];
}

/** Collects the values of a statement while its text is written: `add` gives the placeholder. */
export class Parameters {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** What loaders read through: plain rows by prepared statements, straight from the pool of the data source. */
export interface Database {
  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /** Sends statements together: they share a connection and a round trip. `underWay` holds their batch until it is done. */
  send(pending: readonly PendingStatement[], underWay?: UnderWay): void;
  /** Rows over a connection of its own, which readers cannot take; within three seconds or not at all. */
  aside<Row extends object>(statement: Statement): Promise<Row[]>;
  /** Runs writes in one transaction; what `work` throws takes them all back. */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
}

/** The batches of one request. */
export interface UnderWay {
  /** Whose request it is; those of one client do not take all connections. */
  readonly client: string;
  readonly batches: Set<StatementBatch>;
  /** Hears when one has ended. */
  freed(): void;
}

/** Connections that one request can have at a time, so that it cannot take them all. */
const mostBatches = 3;

/** What one request reads through: it shares rows with other requests, and knows which tables its answer depends on. */
export interface ReadSession {
  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  readonly cache: RowCache | null;
  readonly tables: Set<string>;
  /** Whose request it is. */
  readonly client: string;
  /** When a loader sends what it was asked for (DataLoader's batchScheduleFn): at the end of the turn, or of the last turn of a large result. */
  schedule(dispatch: () => void): void;
  /** Until the function it gives is called, loaders wait. */
  hold(): () => void;
  /** Why nothing more is read for this request; null while it runs. */
  readonly stopped: Error | null;
  /** Ends what is being read for this request, in the database too; what is asked for later fails with the same reason. */
  stop(reason: Error): void;
}

const settled = Promise.resolve();

/** A session for one request. What it asks for in one turn travels together. `cache` is null where nothing may be kept; `client` says whose request it is. */
export function readSession(db: Database, cache: RowCache | null, client = ''): ReadSession { return new Session(db, cache, client); }

/**
 * A class, because an object literal with a getter gets a hidden class of its own each time, which V8 keeps in its old space: until the next full collection
 * each would hold all that its request had.
 */
class Session implements ReadSession, UnderWay {
  readonly tables = new Set<string>();
  readonly batches = new Set<StatementBatch>();
  stopped: Error | null = null;
  private waiting: PendingStatement[] = [];
  private full = false;
  private holds = 0;
  private held: (() => void)[] = [];

  constructor(private readonly db: Database, readonly cache: RowCache | null, readonly client: string) {}

  schedule = (dispatch: () => void): void => {
    if (this.holds > 0) this.held.push(dispatch);
    else void settled.then(() => { process.nextTick(dispatch); }); // behind every promise of this turn, as DataLoader does by itself
  };

  hold = (): (() => void) => {
    this.holds += 1;
    return () => {
      this.holds -= 1;
      if (this.holds > 0) return;
      for (const dispatch of this.held) this.schedule(dispatch);
      this.held = [];
    };
  };

  stop(reason: Error): void {
    this.stopped ??= reason;
    for (const batch of this.batches) batch.stop(reason);
    if (this.full) this.flush();
  }

  rows<Row>(prepared: Statement, values: readonly unknown[]): Promise<Row[]> {
    for (const table of prepared.tables) this.tables.add(table);
    return new Promise<Row[]>((resolve, reject) => {
      // Behind the loaders that are about to ask: DataLoader dispatches them on ticks of this same turn.
      if (this.waiting.length === 0) process.nextTick(() => { this.flush(); });
      this.waiting.push({ statement: prepared, values, resolve: resolve as (rows: object[]) => void, reject });
    });
  }

  freed(): void {
    if (this.full) this.flush();
  }

  private flush(): void {
    this.full = !this.stopped && this.batches.size >= mostBatches;
    if (this.full) return;
    const pending = this.waiting;
    this.waiting = [];
    if (this.stopped) for (const { reject } of pending) reject(this.stopped);
    else this.db.send(pending, this);
  }
}

/**
 * The pool behind a data source as a Database. TypeORM's query runner (logger, broadcaster, a runner a query) costs
 * more than a key look-up does, so reads go around it; writes do not.
 */
export function databaseOf(dataSource: DataSource): Database {
  // TypeORM keeps its pool to itself, and node-postgres its interface for queries of one's own: neither has a type.
  const { master } = dataSource.driver as unknown as { master: Pool & { _clients: PooledClient[] } };
  const { host, port } = new Client(master.options);
  const reachability = new Reachability(() => isAnswering({ host, port }, answerLimitMs), () => {
    for (const { connection } of master._clients) connection.stream.destroy(); // each waits for answers that will not come
  });
  const cancel = async (connection: Connection): Promise<void> => {
    const client = master._clients.find((one) => one.connection === connection);
    if (client) await cancelStatement({ host, port }, client.processID, client.secretKey, answerLimitMs);
  };

  const connections = new FairConnections(master.options.max, (batch) => {
    if (batch.isStopped) batch.lose(new Error('the request was stopped before it had a connection'));
    // Without a connection the batch never began; when it began, it has told everyone itself.
    else void master.query(batch as unknown as string, ((error?: Error) => {
      if (error) batch.lose(error);
    }) as never);
  });

  const send = (pending: readonly PendingStatement[], underWay?: UnderWay): void => {
    if (reachability.isLost) {
      for (const { reject } of pending) reject(new Unreachable());
      return;
    }
    const share = connections.shareOf(underWay?.client ?? '');
    const batch = new StatementBatch(pending, {
      cancel,
      again: (passedOver) => { send(passedOver, underWay); },
      ended: () => {
        ended();
        underWay?.batches.delete(batch);
        underWay?.freed();
        connections.ended(share);
      },
    });
    underWay?.batches.add(batch);
    const ended = reachability.begin(batch);
    connections.send(batch, share);
  };
  return {
    send,
    async aside<Row extends object>({ text }: Statement) {
      const client = new Client({ ...master.options, connectionTimeoutMillis: 2 * answerLimitMs, query_timeout: answerLimitMs });
      client.on('error', () => undefined); // whoever waits hears of it by its own promise
      try {
        await client.connect();
        const { rows } = await client.query<Row>(text);
        await client.end();
        return rows;
      } catch (error) {
        (client as unknown as PooledClient).connection.stream.destroy(); // ending it in order would wait for an answer
        throw error;
      }
    },
    transaction<T>(work: (manager: EntityManager) => Promise<T>) {
      if (reachability.isLost) return Promise.reject(new Unreachable());
      return new Promise<T>((resolve, reject) => {
        let failure: Error | null = null;
        const ended = reachability.begin({ fail: (error) => { failure = error; reject(error); } });
        dataSource.transaction((manager) => {
          if (failure) throw failure; // it waited for a connection, and who asked was told meanwhile that it did not begin
          return work(manager);
        }).then(resolve, reject).finally(ended);
      });
    },
    rows<Row>(prepared: Statement, values: readonly unknown[]) {
      return new Promise<Row[]>((resolve, reject) => { send([{ statement: prepared, values, resolve: resolve as (rows: object[]) => void, reject }]); });
    },
  };
}

/** A client of the pool, with what its server gave it for the day when it is to be cancelled. */
interface PooledClient { connection: Connection; processID: number; secretKey: number }

/** A server that takes longer to answer its first message is not there. */
const answerLimitMs = 1_000;
