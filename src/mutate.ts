import type { EntityManager } from 'typeorm';
import type { Context } from './context';
import { InvalidInput } from './errors';
import { Mistake, type UserError, UserErrorCode } from './graph/user-errors';

/** What every payload has: either its objects, or what was wrong with the input. */
export type Payload<Shown> = Partial<Shown> & { userErrors: UserError[] };

/**
 * Runs a mutation that needs a key (src/authorization.ts has its scope): writes in one transaction under the name of the key, and reads what is shown
 * after the write was heard of. Mistakes of the input become `userErrors`.
 */
export async function mutate<Written, Shown extends object>(context: Context,
  work: (manager: EntityManager, by: string) => Promise<Written>, show: (written: Written) => Promise<Shown>): Promise<Payload<Shown>> {
  const by = context.caller?.name;
  if (by === undefined) throw new Error('Expected a mutation that src/authorization.ts lists with a scope, got one that was run without a key.');
  return withUserErrors(async () => show(await context.write((manager) => work(manager, by))));
}

/** Runs what anyone may do; what is thrown because of the input becomes `userErrors`. */
export async function withUserErrors<Shown extends object>(work: () => Promise<Shown>): Promise<Payload<Shown>> {
  try {
    return { ...await work(), userErrors: [] };
  } catch (error) {
    return { userErrors: [asUserError(error)] } as Payload<Shown>;
  }
}

/** What the client can mend; anything else is a fault and goes on. */
function asUserError(error: unknown): UserError {
  if (error instanceof Mistake) return { field: error.field, code: error.code, message: error.message };
  if (error instanceof InvalidInput) return { field: error.argument, code: UserErrorCode.INVALID, message: error.message };
  throw error;
}
