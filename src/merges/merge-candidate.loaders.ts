import type { List } from '../database/lists';
import { rowBy } from '../database/loaders';
import type { Order } from '../graph/cursor';

export interface MergeCandidateRow { id: number; kind: 'PUBLISHERS' | 'AUTHORS' | 'SOURCES'; oneId: number; otherId: number; reason: string; score: number; foundAt: string }

const candidateColumns = 'k.id, k.kind, k.one_id AS "oneId", k.other_id AS "otherId", k.reason, k.score, k.found_at AS "foundAt"';

/** A pair is open while nobody decided: neither was it dismissed, nor is one of the two merged away. */
const candidateIsOpen = `k.dismissed_at IS NULL AND CASE k.kind
  WHEN 'SOURCES' THEN (SELECT count(*) FROM sources s WHERE s.id IN (k.one_id, k.other_id)) = 2
  WHEN 'AUTHORS' THEN (SELECT count(*) FROM authors u WHERE u.id IN (k.one_id, k.other_id)) = 2
  ELSE (SELECT count(*) FROM publishers p WHERE p.id IN (k.one_id, k.other_id)) = 2 END`;

export const candidateList: List = { name: 'mergeCandidates', columns: candidateColumns, from: 'merge_candidates k', where: candidateIsOpen };
export const likeliestFirst: Order = {
  name: 'LIKELIEST', descending: true, columns: [{ sql: 'k.score', property: 'score', type: 'real' }, { sql: 'k.id', property: 'id', type: 'bigint' }],
};

export const mergeCandidateLoaders = {
  mergeCandidateById: rowBy<number, MergeCandidateRow>('id', `SELECT ${candidateColumns} FROM merge_candidates k WHERE k.id = ANY($1::bigint[])`),
};
