import { GraphQLError } from 'graphql';
import type { Documents } from './documents';

/** What a request says of its document, in its address or its body. */
interface Parts { search: string; body: unknown }

/** A document by its id (GraphQL over HTTP, appendix A: `documentId`); Relay's example calls it `doc_id`. */
const names = ['documentId', 'doc_id'] as const;

/** Puts the text of a document in the place of its id; a request without one is given back as it is. Throws a GraphQLError for an id that leads nowhere. */
export function withNamedDocument(documents: Documents, { search, body }: Parts): Parts {
  if (names.some((name) => search.includes(name))) {
    const parameters = new URLSearchParams(search);
    const id = names.flatMap((name) => parameters.getAll(name));
    if (id.length > 0) {
      parameters.append('query', textOf(documents, id.length === 1 ? id[0] : id, parameters.get('query')));
      for (const name of names) parameters.delete(name);
      return { search: `?${parameters.toString()}`, body };
    }
  }
  if (typeof body === 'object' && body !== null && ('documentId' in body || 'doc_id' in body)) {
    const { documentId, doc_id: relayId, query, ...rest } = body as { documentId?: unknown; doc_id?: unknown; query?: unknown };
    const id = documentId ?? relayId;
    if (id != null) return { search, body: { ...rest, query: textOf(documents, id, query) } };
  }
  return { search, body };
}

function textOf(documents: Documents, id: unknown, query: unknown): string {
  if (typeof id !== 'string') throw badRequest(`documentId: expected one text, got ${JSON.stringify(id).slice(0, 80)}.`);
  if (query != null && query !== '') throw badRequest('Expected either `query` or `documentId`, got both.');
  const text = documents.byId(id);
  if (text !== undefined) return text;
  if (documents.only) throw notTrusted();
  throw new GraphQLError('documentId: there is no document of this id. Send its text as `query`.', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 400 } } });
}

/** Throws unless the request names or sends a document of the publication. What is no request at all passes: it is refused with better words later. */
export function checkTrusted(documents: Documents, { search, body }: Parts): void {
  const parameters = new URLSearchParams(search);
  const inBody = (typeof body === 'object' && body !== null ? body : {}) as { query?: unknown; extensions?: unknown };
  const texts = [...parameters.getAll('query'), inBody.query].filter((text) => text != null && text !== '');
  for (const text of texts) if (typeof text !== 'string' || !documents.trusts(text)) throw notTrusted();
  if (texts.length > 0) return;
  const hashes = [...parameters.getAll('extensions').map(parse), inBody.extensions].map(hashIn).filter((hash) => hash !== undefined);
  for (const hash of hashes) if (typeof hash !== 'string' || documents.byHash(hash) === undefined) throw notTrusted();
}

/** Whether a request sends a document with its hash, for the server to remember: the same client asks by the hash alone from then on. */
export function registersDocument({ search, body }: Parts): boolean {
  const inBody = (typeof body === 'object' && body !== null ? body : {}) as { query?: unknown; extensions?: unknown };
  if (hashIn(inBody.extensions) !== undefined) return inBody.query !== undefined;
  if (!search.includes('persistedQuery')) return false;
  const parameters = new URLSearchParams(search);
  return parameters.has('query') && parameters.getAll('extensions').map(parse).some((extensions) => hashIn(extensions) !== undefined);
}

/** The hash of Apollo's automatic persisted queries. */
function hashIn(extensions: unknown): unknown {
  return (extensions as { persistedQuery?: { sha256Hash?: unknown } | null } | null | undefined)?.persistedQuery?.sha256Hash;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined; // refused where the request is read
  }
}

function notTrusted(): GraphQLError {
  return new GraphQLError('This server answers only the documents of its publication, letter by letter. Add this one to its manifest (IBID_DOCUMENTS_FILE), or send a key with the scope admin.',
    { extensions: { code: 'DOCUMENT_NOT_TRUSTED', http: { status: 403 } } });
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}
