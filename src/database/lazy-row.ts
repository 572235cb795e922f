import { types } from 'pg';

/** A column as PostgreSQL describes it. */
export interface Column { name: string; dataTypeID: number }

/** Makes a row of the texts of its columns. */
export type RowClass = new (fields: readonly (string | null)[]) => object;

/** Where a row has its texts: no column can be called so. */
const texts = Symbol('texts');

const textOids = new Set([types.builtins.TEXT, types.builtins.VARCHAR, types.builtins.BPCHAR]);

/**
 * The class of a statement's rows: a column is converted (to a number, an array, an instant as RFC 3339 text) when it is read and not before, so that a
 * row costs no more than what is shown of it. Columns are read-only properties; `{ ...row }` does not copy them.
 */
export function rowClass(columns: readonly Column[]): RowClass {
  const signature = columns.map(({ name, dataTypeID }) => `${name} ${dataTypeID}`).join();
  let made = classes.get(signature);
  if (!made) classes.set(signature, made = makeClass(columns));
  return made;
}

/** One class for all connections, or the engine sees as many kinds of one row; as many as the code has statements. */
const classes = new Map<string, RowClass>();

function makeClass(columns: readonly Column[]): RowClass {
  class Row {
    readonly [texts]: readonly (string | null)[];
    constructor(fields: readonly (string | null)[]) { this[texts] = fields; }
  }
  columns.forEach(({ name, dataTypeID }, i) => {
    const parse = dataTypeID === types.builtins.TIMESTAMPTZ ? isoInstant : types.getTypeParser(dataTypeID) as (text: string) => unknown;
    const get = textOids.has(dataTypeID)
      ? function (this: Row): unknown { return this[texts][i]; }
      : function (this: Row): unknown {
        const text = this[texts][i] as string | null; // a row has every column of its description
        return text === null ? null : parse(text);
      };
    Object.defineProperty(Row.prototype, name, { get, enumerable: true });
  });
  return Row;
}

/** An instant as PostgreSQL writes it (`2009-02-26 00:00:00.5+00`) in RFC 3339, to the millisecond, in UTC. */
function isoInstant(text: string): string {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?\+00$/.test(text)) {
    return (types.getTypeParser(types.builtins.TIMESTAMPTZ)(text) as Date).toISOString(); // another time zone, a year of five digits
  }
  return `${text.slice(0, 10)}T${text.slice(11, 19)}${text.slice(19, -3).padEnd(4, text.length > 22 ? '0' : '.000')}Z`;
}
