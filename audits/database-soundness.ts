import type { KillableDatabase } from './killable-database';

type Asks = Pick<KillableDatabase, 'rows'>;

/** What PostgreSQL finds damaged in its own files, and how much was looked at. Null where it has no means to look. */
export async function damagedFiles(database: Asks): Promise<{ looked: string; damages: string[] } | null> {
  const [{ there } = { there: false }] = await database.rows<{ there: boolean }>(`SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'amcheck') AS there`);
  if (!there) return null;
  await database.rows('CREATE EXTENSION IF NOT EXISTS amcheck');
  const relations = await database.rows<{ oid: number; name: string; method: string }>(`
    SELECT c.oid, c.oid::regclass::text AS name, m.amname AS method FROM pg_class c JOIN pg_am m ON m.oid = c.relam LEFT JOIN pg_index i ON i.indexrelid = c.oid
    WHERE c.relpersistence = 'p' AND m.amname IN ('heap', 'btree', 'gin') AND c.relkind IN ('r', 't', 'm', 'i') AND (i.indexrelid IS NULL OR i.indisready AND i.indisvalid)`);
  const [{ gin } = { gin: false }] = await database.rows<{ gin: boolean }>(`SELECT to_regproc('gin_index_check') IS NOT NULL AS gin`); // of PostgreSQL 18
  const checks: Record<string, (oid: number) => string> = {
    heap: (oid) => `SELECT 'block ' || blkno || ': ' || msg AS damage FROM verify_heapam(${oid})`, // its TOAST table is a relation of the list
    btree: (oid) => `SELECT bt_index_parent_check(${oid}, heapallindexed => true, rootdescend => true, checkunique => true)::text AS damage`,
    ...gin && { gin: (oid: number) => `SELECT gin_index_check(${oid})::text AS damage` },
  };
  const damages: string[] = [];
  const counts: Record<string, number> = {};
  for (const { oid, name, method } of relations) {
    const check = checks[method];
    if (!check) continue;
    counts[method] = (counts[method] ?? 0) + 1;
    try {
      damages.push(...(await database.rows<{ damage: string }>(check(oid))).flatMap(({ damage }) => (damage === '' ? [] : [`${name}: ${damage}`])));
    } catch (error) {
      damages.push(`${name}: ${String(error)}`);
    }
  }
  return { looked: Object.entries(counts).map(([method, count]) => `${count} ${method}`).join(', '), damages };
}

/** Counts that are kept and are not what counting gives. */
export async function wrongCounts(database: Asks): Promise<{ looked: number; wrong: string[] }> {
  // What is counted stands in the triggers that count: no list of them can be forgotten here.
  const lists = await database.rows<{ list: string; condition: string; table: string }>(`
    SELECT DISTINCT tgrelid::regclass::text AS table, split_part(encode(tgargs, 'escape'), '\\000', 1) AS list, split_part(encode(tgargs, 'escape'), '\\000', 2) AS condition
    FROM pg_trigger WHERE tgfoid = 'keep_list_count'::regproc`);
  const visible = 'citations c JOIN articles a ON a.id = c.article_id';
  const counted: Record<string, string> = {
    ...Object.fromEntries(lists.map(({ list, condition, table }) => [`list ${list}`, `SELECT '' AS of, (SELECT count FROM list_counts WHERE list = '${list}') AS kept, (SELECT count(*) FROM ${table} WHERE ${condition}) AS found`])),
    'sources.citation_count': `SELECT s.id AS of, s.citation_count AS kept, (SELECT count(*) FROM ${visible} WHERE c.source_id = s.id AND a.status = 'PUBLISHED') AS found FROM sources s`,
    'publishers.citation_count': 'SELECT p.id AS of, p.citation_count AS kept, (SELECT COALESCE(sum(s.citation_count), 0) FROM sources s WHERE s.publisher_id = p.id) AS found FROM publishers p',
    'citation_counts': `SELECT '' AS of, (SELECT COALESCE(sum(citation_count), 0) FROM citation_counts WHERE grouping = 'ALL') AS kept, (SELECT count(*) FROM ${visible} WHERE c.source_id IS NOT NULL AND a.status = 'PUBLISHED') AS found`,
  };
  const wrong: string[] = [];
  for (const [name, statement] of Object.entries(counted)) {
    const rows = await database.rows<{ of: string; kept: string; found: string }>(`SELECT * FROM (${statement}) AS counts WHERE kept IS DISTINCT FROM found`);
    wrong.push(...rows.map(({ of, kept, found }) => `${name} ${of} has ${kept}, expected ${found}`));
  }
  return { looked: Object.keys(counted).length, wrong };
}
