import { InvalidInput } from '../errors';

type HiddenType = 'Webhook' | 'WebhookDelivery';

/** The id of what `node(id)` does not find, in the same form: not everyone may see it. */
export function hiddenId(type: HiddenType, id: number): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** The row id in such an id; InvalidInput when it is none. */
export function readHiddenId(text: string, argument: string, type: HiddenType): number {
  const [name, digits = '', ...rest] = Buffer.from(text, 'base64url').toString('latin1').split(':');
  if (name === type && /^[1-9]\d{0,14}$/.test(digits) && rest.length === 0) return Number(digits);
  throw new InvalidInput(argument, `the id of a ${type} as this graph gives it`, text);
}
