import type { EntityManager } from 'typeorm';

/** What is written here, and not imported, has this origin; it is made when the first of it is written. */
export const ownOriginName = 'Ibid';

/** The id of the origin of what is written here. */
export async function ownOrigin(manager: EntityManager): Promise<number> {
  // Another transaction may make the row while we look: then this statement sees neither, and the next one sees it.
  for (let attempt = 0; attempt < 2; attempt++) {
    const [row]: { id: number }[] = await manager.query(`
      WITH made AS (INSERT INTO origins (name, kind) SELECT $1, 'ibid' WHERE NOT EXISTS (SELECT 1 FROM origins WHERE name = $1) ON CONFLICT DO NOTHING RETURNING id)
      SELECT id FROM made UNION ALL SELECT id FROM origins WHERE name = $1`, [ownOriginName]);
    if (row) return row.id;
  }
  throw new Error(`expected the origin ${ownOriginName}, found none`);
}
