import { createHash } from 'node:crypto';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { IbidError } from '../errors';
import type { ManifestEntry } from './read-manifest';

/** The documents a server knows by name: those of its publication, and those that clients registered by their hash. */
export interface Documents {
  /** Whether only those of the publication may be asked. */
  readonly only: boolean;
  /** The text of an id of a manifest, or of `sha256:` and a hash. */
  byId(id: string): string | undefined;
  /** The text of a SHA-256 in hex. */
  byHash(hash: string): string | undefined;
  /** Whether a text is one of the publication, letter by letter. */
  trusts(text: string): boolean;
  /** Remembers a text that a client sent with its hash; nothing where only those of the publication may be asked. */
  register(hash: string, text: string): void;
}

/** Characters of registered texts, and what an entry of 64 more costs beside its text: together less than 10 MB, whatever is sent. */
const mostRegistered = 4_000_000, overhead = 300, longestRegistered = 20_000;

/** SHA-256 in hex: how clients name a document that nobody gave a name. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The documents of a publication: those of its manifest, and the examples of the playground. */
export interface OwnDocuments { manifest: readonly ManifestEntry[]; examples: readonly string[] }

/** Checks the manifest against the schema: IbidError BAD_DOCUMENTS names what the graph would not answer. The examples have a test of their own. */
export function createDocuments(schema: GraphQLSchema, { manifest, examples }: OwnDocuments, only: boolean): Documents {
  const faults = manifest.flatMap(({ id, text }) => faultsOf(schema, text).map((fault) => `${id}: ${fault}`));
  if (faults.length > 0) throw new IbidError('BAD_DOCUMENTS', `The graph cannot answer documents of IBID_DOCUMENTS_FILE.\n  ${faults.join('\n  ')}`, 'Write the file anew from a client that fits schema.graphql.');
  const byId = new Map(manifest.map(({ id, text }) => [id, text]));
  const byHash = new Map([...manifest.map(({ text }) => text), ...examples].map((text) => [hashOfText(text), text]));
  const registered = new LRUCache<string, string>({ maxSize: mostRegistered, sizeCalculation: (text) => text.length + overhead });
  const find = (hash: string): string | undefined => byHash.get(hash) ?? registered.get(hash);
  return {
    only,
    byId: (id) => byId.get(id) ?? (id.startsWith('sha256:') ? find(id.slice('sha256:'.length)) : undefined),
    byHash: find,
    trusts: (text) => byHash.has(hashOfText(text)),
    register(hash, text) { if (!only && text.length <= longestRegistered) registered.set(hash, text); },
  };
}

function faultsOf(schema: GraphQLSchema, text: string): string[] {
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
