import type { EntityManager } from 'typeorm';
import { findOrCreateAuthors } from '../authors/find-or-create-authors';
import { identityKey } from '../bibliography/identity-key';
import { authorKey, publisherName, sourceKey } from '../bibliography/normalize';
import type { Name, ParsedReference } from '../bibliography/reference';
import { parsePartialDate, partialDateOrder } from '../dates/partial-date';
import { findOrCreatePublishers } from '../publishers/find-or-create-publishers';

export interface FoundSources {
  /** By `sourceKey(reference)`. */
  ids: Map<string, number>;
  created: number;
}

/** Ids of the works that references mean. Unknown ones are created, with their publishers and authors: a fixed number of statements. */
export async function findOrCreateSources(manager: EntityManager, references: readonly ParsedReference[]): Promise<FoundSources> {
  const wanted = new Map<string, ParsedReference>();
  for (const reference of references) {
    const key = sourceKey(reference);
    if (key !== null && !wanted.has(key)) wanted.set(key, reference);
  }
  const found: { key: string; id: number }[] = await manager.query('SELECT key, id FROM sources WHERE key = ANY($1::text[])', [[...wanted.keys()]]);
  const ids = new Map(found.map(({ key, id }) => [key, id]));
  const fresh = [...wanted].filter(([key]) => !ids.has(key));
  if (fresh.length === 0) return { ids, created: 0 };

  const publishers = await findOrCreatePublishers(manager, fresh.flatMap(([, reference]) => publisherName(reference) ?? []));
  const authors = await findOrCreateAuthors(manager, fresh.flatMap(([, reference]) => reference.authors.filter(isNamed)));
  const created: { key: string; id: number }[] = await manager.query(
    `INSERT INTO sources (key, title, type, container_title, publisher_id, issued, issued_order, url, doi)
     SELECT key, title, type, container, publisher, issued, issued_order, url, doi
     FROM json_to_recordset($1) AS r (key text, title text, type text, container text, publisher bigint, issued text, issued_order integer, url text, doi text)
     RETURNING key, id`,
    [JSON.stringify(fresh.map(([key, reference]) => sourceRow(key, reference, publishers)))]);
  for (const { key, id } of created) ids.set(key, id);
  const authorships = fresh.flatMap(([key, { authors: names }]) =>
    names.filter(isNamed).map((name, i) => ({ source: ids.get(key), position: i + 1, author: authors.get(authorKey(name)) })));
  await manager.query(`INSERT INTO source_authors (source_id, position, author_id)
    SELECT source, position, author FROM json_to_recordset($1) AS r (source bigint, position integer, author bigint)`, [JSON.stringify(authorships)]);
  return { ids, created: created.length };
}

function sourceRow(key: string, reference: ParsedReference, publishers: ReadonlyMap<string, number>): object {
  const { title, type, container, date, url, doi } = reference;
  const publisher = publisherName(reference);
  const issued = date === null ? null : parsePartialDate(date);
  return {
    key, title, type, url, doi, issued: date, issued_order: issued && issued.year !== null ? partialDateOrder(issued) : 0,
    container: container !== null && container !== publisher ? container : null,
    publisher: publisher === null ? null : (publishers.get(identityKey(publisher)) ?? null),
  };
}

/** "et al." says that there are others, not who. */
function isNamed(name: Name): boolean {
  return !('literal' in name && /^et al/i.test(name.literal));
}
