import DataLoader from 'dataloader';
import { Connection } from '../graph/connection';
import type { Order } from '../graph/cursor';
import { type PageArguments, readPage } from '../graph/page-arguments';
import { type ReadSession, type Statement, statement } from './database';
import { type List, countByParent, readPagesByParent, rowsBeyondByParent } from './lists';
import type { KeptRows } from './row-cache';
import { inTurns } from './turns';

/** A loader as it is declared, once; a request makes its own of it. */
export type LoaderOf<Loader> = (session: ReadSession) => Loader;

/** Gives a value by its key: at once when it is kept, else with the other keys that are asked for in the same turn. */
export interface Loader<Key, Value> { load(key: Key): Loaded<Value> }
export type Loaded<Value> = Value | Promise<Value>;

interface Options {
  /** The table whose rows these are: they are kept across requests until a write names their id in it; by another key, until any is changed. */
  keptBy?: string;
  /** Where keys without a row went when theirs was merged into another: gives `old` and `new` keys by the old ones as `$1`. Asked only for keys that find nothing. */
  moved?: string;
}

type MovedType = 'Publisher' | 'Author' | 'Source';

/** The `moved` of a loader by id. */
export function movedIds(type: MovedType): string {
  return `SELECT r.old_id AS old, r.new_id AS new FROM redirects r WHERE r.type = '${type}' AND r.old_id = ANY($1::bigint[])`;
}

/** The `moved` of a loader by slug. */
export function movedSlugs(type: MovedType, table: string): string {
  return `SELECT r.slug AS old, t.slug AS new FROM redirects r JOIN ${table} t ON t.id = r.new_id WHERE r.type = '${type}' AND r.slug = ANY($1::text[])`;
}

/** One row by its key; null where there is none. `text` takes the keys as `$1` and gives each row its key as `property`. */
export function rowBy<Key extends string | number, Row extends object>(property: keyof Row & string, text: string, { keptBy, moved }: Options = {}): LoaderOf<Loader<Key, Row | null>> {
  const prepared = statement(text);
  const preparedMoved = moved === undefined ? null : statement(moved);
  return (session) => {
    const { schedule, hold } = session;
    const loader = new DataLoader<Key, Row | null>(async (keys) => {
      const since = session.cache?.changes.clock ?? 0;
      const found = new Map<unknown, Row>();
      for (const row of await session.rows<Row>(prepared, [keys])) found.set(row[property], row);
      if (kept) for (const [key, row] of found) kept.keep(key as Key, row, since);
      const missing = preparedMoved ? keys.filter((key) => !found.has(key)) : [];
      if (!preparedMoved || missing.length === 0) return inTurns(keys.map((key) => found.get(key) ?? null), () => 1, hold);
      const newKeys = new Map((await session.rows<{ old: Key; new: Key }>(preparedMoved, [missing])).map((row) => [row.old, row.new]));
      if (newKeys.size > 0) for (const row of await session.rows<Row>(prepared, [[...new Set(newKeys.values())]])) found.set(row[property], row);
      return inTurns(keys.map((key) => found.get(key) ?? found.get(newKeys.get(key)) ?? null), () => 1, hold);
    }, { batchScheduleFn: schedule });
    const kept = keptBy === undefined ? undefined : session.cache?.rows<Key, Row>(text, property === 'id' ? keptBy : null, prepared.tables);
    return kept ? keptFirst<Key, Row | null>(session, prepared, kept, loader) : loader;
  };
}

/** All rows of a parent, in the order of the statement. `text` takes parent ids as `$1` and gives each row its `parentId`. */
export function rowsByParent<Row extends object>(text: string, { keptBy }: Options = {}): LoaderOf<Loader<number, Row[]>> {
  const prepared = statement(text);
  return (session) => {
    const { schedule, hold } = session;
    const loader = new DataLoader<number, Row[]>(async (parents) => {
      const since = session.cache?.changes.clock ?? 0;
      const rowsOf = new Map<number, Row[]>(parents.map((id) => [id, []]));
      for (const row of await session.rows<Row & { parentId: number }>(prepared, [parents])) rowsOf.get(row.parentId)?.push(row);
      if (kept) for (const [id, rows] of rowsOf) kept.keep(id, rows, since);
      return inTurns(parents.map((id) => rowsOf.get(id) ?? []), ({ length }) => 1 + length, hold);
    }, { batchScheduleFn: schedule });
    const kept = keptBy === undefined ? undefined : session.cache?.rows<number, Row[]>(text, keptBy, prepared.tables);
    return kept ? keptFirst(session, prepared, kept, loader) : loader;
  };
}

/** Answers from what is kept, without a promise; what is not goes to the loader. */
function keptFirst<Key, Value>({ tables }: ReadSession, prepared: Statement, kept: KeptRows<Key, Value & object>, loader: Loader<Key, Value>): Loader<Key, Value> {
  let noted = false;
  return {
    load(key) {
      const value = kept.get(key);
      if (value === undefined) return loader.load(key);
      if (!noted) for (const table of prepared.tables) tables.add(table);
      noted = true;
      return value;
    },
  };
}

/** Gives one parent its page of children. */
export type PageLoader<Row extends object> = (parent: number, args: PageArguments, order?: Order) => Promise<Connection<Row>>;

/**
 * Pages of children, batched by (arguments, parent): all parents that ask with the same arguments share one statement,
 * another use with other arguments is one more (graphql/dataloader#231). Counts are one statement more, when selected.
 */
export function pagesByParent<Row extends object>(list: List, defaultOrder: Order): LoaderOf<PageLoader<Row>> {
  return (session) => {
    const { schedule, hold } = session;
    const loaders = new Map<string, DataLoader<number, Connection<Row>>>();
    const counts = new DataLoader<number, number>((parents) => countByParent(session, list, parents), { batchScheduleFn: schedule });
    return (parent, args, order = defaultOrder) => {
      const key = `${order.name} ${args.first} ${args.after} ${args.last} ${args.before}`;
      let loader = loaders.get(key);
      if (!loader) {
        const page = readPage(args, list.name, order);
        const beyond = (side: 'after' | 'before') => new DataLoader<number, boolean>((parents) => rowsBeyondByParent(session, list, order, side, page, parents), { batchScheduleFn: schedule });
        const beyondOf = { after: beyond('after'), before: beyond('before') };
        loader = new DataLoader<number, Connection<Row>>(async (parents) => {
          const pages = await readPagesByParent<Row>(session, list, order, page, parents);
          return inTurns(pages.map((read, i) => new Connection(list.name, order, page, read, {
            count: () => counts.load(parents[i] as number),
            rowsBeyond: (side) => beyondOf[side].load(parents[i] as number),
          })), ({ nodes: { length } }) => 1 + length, hold);
        }, { batchScheduleFn: schedule });
        loaders.set(key, loader);
      }
      return loader.load(parent);
    };
  };
}
