import type { EntityManager } from 'typeorm';
import { authorKey } from '../bibliography/normalize';
import type { Name } from '../bibliography/reference';
import { freeSlugs, slugOf } from '../database/slugs';

/** Ids of the authors that names mean, by `authorKey(name)`. Unknown ones are created. */
export async function findOrCreateAuthors(manager: EntityManager, names: readonly Name[]): Promise<Map<string, number>> {
  const wanted = new Map(names.map((name) => [authorKey(name), name]));
  const found: { key: string; id: number }[] = await manager.query('SELECT key, author_id AS id FROM author_aliases WHERE key = ANY($1::text[])', [[...wanted.keys()]]);
  const ids = new Map(found.map(({ key, id }) => [key, id]));
  const fresh = [...wanted].filter(([key]) => !ids.has(key));
  if (fresh.length === 0) return ids;
  const slugs = await freeSlugs(manager, 'authors', fresh.map(([, name]) => slugOf(displayName(name), 'author')));
  const rows = fresh.map(([key, name], i) => ({
    key, slug: slugs[i], name: displayName(name),
    ...('literal' in name ? {} : { family: name.family, given: name.given ?? null, suffix: name.suffix ?? null }),
  }));
  const created: { id: number; slug: string }[] = await manager.query(
    `INSERT INTO authors (slug, name, family_name, given_name, suffix)
     SELECT slug, name, family, given, suffix FROM json_to_recordset($1) AS r (slug text, name text, family text, given text, suffix text) RETURNING id, slug`, [JSON.stringify(rows)]);
  const idOf = new Map(created.map(({ id, slug }) => [slug, id]));
  const aliases = rows.map(({ key, slug, name }) => ({ key, id: idOf.get(slug ?? '') as number, name }));
  await manager.query(`INSERT INTO author_aliases (key, author_id, name) SELECT key, id, name FROM json_to_recordset($1) AS r (key text, id bigint, name text)`, [JSON.stringify(aliases)]);
  for (const { key, id } of aliases) ids.set(key, id);
  return ids;
}

/** As a reader would write it: given name first. */
function displayName(name: Name): string {
  if ('literal' in name) return name.literal;
  return [name.given, name.family, name.suffix].filter(Boolean).join(' ');
}
