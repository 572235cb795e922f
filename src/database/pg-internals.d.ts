/** What node-postgres exports without types: its conversion of JavaScript values to text parameters. */
declare module 'pg/lib/utils' {
  export function prepareValue(value: unknown): string | Buffer | null;
}
