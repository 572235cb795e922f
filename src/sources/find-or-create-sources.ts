import type { EntityManager } from 'typeorm';
import { findOrCreateAuthors } from '../authors/find-or-create-authors';
import { identityKey } from '../bibliography/identity-key';
import { authorKey, publisherName, sourceKey } from '../bibliography/normalize';
import type { Name, ParsedReference } from '../bibliography/reference';
import { type Cell, copyRows } from '../database/copy-rows';
import { parsePartialDate, partialDateOrder } from '../dates/partial-date';
import { findOrCreatePublishers } from '../publishers/find-or-create-publishers';

/** Works by the key of `sourceKey(reference)`; those of `fresh` have an id, but no row yet. */
export interface FoundSources {
  ids: Map<string, number>;
  fresh: readonly NewSource[];
}
interface NewSource { id: number; key: string; reference: ParsedReference }

/**
 * Ids of the works that references mean; unknown ones get theirs here and their rows from `createSources`, in the same transaction.
 * A fixed number of statements.
 */
export async function findSources(manager: EntityManager, references: readonly ParsedReference[]): Promise<FoundSources> {
  const wanted = new Map<string, ParsedReference>();
  for (const reference of references) {
    const key = sourceKey(reference);
    if (key !== null && !wanted.has(key)) wanted.set(key, reference);
  }
  const found: { key: string; id: number }[] = await manager.query(
    'SELECT key, id FROM sources WHERE key = ANY($1::text[]) UNION ALL SELECT key, source_id FROM source_keys WHERE key = ANY($1::text[])', [[...wanted.keys()]]);
  const ids = new Map(found.map(({ key, id }) => [key, id]));
  const unknown = [...wanted].filter(([key]) => !ids.has(key));
  const reserved: { id: number }[] = unknown.length === 0 ? []
    : await manager.query(`SELECT nextval(pg_get_serial_sequence('sources', 'id')) AS id FROM generate_series(1, $1)`, [unknown.length]);
  const fresh = unknown.map(([key, reference], i) => ({ key, reference, id: reserved[i]?.id as number })); // as many ids as were asked for
  for (const { key, id } of fresh) ids.set(key, id);
  return { ids, fresh };
}

/**
 * Writes new works with their publishers and authors. Lines that cite them may stand before them (their foreign key deferred): they are counted here once,
 * where counting a source up later writes all its indexes again. A fixed number of statements.
 */
export async function createSources(manager: EntityManager, fresh: readonly NewSource[]): Promise<void> {
  if (fresh.length === 0) return;
  const publishers = await findOrCreatePublishers(manager, fresh.flatMap(({ reference }) => publisherName(reference) ?? []));
  const authors = await findOrCreateAuthors(manager, fresh.flatMap(({ reference }) => reference.authors.filter(isNamed)));
  const counts: { id: number; count: number }[] = await manager.query(
    'SELECT source_id AS id, count(*) FROM citations WHERE source_id = ANY($1::bigint[]) AND cited_at IS NOT NULL GROUP BY source_id', [fresh.map(({ id }) => id)]);
  const countOf = new Map(counts.map(({ id, count }) => [id, count]));
  await copyRows(manager, 'sources', ['id', 'key', 'title', 'type', 'container_title', 'publisher_id', 'issued', 'issued_order', 'url', 'doi', 'isbn', 'citation_count'],
    fresh.map(({ id, key, reference }) => [id, key, ...sourceCells(reference, publishers), countOf.get(id) ?? 0]));
  await copyRows(manager, 'source_authors', ['source_id', 'position', 'author_id'],
    fresh.flatMap(({ id, reference }) => reference.authors.filter(isNamed).map((name, i) => [id, i + 1, authors.get(authorKey(name)) as number])));
}

/** `findSources` and `createSources` at once, for references that no line cites yet. */
export async function findOrCreateSources(manager: EntityManager, references: readonly ParsedReference[]): Promise<FoundSources> {
  const found = await findSources(manager, references);
  await createSources(manager, found.fresh);
  return found;
}

/** title, type, container_title, publisher_id, issued, issued_order, url, doi, isbn */
function sourceCells(reference: ParsedReference, publishers: ReadonlyMap<string, number>): Cell[] {
  const { title, type, container, date, url, doi, isbn } = reference;
  const publisher = publisherName(reference);
  const issued = date === null ? null : parsePartialDate(date);
  return [title, type, container !== publisher ? container : null, publisher === null ? null : (publishers.get(identityKey(publisher)) ?? null),
    date, issued && issued.year !== null ? partialDateOrder(issued) : 0, url, doi, isbn];
}

/** "et al." says that there are others, not who. */
function isNamed(name: Name): boolean {
  return !('literal' in name && /^et al/i.test(name.literal));
}
