import type { EntityManager } from 'typeorm';
import { identityKey } from '../bibliography/identity-key';
import type { KnownPublisher } from '../bibliography/known-publishers';
import { freeSlugs, slugOf } from '../database/slugs';
import { saveCandidates } from '../merges/save-candidates';
import { findPublisherDespiteTypo, similarPublishers } from './match-publishers';

interface Wanted { name: string; known: KnownPublisher | null; usualName: string; usualKey: string }

/** Ids of the publishers that names mean, by `identityKey(name)`. Unknown ones are created, known ones under their usual name. A fixed number of statements. */
export async function findOrCreatePublishers(manager: EntityManager, names: readonly string[]): Promise<Map<string, number>> {
  const byKey = new Map(names.map((name) => [identityKey(name), name]));
  byKey.delete('');
  if (byKey.size === 0) return new Map();
  const there = await findByAlias(manager, [...byKey.keys()]);
  await respell(manager, there, byKey);
  const ids = new Map(there.map(({ key, id }) => [key, id]));
  const unknown = new Map([...byKey].flatMap(([key, name]) => (ids.has(key) ? [] : [[key, wantedOf(name)] as const])));
  if (unknown.size === 0) return ids;
  for (const { key, id } of await findByAlias(manager, [...unknown.values()].map(({ usualKey }) => usualKey))) ids.set(key, id);
  const fresh = [...new Map([...unknown.values()].flatMap((one) => (ids.has(one.usualKey) ? [] : [[one.usualKey, one] as const]))).values()];
  for (const [key, id] of await create(manager, fresh)) ids.set(key, id);
  const aliases = [...unknown].flatMap(([key, { name, usualKey, usualName }]) => {
    const id = ids.get(usualKey) as number; // it was there or was made
    ids.set(key, id);
    return [{ key, id, name }, { key: usualKey, id, name: usualName }];
  });
  await manager.query(`INSERT INTO publisher_aliases (key, publisher_id, name)
    SELECT DISTINCT ON (key) key, id, name FROM json_to_recordset($1) AS r (key text, id bigint, name text) ON CONFLICT (key) DO NOTHING`, [JSON.stringify(aliases)]);
  const similar = await similarPublishers(manager, fresh.map(({ usualKey }) => ({ key: usualKey, id: ids.get(usualKey) as number })));
  await saveCandidates(manager, 'PUBLISHERS', similar.map((pair) => ({ ...pair, reason: 'SIMILAR_NAME' })));
  return ids;
}

function wantedOf(name: string): Wanted {
  const known = findPublisherDespiteTypo(name);
  const usualName = known?.name ?? name;
  return { name, known, usualName, usualKey: identityKey(usualName) };
}

interface Found { key: string; id: number; name: string }

function findByAlias(manager: EntityManager, keys: readonly string[]): Promise<Found[]> {
  return manager.query<Found[]>('SELECT a.key, p.id, p.name FROM publisher_aliases a JOIN publishers p ON p.id = a.publisher_id WHERE a.key = ANY($1::text[])', [keys]);
}

/** Of spellings that differ in case, quotes or "The" one is shown, whichever came first: with the article, small letters and typographic quotes. */
async function respell(manager: EntityManager, found: readonly Found[], names: ReadonlyMap<string, string>): Promise<void> {
  const better = found.flatMap(({ key, id, name }) => {
    const other = names.get(key) ?? name;
    return other > name && identityKey(name) === key && !findPublisherDespiteTypo(name) ? [{ id, name: other }] : [];
  });
  if (better.length > 0) await manager.query('UPDATE publishers p SET name = r.name FROM json_to_recordset($1) AS r (id bigint, name text) WHERE p.id = r.id', [JSON.stringify(better)]);
}

async function create(manager: EntityManager, fresh: readonly Wanted[]): Promise<Map<string, number>> {
  if (fresh.length === 0) return new Map();
  const slugs = await freeSlugs(manager, 'publishers', fresh.map(({ usualName }) => slugOf(usualName, 'publisher')));
  const rows = fresh.map(({ usualName, known }, i) => ({ name: usualName, slug: slugs[i], kind: known?.kind ?? 'UNKNOWN', homepage: known?.homepage ?? null }));
  const created: { id: number; slug: string }[] = await manager.query(
    `INSERT INTO publishers (slug, name, kind, homepage)
     SELECT slug, name, kind, homepage FROM json_to_recordset($1) AS r (slug text, name text, kind text, homepage text) RETURNING id, slug`, [JSON.stringify(rows)]);
  const idOf = new Map(created.map(({ id, slug }) => [slug, id]));
  return new Map(fresh.map(({ usualKey }, i) => [usualKey, idOf.get(slugs[i] ?? '') as number]));
}
