import type { EntityManager } from 'typeorm';
import { authorKey } from '../bibliography/normalize';
import type { Name, PersonName } from '../bibliography/reference';
import { freeSlugs, slugOf } from '../database/slugs';
import { saveCandidates } from '../merges/save-candidates';
import { displayName } from './display-name';
import { type AuthorTarget, matchAuthors } from './match-authors';
import { saveFullerNames } from './save-fuller-names';

/** A name as a byline or a reference has it, with the publisher of what is signed with it: what tells two bearers of a name apart. */
export interface SignedName { name: Name; publisherId: number | null }

/** Ids of the authors that names mean, by `authorKey(name)`. Unknown ones are matched with what is there, or created. A fixed number of statements. */
export async function findOrCreateAuthors(manager: EntityManager, names: readonly SignedName[]): Promise<Map<string, number>> {
  const wanted = new Map<string, { name: Name; publishers: Set<number> }>();
  for (const { name, publisherId } of names) {
    const key = authorKey(name);
    const one = wanted.get(key) ?? { name, publishers: new Set<number>() };
    if (publisherId !== null) one.publishers.add(publisherId);
    wanted.set(key, one);
  }
  if (wanted.size === 0) return new Map();
  const found: { key: string; id: number }[] = await manager.query('SELECT key, author_id AS id FROM author_aliases WHERE key = ANY($1::text[])', [[...wanted.keys()]]);
  const ids = new Map(found.map(({ key, id }) => [key, id]));
  const unknown = [...wanted].filter(([key]) => !ids.has(key));
  if (unknown.length === 0) return ids;
  const alsoWroteFor = new Map<number, Set<number>>();
  for (const { key, id } of found) for (const publisher of wanted.get(key)?.publishers ?? []) alsoWroteFor.set(id, (alsoWroteFor.get(id) ?? new Set()).add(publisher));
  const { same, maybe } = await matchAuthors(manager, unknown.flatMap(([key, { name, publishers }]) => (isPerson(name) ? [{ key, name, publishers }] : [])), alsoWroteFor);

  for (const [key, id] of await create(manager, unknown.flatMap(([key, { name }]) => (same.has(key) ? [] : [{ key, name }])))) ids.set(key, id);
  const idOf = (target: AuthorTarget): number => ('id' in target ? target.id : ids.get(target.key) as number); // who is new has an id by now
  for (const [key, target] of same) ids.set(key, idOf(target));
  const aliases = unknown.map(([key, { name }]) => ({ key, id: ids.get(key), name: displayName(name) }));
  await manager.query(`INSERT INTO author_aliases (key, author_id, name) SELECT key, id, name FROM json_to_recordset($1) AS r (key text, id bigint, name text)`, [JSON.stringify(aliases)]);
  await saveFullerNames(manager, [...same.keys()].flatMap((key) => {
    const name = wanted.get(key)?.name;
    return name && isPerson(name) ? [{ id: ids.get(key) as number, name }] : [];
  }));
  await saveCandidates(manager, 'AUTHORS', maybe.map(({ key, other, score }) => ({ one: ids.get(key) as number, other: idOf(other), reason: 'SIMILAR_NAME', score })));
  return ids;
}

async function create(manager: EntityManager, fresh: readonly { key: string; name: Name }[]): Promise<Map<string, number>> {
  if (fresh.length === 0) return new Map();
  const slugs = await freeSlugs(manager, 'authors', fresh.map(({ name }) => slugOf(displayName(name), 'author')));
  const rows = fresh.map(({ name }, i) => ({
    slug: slugs[i], name: displayName(name), ...(isPerson(name) ? { family: name.family, given: name.given ?? null, suffix: name.suffix ?? null } : {}),
  }));
  const created: { id: number; slug: string }[] = await manager.query(
    `INSERT INTO authors (slug, name, family_name, given_name, suffix)
     SELECT slug, name, family, given, suffix FROM json_to_recordset($1) AS r (slug text, name text, family text, given text, suffix text) RETURNING id, slug`, [JSON.stringify(rows)]);
  const idOf = new Map(created.map(({ id, slug }) => [slug, id]));
  return new Map(fresh.map(({ key }, i) => [key, idOf.get(slugs[i] ?? '') as number]));
}

const isPerson = (name: Name): name is PersonName => !('literal' in name);
