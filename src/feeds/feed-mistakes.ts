import { IbidError } from '../errors';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { OutsideError } from '../outside/outside-error';
import { NoFeed } from './no-feed';

/** What a client of the graph can mend of what the verbs throw, by the field it is about. */
const mistakes: Readonly<Record<string, { field: string; code: UserErrorCode }>> = {
  NO_FEED_FOUND: { field: 'input.url', code: UserErrorCode.INVALID },
  FEED_THERE: { field: 'input.url', code: UserErrorCode.CONFLICT },
  NAME_NOT_USABLE: { field: 'input.name', code: UserErrorCode.INVALID },
  NAME_TAKEN: { field: 'input.name', code: UserErrorCode.CONFLICT },
  INTERVAL_NOT_USABLE: { field: 'input.intervalMinutes', code: UserErrorCode.INVALID },
  NO_SUCH_ORIGIN: { field: 'input.id', code: UserErrorCode.NOT_FOUND },
  ORIGIN_IS_OURS: { field: 'input.id', code: UserErrorCode.CONFLICT },
};

/** Runs a verb that speaks to the command line, or asks outside, for a mutation. */
export async function asMistake<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OutsideError || error instanceof NoFeed) throw new Mistake('input.url', UserErrorCode.INVALID, error.message);
    const mistake = error instanceof IbidError ? mistakes[error.code] : undefined;
    if (!mistake || !(error instanceof IbidError)) throw error;
    throw new Mistake(mistake.field, mistake.code, error.nextStep ? `${error.message} ${error.nextStep}` : error.message);
  }
}
