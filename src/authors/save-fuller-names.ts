import type { EntityManager } from 'typeorm';
import type { PersonName } from '../bibliography/reference';
import { displayName } from './display-name';
import { isFuller } from './match-authors';

interface Named { id: number; name: PersonName }

/** Authors are shown under the fullest of their names, whichever came first; their slugs stay. At most two statements. */
export async function saveFullerNames(manager: EntityManager, names: readonly Named[]): Promise<void> {
  if (names.length === 0) return;
  const rows: { id: number; family: string; given: string | null; suffix: string | null }[] = await manager.query(
    'SELECT id, family_name AS family, given_name AS given, suffix FROM authors WHERE id = ANY($1::bigint[]) AND family_name IS NOT NULL', [names.map(({ id }) => id)]);
  const best = new Map(rows.map(({ id, family, given, suffix }) => [id, { family, ...(given === null ? {} : { given }), ...(suffix === null ? {} : { suffix }) } as PersonName]));
  const fuller = new Map<number, PersonName>();
  for (const { id, name } of names) {
    const now = best.get(id);
    if (!now || !isFuller(name, now)) continue;
    best.set(id, { ...now, ...name });
    fuller.set(id, { ...now, ...name });
  }
  if (fuller.size === 0) return;
  await manager.query(`UPDATE authors u SET name = r.name, given_name = r.given, suffix = r.suffix FROM json_to_recordset($1) AS r (id bigint, name text, given text, suffix text) WHERE u.id = r.id`,
    [JSON.stringify([...fuller].map(([id, name]) => ({ id, name: displayName(name), given: name.given, suffix: name.suffix ?? null })))]);
}
