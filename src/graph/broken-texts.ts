import { GraphQLID, type GraphQLScalarType, GraphQLString, type ValueNode } from 'graphql';
import { badInput } from './scalars';

/** Throws for texts that no database and no file holds: with a NUL, or with half of a surrogate pair. */
function whole(text: string, node?: ValueNode): string {
  if (text.includes('\0')) throw badInput('Expected a text without the character NUL (\\u0000), got one with it. Leave it out.', node);
  if (!isWellFormed(text)) throw badInput('Expected a text of whole characters, got half of a surrogate pair (\\uD800 to \\uDFFF without its partner).', node);
  return text;
}

/** `String.prototype.isWellFormed`, which every Node has that Ibid runs on; the types of ES2023 do not know it. */
const isWellFormed = (text: string): boolean => (text as unknown as { isWellFormed(): boolean }).isWellFormed();

const guarded = new WeakSet<GraphQLScalarType>();

/**
 * Makes `String` and `ID` refuse such texts wherever they are given. The scalars of the specification are single objects that every schema shares
 * and that cannot be replaced; so their reading is wrapped, once.
 */
export function refuseBrokenTexts(): void {
  for (const scalar of [GraphQLString, GraphQLID]) {
    if (guarded.has(scalar)) continue;
    guarded.add(scalar);
    const { parseValue, parseLiteral } = scalar;
    scalar.parseValue = (value) => whole(parseValue.call(scalar, value));
    scalar.parseLiteral = (node, variables) => whole(parseLiteral.call(scalar, node, variables), node);
  }
}
