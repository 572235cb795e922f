import DataLoader from 'dataloader';
import { Connection } from '../graph/connection';
import type { Order } from '../graph/cursor';
import { type PageArguments, readPage } from '../graph/page-arguments';
import { type Database, statement } from './database';
import { type List, countByParent, readPagesByParent, rowsBeyondByParent } from './lists';

/** One row by its key; null where there is none. `text` takes the keys as `$1` and gives each row its key as `property`. */
export function rowBy<Key extends string | number, Row extends object>(db: Database, property: keyof Row & string, text: string): DataLoader<Key, Row | null> {
  const prepared = statement(text);
  return new DataLoader<Key, Row | null>(async (keys) => {
    const rows = new Map<unknown, Row>();
    for (const row of await db.rows<Row>(prepared, [keys])) rows.set(row[property], row);
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** All rows of a parent, in the order of the statement. `text` takes parent ids as `$1` and gives each row its `parentId`. */
export function rowsByParent<Row extends object>(db: Database, text: string): DataLoader<number, Row[]> {
  const prepared = statement(text);
  return new DataLoader<number, Row[]>(async (parents) => {
    const rowsOf = new Map<number, Row[]>(parents.map((id) => [id, []]));
    for (const row of await db.rows<Row & { parentId: number }>(prepared, [parents])) rowsOf.get(row.parentId)?.push(row);
    return parents.map((id) => rowsOf.get(id) ?? []);
  });
}

/** Gives one parent its page of children. */
export type PageLoader<Row extends object> = (parent: number, args: PageArguments, order?: Order) => Promise<Connection<Row>>;

/**
 * Pages of children, batched by (arguments, parent): all parents that ask with the same arguments share one statement,
 * another use with other arguments is one more (graphql/dataloader#231). Counts are one statement more, when selected.
 */
export function pagesByParent<Row extends object>(db: Database, list: List, defaultOrder: Order): PageLoader<Row> {
  const loaders = new Map<string, DataLoader<number, Connection<Row>>>();
  const counts = new DataLoader<number, number>((parents) => countByParent(db, list, parents));
  return (parent, args, order = defaultOrder) => {
    const key = `${order.name} ${args.first} ${args.after} ${args.last} ${args.before}`;
    let loader = loaders.get(key);
    if (!loader) {
      const page = readPage(args, list.name, order);
      const beyond = (side: 'after' | 'before') => new DataLoader<number, boolean>((parents) => rowsBeyondByParent(db, list, order, side, page, parents));
      const beyondOf = { after: beyond('after'), before: beyond('before') };
      loader = new DataLoader<number, Connection<Row>>(async (parents) => {
        const pages = await readPagesByParent<Row>(db, list, order, page, parents);
        return pages.map((read, i) => new Connection(list.name, order, page, read, {
          count: () => counts.load(parents[i] as number),
          rowsBeyond: (side) => beyondOf[side].load(parents[i] as number),
        }));
      });
      loaders.set(key, loader);
    }
    return loader.load(parent);
  };
}
