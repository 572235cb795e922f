import type { List } from '../database/lists';
import { pagesByParent, rowBy } from '../database/loaders';
import type { Order } from '../graph/cursor';
import type { ImportCounts } from './import-run.type';

export interface ImportRunRow {
  id: number; originId: number; format: string; status: string; startedAt: string; finishedAt: string | null; counts: Partial<ImportCounts>; failedCount: number;
}
export interface ImportFailureRow { position: number; item: string; reason: string }

const runColumns = `r.id, r.origin_id AS "originId", r.format, r.status, r.started_at AS "startedAt", r.finished_at AS "finishedAt", r.counts, r.failed_count AS "failedCount"`;
const newestRuns: Order = {
  name: 'NEWEST', descending: true, columns: [{ sql: 'r.started_at', property: 'startedAt', type: 'timestamptz' }, { sql: 'r.id', property: 'id', type: 'bigint' }],
};
const inOrder: Order = { name: 'POSITION', descending: false, columns: [{ sql: 'f.position', property: 'position', type: 'bigint' }] };

export const importRunLoaders = {
  importRunById: rowBy<number, ImportRunRow>('id', `SELECT ${runColumns} FROM import_runs r WHERE r.id = ANY($1::bigint[])`),
  runsByOriginId: pagesByParent<ImportRunRow>({ name: 'Origin.runs', columns: runColumns, from: 'import_runs r', where: 'true', parent: 'r.origin_id' } satisfies List, newestRuns),
  failuresByRunId: pagesByParent<ImportFailureRow>({
    name: 'ImportRun.failed', columns: 'f.position, f.item, f.reason', from: 'import_failures f', where: 'true', parent: 'f.run_id',
  } satisfies List, inOrder),
};
