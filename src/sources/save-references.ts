import type { EntityManager } from 'typeorm';
import { sourceKey } from '../bibliography/normalize';
import type { Name, ParsedReference, WorkType } from '../bibliography/reference';
import { takeWriteTurn } from '../database/write-turn';
import { findOrCreateSources } from './find-or-create-sources';

/** A work as a library of references gives it. */
export interface LibraryReference {
  title: string; type: string; container: string | null; publisher: string | null; issued: string | null; authors: readonly Name[]; url: string | null; doi: string | null; isbn: string | null;
}

/**
 * Writes the works of a library: unknown ones are created; of known ones what the graph does not have yet is filled in, and nothing is
 * overwritten. The same library again changes nothing. In the transaction of `manager`, a fixed number of statements.
 */
export async function saveReferences(manager: EntityManager, references: readonly LibraryReference[]): Promise<{ created: number; updated: number; unchanged: number }> {
  await takeWriteTurn(manager);
  const parsed = references.map((reference) => ({ reference, cited: asCited(reference) }));
  const keys = parsed.flatMap(({ cited }) => keysOf(cited) ?? []);
  // A work that was cited without its DOI is known by it from now on; two DOIs are two works.
  await manager.query(`INSERT INTO source_keys (key, source_id)
    SELECT DISTINCT ON (s.id) r.doi, s.id FROM json_to_recordset($1) AS r (doi text, work text) JOIN sources s ON s.key = r.work
    WHERE s.doi IS NULL AND NOT EXISTS (SELECT 1 FROM sources o WHERE o.key = r.doi) ORDER BY s.id, r.doi ON CONFLICT DO NOTHING`, [JSON.stringify(keys)]);
  const { ids, fresh } = await findOrCreateSources(manager, parsed.map(({ cited }) => cited));
  await manager.query(`INSERT INTO source_keys (key, source_id)
    SELECT DISTINCT ON (r.work) r.work, s.id FROM json_to_recordset($1) AS r (doi text, work text) JOIN sources s ON s.key = r.doi
    WHERE NOT EXISTS (SELECT 1 FROM sources o WHERE o.key = r.work) ORDER BY r.work, s.id ON CONFLICT DO NOTHING`, [JSON.stringify(keys)]);
  const rows = new Map(parsed.flatMap(({ reference: { url, doi, isbn }, cited }) => {
    const id = ids.get(sourceKey(cited) ?? '');
    return id === undefined ? [] : [[id, { id, url, doi, isbn }] as const];
  }));
  const filled: { id: number }[] = await manager.query(`WITH filled AS (
      UPDATE sources s SET url = COALESCE(s.url, r.url), doi = COALESCE(s.doi, r.doi), isbn = COALESCE(s.isbn, r.isbn)
      FROM json_to_recordset($1) AS r (id bigint, url text, doi text, isbn text)
      WHERE s.id = r.id AND (s.url IS NULL AND r.url IS NOT NULL OR s.doi IS NULL AND r.doi IS NOT NULL OR s.isbn IS NULL AND r.isbn IS NOT NULL) RETURNING s.id
    ) SELECT id FROM filled`, [JSON.stringify([...rows.values()])]);
  const created = new Set(fresh.map(({ id }) => id));
  const updated = filled.filter(({ id }) => !created.has(id)).length;
  return { created: created.size, updated, unchanged: new Set(ids.values()).size - created.size - updated };
}

/** As a line that was read without doubt; the column takes every type of CSL. */
function asCited({ issued, type, authors, title, container, publisher, url, doi, isbn }: LibraryReference): ParsedReference {
  return { raw: '', title, container, publisher, date: issued, type: type as WorkType, authors: [...authors], url, doi, isbn, confidence: 1, fields: [] };
}

/** Both keys of a work with a DOI; null without one, or where title, house and date are not all there to be sure by. */
function keysOf(cited: ParsedReference): { doi: string; work: string } | null {
  const work = cited.doi === null ? null : sourceKey({ ...cited, doi: null });
  return cited.doi === null || work === null || work.split('|').some((part) => part === '') ? null : { doi: sourceKey(cited) ?? '', work };
}
