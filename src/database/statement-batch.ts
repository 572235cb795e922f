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
interface Connection {
  stream: { cork(): void; uncork(): void };
  parsedStatements: Record<string, string>;
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: object): void;
  sync(): void;
  on(event: 'parseComplete', listener: () => void): void;
  off(event: 'parseComplete', listener: () => void): void;
}

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

  /** `again` takes the statements behind one that failed: the server passes over them until Sync. */
  constructor(private readonly pending: readonly PendingStatement[], private readonly again: (pending: readonly PendingStatement[]) => void) {}

  submit(connection: Connection): Error | null {
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
      if (passedOver.length > 0) this.again(passedOver);
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
    this.stopListening();
    this.callback?.(error);
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
