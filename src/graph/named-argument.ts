import { type ASTNode, GraphQLError, Kind, type Token, TokenKind } from 'graphql';

/** Whether a node is a value of the document. */
const isValue = ({ kind }: ASTNode): boolean => kind === Kind.INT || kind === Kind.FLOAT || kind === Kind.STRING || kind === Kind.BOOLEAN || kind === Kind.NULL || kind === Kind.ENUM || kind === Kind.LIST || kind === Kind.OBJECT;

/**
 * The argument, or field of an input, that an error of graphql-js is about: its own words name only the type that a literal does not fit,
 * or the variable that a client made up. Null for an error of another kind. Read off the tokens, which know the order of the text.
 */
export function argumentOf(error: unknown): string | null {
  const [node] = error instanceof GraphQLError ? error.nodes ?? [] : [];
  if (!(error instanceof GraphQLError) || !node?.loc) return null;
  if (isValue(node)) return nameBefore(node.loc.startToken);
  if (node.kind !== Kind.VARIABLE_DEFINITION) return null;
  for (let token: Token | null = node.loc.endToken; token; token = token.next) {
    if (token.kind !== TokenKind.DOLLAR || token.next?.value !== node.variable.name.value) continue;
    const name = nameBefore(token);
    const [, within = ''] = / at "\w+([.[][\w.[\]]*)"; /.exec(error.message) ?? [];
    return name === null ? null : name + within;
  }
  return null;
}

/** The name before the colon that a value stands behind, alone or in a list. */
function nameBefore(value: Token): string | null {
  let depth = 0; // of brackets that were opened and closed before the value; below zero around it
  for (let token = value.prev; token; token = token.prev) {
    if (token.kind === TokenKind.BRACKET_R || token.kind === TokenKind.BRACE_R) depth += 1;
    else if (token.kind === TokenKind.BRACKET_L || token.kind === TokenKind.BRACE_L) depth -= 1;
    else if (token.kind === TokenKind.COLON && depth <= 0) return token.prev?.value ?? null;
  }
  return null;
}
