import { LimitExceeded } from '../errors';
import { documentLimits } from './document-limits';
import { nestingOfJson } from './nesting';
import { checkVariables } from './variable-limits';

/**
 * Looks at the document and the variables of a request before they are read, and throws LimitExceeded when they are too large.
 * What has not the form of a request passes: it is refused, with better words, by who reads it.
 */
export function checkRequest(gate: (text: string) => void, search: string, body: unknown): void {
  if (search !== '') {
    const parameters = new URLSearchParams(search);
    gate(parameters.get('query') ?? '');
    for (const name of ['variables', 'extensions']) checkNesting(parameters.get(name) ?? '');
  }
  if (typeof body !== 'object' || body === null) return;
  const { query, variables } = body as { query?: unknown; variables?: unknown };
  if (typeof query === 'string') gate(query);
  checkVariables(variables);
}

/** Throws LimitExceeded for JSON that goes too deep for those who will walk through it. */
export function checkNesting(json: string): void {
  const nesting = nestingOfJson(json);
  if (nesting > documentLimits.nesting) throw new LimitExceeded('nesting', 'brackets within each other', documentLimits.nesting, nesting);
}
