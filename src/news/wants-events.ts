import { OperationTypeNode, getOperationAST, parse } from 'graphql';
import { mostTokens } from '../limits/document-gate';

/** What a request says of its operation, wherever it says it. */
export interface AskedOperation { query?: unknown; operationName?: unknown; variables?: unknown; extensions?: unknown; documentId?: unknown; doc_id?: unknown }

/** Longer ones are not looked at: who means a subscription by one takes nothing but events. */
const longestText = 20_000;

/** Whether a client takes events and nothing else. */
export function takesOnlyEvents(accept: string | undefined): boolean {
  return accept !== undefined && accept !== '' && accept.split(',').every((range) => isEvents(range));
}

/** Whether an answer is to be a stream of events: the client takes nothing else, or takes them and asks for a subscription (urql takes them for everything). */
export function wantsEvents(accept: string | undefined, { query, operationName }: AskedOperation): boolean {
  if (takesOnlyEvents(accept)) return true;
  if (!accept?.split(',').some(isEvents) || typeof query !== 'string' || query.length > longestText || !query.includes('subscription')) return false;
  try {
    return getOperationAST(parse(query, { maxTokens: mostTokens, noLocation: true }), typeof operationName === 'string' ? operationName : null)?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false; // whatever is wrong with it is told where it is refused
  }
}

function isEvents(range: string): boolean {
  return /^\s*text\/event-stream\s*(;|$)/i.test(range);
}

/** The operation in the parameters of an address; what is no JSON there is told where the request is read. */
export function operationInAddress(search: string): AskedOperation {
  const parameters = new URLSearchParams(search);
  const json = (name: string): unknown => {
    try {
      return JSON.parse(parameters.get(name) ?? 'null') as unknown;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return parameters.get(name);
    }
  };
  return { query: parameters.get('query') ?? undefined, operationName: parameters.get('operationName'), variables: json('variables'), extensions: json('extensions') ?? undefined, ...parameters.has('documentId') && { documentId: parameters.get('documentId') } };
}
