import type { EntityManager } from 'typeorm';
import { identityKey } from '../bibliography/identity-key';
import { takeWriteTurn } from '../database/write-turn';
import { freeSlugs, slugOf } from '../database/slugs';
import { mergeRows } from '../merges/merge-rows';
import { mergeables } from '../merges/mergeable';
import type { ListedPublisher } from './publisher-list';

/** What became of a list of houses. */
export interface AddedPublishers { created: number; known: number; merged: number }

/**
 * Lets the graph know houses and all their names: references under any of them land on one publisher. Publishers that the list says are one
 * are merged under the name of `by`, undoably. The same list again changes nothing.
 */
export async function addPublishers(manager: EntityManager, list: readonly ListedPublisher[], by: string): Promise<AddedPublishers> {
  await takeWriteTurn(manager);
  const added: AddedPublishers = { created: 0, known: 0, merged: 0 };
  for (const house of list) {
    const names = new Map([house.name, ...house.aliases].map((name) => [identityKey(name), name]));
    const found: { key: string; id: number }[] = await manager.query('SELECT key, publisher_id AS id FROM publisher_aliases WHERE key = ANY($1::text[])', [[...names.keys()]]);
    const [id = await create(manager, house), ...others] = new Set([...found].sort((a, b) => Number(b.key === identityKey(house.name)) - Number(a.key === identityKey(house.name)) || a.id - b.id).map((row) => row.id));
    added[found.length === 0 ? 'created' : 'known'] += 1;
    if (others.length > 0) await mergeRows(manager, mergeables.PUBLISHERS, id, others, by);
    added.merged += others.length;
    await manager.query('UPDATE publishers SET name = $2, kind = COALESCE($3, kind), homepage = COALESCE($4, homepage) WHERE id = $1 AND (name, kind, homepage) IS DISTINCT FROM ($2, COALESCE($3, kind), COALESCE($4, homepage))',
      [id, house.name, house.kind, house.homepage]);
    await manager.query('INSERT INTO publisher_aliases (key, publisher_id, name) SELECT key, $1, name FROM json_to_recordset($2) AS r (key text, name text) ON CONFLICT (key) DO NOTHING',
      [id, JSON.stringify([...names].map(([key, name]) => ({ key, name })))]);
  }
  return added;
}

async function create(manager: EntityManager, { name, kind, homepage }: ListedPublisher): Promise<number> {
  const [slug] = await freeSlugs(manager, 'publishers', [slugOf(name, 'publisher')]);
  const [row]: { id: number }[] = await manager.query(`INSERT INTO publishers (slug, name, kind, homepage) VALUES ($1, $2, COALESCE($3, 'UNKNOWN'), $4) RETURNING id`, [slug, name, kind, homepage]);
  if (!row) throw new Error('PostgreSQL gave no id for a publisher');
  return row.id;
}
