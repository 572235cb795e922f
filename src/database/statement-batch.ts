import { DatabaseError } from 'pg';
import { prepareValue } from 'pg/lib/utils';
import type { Statement } from './database';
import { type Column, type RowClass, rowClass } from './lazy-row';

/** A statement that waits to be sent, with who waits for its rows. */
export interface PendingStatement {
  statement: Statement;
  values: readonly unknown[];
  resolve(rows: object[]): void;
  reject(error: unknown): void;
}

/** What node-postgres has of a connection (pg/lib/connection.js); its types do not tell. */
export interface Connection {
  stream: { cork(): void; uncork(): void; destroy(): void };
  parsedStatements: Record<string, string>;
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: object): void;
  sync(): void;
  on(event: 'parseComplete', listener: () => void): void;
  off(event: 'parseComplete', listener: () => void): void;
}

/** What a batch needs of those around it. */
export interface BatchEvents {
  /** Takes the statements behind one that failed: the server passes over them until Sync. */
  again(pending: readonly PendingStatement[]): void;
  /** Has the server stop what the connection is at. */
  cancel(connection: Connection): Promise<void>;
  ended(batch: StatementBatch): void;
}

/** A statement that was asked to stop and does not is on a connection that is given up. */
const cancelLimitMs = 1_000;

/** A statement that was described once on a connection keeps the shape of its rows there. */
const shapesOf = new WeakMap<Connection, Map<string, RowClass>>();

/**
 * Statements that one turn of a request asks for, sent together over one connection: one write, one read, one Sync
 * (the extended query protocol, PostgreSQL manual 54.2.3). System calls are most of the cost of a small statement.
 * Runs in the place of node-postgres' own Query (its "submittable" interface).
 */
export class StatementBatch {
  /** node-postgres and its pool call it when the connection is free again; with an error only when that is lost. */
  callback: ((error?: unknown) => void) | undefined;
  private done = 0;
  private rows: object[] = [];
  private shape: RowClass | undefined;
  private shapes: Map<string, RowClass> = new Map<string, RowClass>();
  private stopListening = (): void => undefined;
  private connection: Connection | null = null;
  private stopped = false;
  private ended = false;
  /** Whether a request to cancel is under way: the connection must not be another's before it has arrived. */
  private cancelling = false;
  private failure: Error | undefined;

  constructor(private readonly pending: readonly PendingStatement[], private readonly events: BatchEvents) {}

  /** Nobody waits for it any more. */
  get isStopped(): boolean { return this.stopped; }

  /** Rejects what is not done and has the server stop: what was not sent stays here. */
  stop(reason: Error): void {
    if (this.ended || this.stopped) return;
    this.stopped = true;
    for (const { reject } of this.pending.slice(this.done)) reject(reason);
    if (!this.connection) return;
    this.cancelling = true;
    void this.cancel(this.connection);
  }

  /** Rejects what is not done: no answer will come. */
  fail(error: Error): void {
    this.stopped = true;
    for (const { reject } of this.pending.slice(this.done)) reject(error);
  }

  /** There was no connection for it. */
  lose(error: Error): void {
    this.fail(error);
    this.end(error);
  }

  submit(connection: Connection): Error | null {
    this.connection = connection;
    if (this.stopped) {
      connection.sync(); // nothing is asked of it, but it is free only when it says so
      return null;
    }
    let shapes = shapesOf.get(connection);
    if (!shapes) shapesOf.set(connection, shapes = new Map<string, RowClass>());
    this.shapes = shapes;
    const parsing: Statement[] = [];
    connection.stream.cork();
    try {
      for (const { statement: { name = '', text }, values } of this.pending) {
        if (name === '' || connection.parsedStatements[name] === undefined && !parsing.some((statement) => statement.name === name)) {
          connection.parse({ name, text });
          parsing.push({ name, text, tables: [] });
        }
        connection.bind({ statement: name, values, valueMapper });
        if (!shapes.has(name) || name === '') connection.describe({ type: 'P', name: '' });
        connection.execute({});
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    if (parsing.length > 0) this.noteParsed(connection, parsing);
    this.begin();
    return null;
  }

  handleRowDescription({ fields }: { fields: Column[] }): void {
    this.shape = rowClass(fields);
    const name = this.pending[this.done]?.statement.name;
    if (name !== undefined) this.shapes.set(name, this.shape);
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const Row = this.shape as RowClass; // rows come after their description
    this.rows.push(new Row(fields));
  }

  handleCommandComplete(): void {
    this.pending[this.done]?.resolve(this.rows);
    this.done += 1;
    this.begin();
  }

  handleReadyForQuery(): void { this.end(); }

  /** Of the server: the statement under way failed. Of the connection: all that are left did. */
  handleError(error: Error): void {
    if (error instanceof DatabaseError) {
      this.pending[this.done]?.reject(error);
      const passedOver = this.pending.slice(this.done + 1);
      this.end();
      if (passedOver.length > 0 && !this.stopped) this.events.again(passedOver);
    } else {
      for (const { reject } of this.pending.slice(this.done)) reject(error);
      this.end(error);
    }
  }

  handlePortalSuspended(): void { /* never: no statement limits its rows by portal */ }
  handleEmptyQuery(): void { this.handleCommandComplete(); }
  handleCopyInResponse(): void { /* never: no statement copies */ }
  handleCopyData(): void { /* never: no statement copies */ }

  private begin(): void {
    this.rows = [];
    this.shape = this.shapes.get(this.pending[this.done]?.statement.name ?? '');
  }

  private end(error?: Error): void {
    if (this.ended) return;
    this.ended = true;
    this.failure = error;
    this.stopListening();
    this.events.ended(this);
    if (!this.cancelling) this.callback?.(error);
  }

  private async cancel(connection: Connection): Promise<void> {
    await this.events.cancel(connection);
    this.cancelling = false;
    if (this.ended) {
      this.callback?.(this.failure);
      return;
    }
    const limit = setTimeout(() => { if (!this.ended) connection.stream.destroy(); }, cancelLimitMs);
    this.stopListening = ((before) => () => { before(); clearTimeout(limit); })(this.stopListening);
  }

  /** A statement is prepared from the moment the server says so, even if its execution fails. */
  private noteParsed(connection: Connection, parsing: Statement[]): void {
    const note = (): void => {
      const statement = parsing.shift();
      if (statement?.name) connection.parsedStatements[statement.name] = statement.text;
    };
    connection.on('parseComplete', note);
    this.stopListening = () => { connection.off('parseComplete', note); };
  }
}

/** Lists of ids are long and need no quoting; everything else is written as node-postgres does. */
function valueMapper(value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number')) return `{${value.join(',')}}`;
  return prepareValue(value);
}
