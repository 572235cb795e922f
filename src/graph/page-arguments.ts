import { ArgsType, Field, Int } from 'type-graphql';
import { InvalidInput } from '../errors';
import { type Order, decodeCursor } from './cursor';

/** The arguments of every connection (Relay's Cursor Connections). */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, description: 'How many from the start (or after `after`): 1 to 100. Default 20.' })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;
  @Field(() => Int, { nullable: true, description: 'How many from the end (or before `before`): 1 to 100.' })
  last?: number | null;
  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

/** The argument of a short list that is not paged. */
@ArgsType()
export class FirstArguments {
  @Field(() => Int, { nullable: true, description: 'How many from the start: 1 to 100. Default 20.' })
  first?: number | null;
}

/** A page that was asked for: how many rows, from which end, between which cursor values. */
export interface Page {
  size: number;
  backward: boolean;
  after: readonly (string | number)[] | null;
  before: readonly (string | number)[] | null;
}

export const defaultSize = 20;
export const largestPage = 100;

/** Reads page arguments for one list in one order; InvalidInput for a wrong size or a cursor of another list. */
export function readPage(args: PageArguments, list: string, order: Order): Page {
  const { first = null, last = null } = args;
  if (first !== null && last !== null) throw new InvalidInput('last', 'either `first` or `last`, not both', { first, last });
  checkSize('first', first);
  checkSize('last', last);
  return {
    size: first ?? last ?? defaultSize,
    backward: last !== null || (first === null && args.before != null), // `before` alone: the page just before it
    after: args.after == null ? null : decodeCursor(list, order, args.after, 'after'),
    before: args.before == null ? null : decodeCursor(list, order, args.before, 'before'),
  };
}

/** How many rows of a short list are asked for; InvalidInput outside 1 to 100. */
export function readFirst({ first }: FirstArguments): number {
  checkSize('first', first ?? null);
  return first ?? defaultSize;
}

function checkSize(argument: string, size: number | null): void {
  if (size !== null && (size < 1 || size > largestPage)) throw new InvalidInput(argument, `a number from 1 to ${largestPage}`, size);
}
