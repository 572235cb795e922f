import { IbidError } from '../errors';
import { Mistake, UserErrorCode } from '../graph/user-errors';

/** What a client of the graph can mend of what the verbs throw, by the field it is about. */
const mistakes: Readonly<Record<string, { field: string; code: UserErrorCode }>> = {
  KEY_NAME_TAKEN: { field: 'input.name', code: UserErrorCode.CONFLICT },
  NO_SUCH_KEY: { field: 'input.prefix', code: UserErrorCode.NOT_FOUND },
};

/** Runs a verb that speaks to the command line for a mutation. */
export async function asMistake<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const mistake = error instanceof IbidError ? mistakes[error.code] : undefined;
    if (!mistake || !(error instanceof Error)) throw error;
    throw new Mistake(mistake.field, mistake.code, error.message);
  }
}
