import { Client } from 'pg';

type Query = (this: Client, ...values: unknown[]) => unknown;

const listeners = new Set<(text: string) => void>();
const original = Client.prototype.query as Query;

/** Every statement of this process goes through here on its way to PostgreSQL, whichever pool or runner sends it. */
Client.prototype.query = function (this: Client, ...values: unknown[]): unknown {
  const [first] = values;
  for (const text of textsOf(first)) for (const listen of listeners) listen(text);
  return original.apply(this, values);
} as typeof Client.prototype.query;

/** A statement's text, or those of a batch that travels together. */
function textsOf(query: unknown): string[] {
  if (typeof query === 'string') return [query];
  const { text = '', pending } = query as { text?: string; pending?: { statement: { text: string } }[] };
  return pending ? pending.map(({ statement }) => statement.text) : [text];
}

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
