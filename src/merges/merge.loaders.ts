import type { List } from '../database/lists';
import { rowBy, rowsByParent } from '../database/loaders';
import type { Order } from '../graph/cursor';
import type { MergeKind } from './merge.type';

export interface MergeRow {
  id: number; kind: `${MergeKind}`; survivorId: number; absorbedNames: string[]; mergedBy: string; mergedAt: string; undoneBy: string | null; undoneAt: string | null; undoable: boolean;
}

/**
 * Undoable is what still stands: a merge whose row that stays was not merged away itself, a correction that the citation still carries
 * (decisions and citations bear the instant of one transaction), a split both of whose sources are there.
 */
const mergeColumns = `m.id, m.kind, m.survivor_id AS "survivorId", m.absorbed_names AS "absorbedNames", m.merged_by AS "mergedBy", m.merged_at AS "mergedAt",
  m.undone_by AS "undoneBy", m.undone_at AS "undoneAt", m.undone_at IS NULL AND CASE m.kind
    WHEN 'CORRECTION' THEN EXISTS (SELECT 1 FROM citations c WHERE c.id = m.survivor_id AND c.corrected_at = m.merged_at)
    WHEN 'PUBLISHERS' THEN EXISTS (SELECT 1 FROM publishers p WHERE p.id = m.survivor_id)
    WHEN 'AUTHORS' THEN EXISTS (SELECT 1 FROM authors u WHERE u.id = m.survivor_id)
    ELSE EXISTS (SELECT 1 FROM sources s WHERE s.id = m.survivor_id) END AS undoable`;

export const mergeList: List = { name: 'merges', columns: mergeColumns, from: 'merges m', where: 'true' };
export const newestMerges: Order = { name: 'NEWEST', descending: true, columns: [{ sql: 'm.id', property: 'id', type: 'bigint' }] };

export const mergeLoaders = {
  mergeById: rowBy<number, MergeRow>('id', `SELECT ${mergeColumns} FROM merges m WHERE m.id = ANY($1::bigint[])`),
  correctionsByCitationId: rowsByParent<MergeRow>(`SELECT m.survivor_id AS "parentId", ${mergeColumns} FROM merges m
     WHERE m.kind = 'CORRECTION' AND m.survivor_id = ANY($1::bigint[]) ORDER BY m.survivor_id, m.id DESC`),
};
