import { InvalidInput } from '../errors';
import { globalId, readGlobalId } from '../graph/node-id';

type HiddenType = 'Webhook' | 'WebhookDelivery';

/** The id of what `node(id)` does not find, in the same form: not everyone may see it. */
export function hiddenId(type: HiddenType, id: number): string {
  return globalId(type, id);
}

/** The row id in such an id; InvalidInput when it is none. */
export function readHiddenId(text: string, argument: string, type: HiddenType): number {
  const read = readGlobalId(text);
  if (read?.type === type) return read.id;
  throw new InvalidInput(argument, `the id of a ${type} as this graph gives it`, text);
}
