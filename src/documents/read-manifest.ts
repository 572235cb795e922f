import { IbidError } from '../errors';

/** A document that clients may name instead of sending it. */
export interface ManifestEntry { id: string; text: string }

/**
 * Reads a manifest of documents: that of Apollo's tools (`{format, operations: [{id, body}]}`), or an object of texts by id, as Relay's compiler and
 * GraphQL Code Generator write it. Throws IbidError BAD_DOCUMENTS.
 */
export function readManifest(json: string, name: string): ManifestEntry[] {
  const bad = (what: string): IbidError => new IbidError('BAD_DOCUMENTS', `${name}: ${what}.`, 'Write it anew with the tool of your client (generate-persisted-query-manifest, relay-compiler, graphql-codegen).');
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch (error) {
    throw bad(`expected JSON; ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw bad('expected an object of documents by their ids, or a manifest with `operations`');
  const pairs: [unknown, unknown][] = 'operations' in content && Array.isArray(content.operations)
    ? content.operations.map((operation: unknown) => { const { id, body } = (operation ?? {}) as { id?: unknown; body?: unknown }; return [id, body]; })
    : Object.entries(content);
  return pairs.map(([id, text], i) => {
    if (typeof id !== 'string' || id === '' || typeof text !== 'string') throw bad(`expected an id and a text as document ${i + 1}, got ${JSON.stringify([id, text]).slice(0, 100)}`);
    return { id, text };
  });
}
