import { Client } from 'pg';

type Query = (this: Client, ...values: unknown[]) => unknown;

const listeners = new Set<(text: string) => void>();
const original = Client.prototype.query as Query;

/** Every statement of this process goes through here on its way to PostgreSQL, whichever pool or runner sends it. */
Client.prototype.query = function (this: Client, ...values: unknown[]): unknown {
  const [first] = values;
  const text = typeof first === 'string' ? first : (first as { text?: string }).text ?? '';
  for (const listen of listeners) listen(text);
  return original.apply(this, values);
} as typeof Client.prototype.query;

/** Runs something and gives its result with the texts of the statements that reached PostgreSQL meanwhile, in order. */
export async function counted<Result>(run: () => Promise<Result>): Promise<{ result: Result; statements: string[] }> {
  const statements: string[] = [];
  const listen = (text: string): void => { statements.push(text); };
  listeners.add(listen);
  try {
    return { result: await run(), statements };
  } finally {
    listeners.delete(listen);
  }
}
