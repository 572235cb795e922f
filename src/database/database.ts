import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { RowCache } from './row-cache';

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
}

/** What one request reads through: it shares rows with other requests, and knows which tables its answer depends on. */
export interface ReadSession extends Database {
  readonly cache: RowCache | null;
  readonly tables: Set<string>;
}

/** A session for one request. `cache` is null where nothing may be kept. */
export function readSession(db: Database, cache: RowCache | null): ReadSession {
  const tables = new Set<string>();
  return {
    cache, tables,
    rows(prepared, values) {
      for (const table of prepared.tables) tables.add(table);
      return db.rows(prepared, values);
    },
  };
}

/**
 * The pool behind a data source as a Database. TypeORM's query runner (logger, broadcaster, a runner a query) costs
 * more than a key look-up does, so reads go around it; writes do not.
 */
export function databaseOf(dataSource: DataSource): Database {
  const { master } = dataSource.driver as unknown as { master: Pool };
  return {
    async rows<Row>({ name, text }: Statement, values: readonly unknown[]): Promise<Row[]> {
      const { rows } = await master.query({ name, text, values: values as unknown[] });
      return rows as Row[];
    },
  };
}
