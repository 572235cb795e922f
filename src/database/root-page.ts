import { Connection } from '../graph/connection';
import type { Order } from '../graph/cursor';
import { type PageArguments, readPage } from '../graph/page-arguments';
import type { Condition } from './conditions';
import type { ReadSession } from './database';
import { type List, countRows, readPageOfRows, rowsBeyond } from './lists';

/** A page of a list of the root under a filter. */
export async function rootPage<Row extends object>(db: ReadSession, list: List, order: Order, args: PageArguments, conditions: readonly Condition[] = []): Promise<Connection<Row>> {
  const page = readPage(args, list.name, order);
  return new Connection<Row>(list.name, order, page, await readPageOfRows<Row>(db, list, order, page, conditions), {
    count: () => countRows(db, list, conditions),
    rowsBeyond: (side) => rowsBeyond(db, list, order, side, page, conditions),
  });
}
