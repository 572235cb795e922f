import { InvalidInput } from '../errors';

/** One column a list is ordered by: where it is in SQL, and under which name the row carries it. */
export interface OrderColumn { sql: string; property: string; type: 'bigint' | 'real' | 'timestamptz' | 'text' }

/** The order of a list; all columns run the same way, so that a row comparison is a keyset. The last makes it unique. */
export interface Order { name: string; descending: boolean; columns: readonly OrderColumn[] }

type CursorValue = string | number;

/** The place of a row in a list: the list's and the order's name with the values it is ordered by. Opaque to clients. */
export function encodeCursor(list: string, order: Order, row: object): string {
  const values = order.columns.map(({ property }) => (row as Record<string, CursorValue>)[property]);
  return Buffer.from(JSON.stringify([list, order.name, ...values])).toString('base64url');
}

/** The values of a cursor; InvalidInput when it is not one of this list in this order. */
export function decodeCursor(list: string, order: Order, cursor: string, argument: string): CursorValue[] {
  let parts: unknown = null;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error; // not JSON: refused below like any other wrong cursor
  }
  if (Array.isArray(parts)) {
    const [cursorList, cursorOrder, ...values] = parts as unknown[];
    if (cursorList === list && cursorOrder === order.name && values.length === order.columns.length &&
        order.columns.every(({ type }, i) => fits(type, values[i]))) return values as CursorValue[];
  }
  throw new InvalidInput(argument, `a cursor of the list "${list}" ordered by ${order.name}`, cursor);
}

function fits(type: OrderColumn['type'], value: unknown): boolean {
  if (type === 'bigint') return Number.isSafeInteger(value);
  if (type === 'real') return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 3e38;
  if (type === 'timestamptz') return typeof value === 'string' && isInstant(value);
  return typeof value === 'string' && !value.includes('\0');
}

/** Whether text is an instant as `encodeCursor` writes it; PostgreSQL has no year 0, no 30 February and no text past the year 9999 in this form. */
function isInstant(text: string): boolean {
  return /^(?!0000)\d{4}-/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
}
