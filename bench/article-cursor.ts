import { type Order, decodeCursor, encodeCursor } from '../src/graph/cursor';

/** The cursors of Ibid's list of articles, newest first: the servers beside it give and take the same, so that answers can be compared. */

const order: Order = {
  name: 'NEWEST', descending: true, columns: [{ sql: 'listed_at', property: 'listedAt', type: 'timestamptz' }, { sql: 'id', property: 'id', type: 'bigint' }],
};

export const articleCursor = (id: number, listedAt: Date): string => encodeCursor('articles', order, { id, listedAt });

/** `[listedAt, id]` of the row that a cursor names. */
export const placeOf = (cursor: string): (string | number)[] => decodeCursor('articles', order, cursor, 'after');
