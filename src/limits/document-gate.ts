import { GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { check, checkDocument } from './document-limits';
import { lookThrough } from './nesting';

/** Lexical tokens of a document. */
export const mostTokens = 15_000;
const mostRemembered = 2_000_000, longestRemembered = 20_000;

/**
 * Looks at the text of a document before anything else does, and throws LimitExceeded when it is too large. Texts that passed are remembered
 * (two million characters of them), so that an operation that comes again costs one look-up. What is not GraphQL passes: the server has better words for it.
 */
export function createDocumentGate(): (text: string) => void {
  const passed = new LRUCache<string, true>({ maxSize: mostRemembered, sizeCalculation: (_, text) => text.length + 1 });
  return (text) => {
    if (passed.get(text)) return;
    const { nesting, longestName } = lookThrough(text);
    check('nesting', nesting, 'brackets within each other');
    check('nameLength', longestName, 'characters in a name');
    try {
      checkDocument(parse(text, { noLocation: true, maxTokens: mostTokens }));
    } catch (error) {
      if (isSyntaxError(error)) return;
      throw error;
    }
    if (text.length <= longestRemembered) passed.set(text, true);
  };
}

function isSyntaxError(error: unknown): boolean {
  return error instanceof GraphQLError && error.message.startsWith('Syntax Error');
}
