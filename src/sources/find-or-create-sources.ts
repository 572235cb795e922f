import type { EntityManager } from 'typeorm';
import { type SignedName, findOrCreateAuthors } from '../authors/find-or-create-authors';
import { authorKey, publisherName, sourceKey } from '../bibliography/normalize';
import type { Work } from '../bibliography/same-work';
import { copyRows } from '../database/copy-rows';
import { saveCandidates } from '../merges/save-candidates';
import { findOrCreatePublishers } from '../publishers/find-or-create-publishers';
import { type KeptSource, improved, orderOf, saveImproved } from './improve-sources';
import { type KeyedReference, type Matches, type Target, identifierKeys, matchSources } from './match-sources';
import { type SourceReference, isNamed, matchKey, publisherIdOf } from './work-of';

/** Works by the key of `sourceKey(reference)`; those of `fresh` have an id, but no row yet. */
export interface FoundSources {
  ids: Map<string, number>;
  fresh: readonly NewSource[];
  /** What references of unknown keys turned out to mean. */
  matches: Matches;
  /** Authors of references whose source was there: another way to write a name is a name of that author. */
  signed: readonly SignedName[];
  /** How many sources that were there were told something better. */
  improved: number;
}
interface NewSource extends KeyedReference { row: KeptSource }

/**
 * Ids of the works that references mean: found by their key, by what else tells works alike, or new. New ones get their ids here and their rows from
 * `createSources`, in the same transaction. Sources are told what a reference says better. A fixed number of statements.
 */
export async function findSources(manager: EntityManager, keyed: readonly KeyedReference[]): Promise<FoundSources> {
  const wanted = new Map(keyed.map((one) => [one.key, one]));
  const rows: (KeptSource & { key: string; own: boolean })[] = await manager.query(`
    WITH found AS (
      SELECT key, id, true AS own FROM sources WHERE key = ANY($1::text[]) UNION ALL SELECT key, source_id, false FROM source_keys WHERE key = ANY($1::text[])
    ) SELECT f.key, f.own, s.id, s.title, s.type, s.container_title AS "containerTitle", s.publisher_id AS "publisherId", s.issued, s.url, s.doi, s.isbn FROM found f JOIN sources s USING (id)`, [[...wanted.keys()]]);
  const found = new Map(rows.map((row) => [row.key, row]));
  const ids = new Map(rows.map(({ key, id }) => [key, id]));
  const unknown = [...wanted.values()].filter(({ key }) => !ids.has(key));
  const publishers = await findOrCreatePublishers(manager, unknown.flatMap(({ reference }) => publisherName(reference) ?? []));
  const matches: Matches = unknown.length === 0 ? { works: new Map<string, Work>(), same: new Map<string, Target>(), maybe: [] } : await matchSources(manager, unknown, publishers);

  const news = unknown.filter(({ key }) => !matches.same.has(key));
  const reserved: { id: number }[] = news.length === 0 ? []
    : await manager.query(`SELECT nextval(s.ids) AS id FROM (SELECT pg_get_serial_sequence('sources', 'id')::regclass AS ids OFFSET 0) AS s, generate_series(1, $1)`, [news.length]);
  const fresh = news.map(({ key, reference }, i) => ({ key, reference, row: rowOf(reserved[i]?.id as number, reference, publishers) })); // as many ids as were asked for
  for (const { key, row } of fresh) ids.set(key, row.id);
  const signed: SignedName[] = [];
  const better = new Map<number, KeptSource>();
  const rowOfKey = new Map<string, KeptSource>([...found, ...fresh.map(({ key, row }) => [key, row] as const)]);
  for (const { key, reference } of keyed) {
    const target = matches.same.get(key);
    const source = target && 'source' in target ? target.source : rowOfKey.get(target?.key ?? key);
    if (!source) continue;
    if (target) ids.set(key, source.id);
    const next = improved(better.get(source.id) ?? source, reference, publishers, target !== undefined || found.get(key)?.own !== false);
    if (next) better.set(source.id, next);
    // Lists write the names of one title, house and month alike; where another key led to a source, its authors may be written otherwise.
    if (target || reference.doi !== null) signed.push(...signedNames(reference, source.publisherId));
  }
  const made = new Set(fresh.map(({ row }) => row.id));
  for (const one of fresh) one.row = better.get(one.row.id) ?? one.row;
  const told = [...better.values()].filter(({ id }) => !made.has(id));
  await saveImproved(manager, told);
  return { ids, fresh, matches, signed, improved: told.length };
}

/**
 * Writes new works with their publishers and authors. Lines that cite them may stand before them (their foreign key deferred): they are counted here once,
 * where counting a source up later writes all its indexes again. A fixed number of statements.
 * @param originId what brought them; null for a person
 */
export async function createSources(manager: EntityManager, { ids, fresh, matches, signed }: FoundSources, originId: number | null): Promise<void> {
  const authors = await findOrCreateAuthors(manager, [...signed, ...fresh.flatMap(({ reference, row }) => signedNames(reference, row.publisherId))]);
  if (fresh.length > 0) {
    const counts: { id: number; count: number }[] = await manager.query(
      'SELECT source_id AS id, count(*) FROM citations WHERE source_id = ANY($1::bigint[]) AND cited_at IS NOT NULL GROUP BY source_id', [fresh.map(({ row }) => row.id)]);
    const countOf = new Map(counts.map(({ id, count }) => [id, count]));
    await copyRows(manager, 'sources', ['id', 'key', 'title', 'type', 'container_title', 'publisher_id', 'issued', 'issued_order', 'url', 'doi', 'isbn', 'match_key', 'origin_id', 'citation_count'],
      fresh.map(({ key, row: { id, title, type, containerTitle, publisherId, issued, url, doi, isbn } }) =>
        [id, key, title, type, containerTitle, publisherId, issued, orderOf(issued), url, doi, isbn, matchKey(matches.works.get(key) as Work), originId, countOf.get(id) ?? 0]));
    await copyRows(manager, 'source_authors', ['source_id', 'position', 'author_id'],
      fresh.flatMap(({ row, reference }) => reference.authors.filter(isNamed).map((name, i) => [row.id, i + 1, authors.get(authorKey(name)) as number])));
  }
  const others = [...[...matches.same.keys()].map((key) => ({ key, id: ids.get(key) })), ...fresh.flatMap((source) => otherKeys(source, matches.works.get(source.key) as Work))];
  if (others.length > 0) {
    await manager.query('INSERT INTO source_keys (key, source_id) SELECT key, id FROM json_to_recordset($1) AS r (key text, id bigint) ON CONFLICT (key) DO NOTHING', [JSON.stringify(others)]);
  }
  await saveCandidates(manager, 'SOURCES', matches.maybe.map(({ key, other, reason, score }) => ({ one: ids.get(key) as number, other: idOf(other, ids), reason, score })));
}

/** `findSources` and `createSources` at once, for references that no line cites yet. */
export async function findOrCreateSources(manager: EntityManager, references: readonly SourceReference[], originId: number | null = null): Promise<FoundSources> {
  const found = await findSources(manager, references.flatMap((reference) => {
    const key = sourceKey(reference);
    return key === null ? [] : [{ key, reference }];
  }));
  await createSources(manager, found, originId);
  return found;
}

function signedNames(reference: SourceReference, publisherId: number | null): SignedName[] {
  return reference.authors.filter(isNamed).map((name) => ({ name, publisherId }));
}

function idOf(target: Target, ids: ReadonlyMap<string, number>): number {
  return 'source' in target ? target.source.id : ids.get(target.key) as number; // a work that is new has its id
}

/** A work with an identifier is found by that too, and one with a DOI also by its title. */
function otherKeys({ row: { id }, key, reference }: NewSource, work: Work): { key: string; id: number }[] {
  const byTitle = reference.doi === null ? key : sourceKey({ ...reference, doi: null });
  return [...identifierKeys(work), ...(byTitle === null || byTitle === key ? [] : [byTitle])].map((other) => ({ key: other, id }));
}

/** The row of a new source. */
function rowOf(id: number, reference: SourceReference, publishers: ReadonlyMap<string, number>): KeptSource {
  const { title, type, container, date, url, doi, isbn } = reference;
  return {
    id, title: title ?? '', type: type ?? 'document', containerTitle: container !== publisherName(reference) ? container : null, publisherId: publisherIdOf(reference, publishers),
    issued: date, url, doi, isbn,
  };
}
