import type { EntityManager } from 'typeorm';
import { identityKey } from '../bibliography/identity-key';
import { findKnownPublisher } from '../bibliography/known-publishers';
import { freeSlugs, slugOf } from '../database/slugs';

/** Ids of the publishers that names mean, by `identityKey(name)`. Unknown ones are created, known ones under their usual name. */
export async function findOrCreatePublishers(manager: EntityManager, names: readonly string[]): Promise<Map<string, number>> {
  const wanted = new Map<string, { name: string; usualName: string; usualKey: string }>();
  for (const name of names) {
    const key = identityKey(name);
    if (key === '' || wanted.has(key)) continue;
    const usualName = findKnownPublisher(name)?.name ?? name;
    wanted.set(key, { name, usualName, usualKey: identityKey(usualName) });
  }
  const ids = await publisherIds(manager, [...wanted].flatMap(([key, { usualKey }]) => [key, usualKey]));
  const fresh = [...new Map([...wanted].flatMap(([key, { usualKey, usualName }]) => (ids.has(key) || ids.has(usualKey) ? [] : [[usualKey, usualName] as const])))];
  const slugs = await freeSlugs(manager, 'publishers', fresh.map(([, name]) => slugOf(name, 'publisher')));
  const rows = fresh.map(([key, name], i) => ({ key, name, slug: slugs[i], kind: findKnownPublisher(name)?.kind ?? 'UNKNOWN', homepage: homepageOf(name) }));
  if (rows.length > 0) {
    const created: { id: number; slug: string }[] = await manager.query(
      `INSERT INTO publishers (slug, name, kind, homepage)
       SELECT slug, name, kind, homepage FROM json_to_recordset($1) AS r (slug text, name text, kind text, homepage text) RETURNING id, slug`, [JSON.stringify(rows)]);
    const idOf = new Map(created.map(({ id, slug }) => [slug, id]));
    for (const { key, slug } of rows) ids.set(key, idOf.get(slug ?? '') as number);
  }
  const aliases = [...wanted].flatMap(([key, { name, usualKey, usualName }]) => {
    const id = ids.get(key) ?? ids.get(usualKey);
    ids.set(key, id as number);
    return [{ key, id, name }, { key: usualKey, id, name: usualName }];
  });
  await manager.query(`INSERT INTO publisher_aliases (key, publisher_id, name)
    SELECT DISTINCT ON (key) key, id, name FROM json_to_recordset($1) AS r (key text, id bigint, name text) ON CONFLICT (key) DO NOTHING`, [JSON.stringify(aliases)]);
  return ids;
}

async function publisherIds(manager: EntityManager, keys: readonly string[]): Promise<Map<string, number>> {
  const rows: { key: string; id: number }[] = await manager.query('SELECT key, publisher_id AS id FROM publisher_aliases WHERE key = ANY($1::text[])', [keys]);
  return new Map(rows.map(({ key, id }) => [key, id]));
}

function homepageOf(name: string): string | null {
  return findKnownPublisher(name)?.homepage ?? null;
}
