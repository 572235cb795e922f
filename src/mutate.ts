import type { EntityManager } from 'typeorm';
import type { Context } from './context';
import { InvalidInput, NotAllowed } from './errors';
import { Mistake, type UserError, UserErrorCode } from './graph/user-errors';
import { type Scope, allows } from './keys/scopes';

/** What every payload has: either its objects, or what was wrong with the input. */
export type Payload<Shown> = Partial<Shown> & { userErrors: UserError[] };

/**
 * Runs a mutation: asks for the scope, writes in one transaction under the name of the key, and reads what is shown
 * after the write was heard of. Mistakes of the input become `userErrors`.
 */
export async function mutate<Written, Shown extends object>(context: Context, scope: Scope,
  work: (manager: EntityManager, by: string) => Promise<Written>, show: (written: Written) => Promise<Shown>): Promise<Payload<Shown>> {
  const by = nameOfCaller(context, scope);
  try {
    const written = await context.write((manager) => work(manager, by));
    return { ...await show(written), userErrors: [] };
  } catch (error) {
    return { userErrors: [asUserError(error)] } as Payload<Shown>;
  }
}

function nameOfCaller({ caller }: Context, scope: Scope): string {
  if (!caller) throw new NotAllowed('UNAUTHENTICATED', `This needs a key with the scope ${scope}. Make one with \`ibid keys create --name NAME --scope ${scope}\` and send it as Authorization: Bearer ibid_…`);
  if (!allows(caller.scopes, scope)) {
    throw new NotAllowed('FORBIDDEN', `This needs the scope ${scope}; the key ${JSON.stringify(caller.name)} has ${caller.scopes.join(', ')}. Use a key made with --scope ${scope}.`);
  }
  return caller.name;
}

/** What the client can mend; anything else is a fault and goes on. */
function asUserError(error: unknown): UserError {
  if (error instanceof Mistake) return { field: error.field, code: error.code, message: error.message };
  if (error instanceof InvalidInput) return { field: error.argument, code: UserErrorCode.INVALID, message: error.message };
  throw error;
}
