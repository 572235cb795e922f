import type { EntityManager } from 'typeorm';
import { takeWriteTurn } from '../database/write-turn';
import { readNodeId } from '../graph/node-id';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import type { CorrectionSnapshot } from './correct-citation';
import type { Snapshot } from './merge-rows';
import type { MergeKind } from './merge.type';
import { mergeables } from './mergeable';
import { restoreCitations } from './restore-citations';
import type { SplitSnapshot } from './split-source';
import { unmergeRows } from './unmerge-rows';

interface Decision { id: number; kind: `${MergeKind}`; survivorId: number; snapshot: object; mergedAt: Date; undoneAt: Date | null }

/** Takes a decision back; what came after it stays. Gives its id. Throws Mistake when it was taken back before, or a later decision stands in the way. */
export async function undoMerge(manager: EntityManager, { mergeId }: { mergeId: string }, by: string): Promise<number> {
  const { id } = readNodeId(mergeId, 'input.mergeId', 'Merge');
  await takeWriteTurn(manager);
  const [decision]: Decision[] = await manager.query(
    'SELECT id, kind, survivor_id AS "survivorId", snapshot, merged_at AS "mergedAt", undone_at AS "undoneAt" FROM merges WHERE id = $1 FOR UPDATE', [id]);
  if (!decision) throw new Mistake('input.mergeId', UserErrorCode.NOT_FOUND, 'input.mergeId: expected the id of a merge, got one that is not there.');
  if (decision.undoneAt) throw new Mistake('input.mergeId', UserErrorCode.CONFLICT, `input.mergeId: expected a merge that stands, got one that was undone on ${decision.undoneAt.toISOString()}.`);
  await takeBack(manager, decision);
  await manager.query('UPDATE merges SET undone_by = $2, undone_at = now() WHERE id = $1', [id, by]);
  return id;
}

async function takeBack(manager: EntityManager, { kind, survivorId, snapshot, mergedAt }: Decision): Promise<void> {
  switch (kind) {
    case 'PUBLISHERS': case 'AUTHORS': case 'SOURCES': {
      const mergeable = mergeables[kind];
      const there: object[] = await manager.query(`SELECT 1 FROM ${mergeable.table} WHERE id = $1 FOR UPDATE`, [survivorId]);
      if (there.length === 0) throw standsInTheWay(`the ${mergeable.noun} that stayed was merged into another since`);
      return unmergeRows(manager, mergeable, survivorId, snapshot as Snapshot);
    }
    case 'SPLIT': {
      const restored = await restoreCitations(manager, (snapshot as SplitSnapshot).before, survivorId, mergedAt);
      if (restored === 0) throw standsInTheWay('none of its citations is as it left them');
      return;
    }
    case 'CORRECTION': {
      const { before, sourceId } = snapshot as CorrectionSnapshot;
      const restored = await restoreCitations(manager, [before], sourceId, mergedAt);
      if (restored === 0) throw standsInTheWay('the line was corrected again or changed in its origin since');
    }
  }
}

function standsInTheWay(what: string): Mistake {
  return new Mistake('input.mergeId', UserErrorCode.CONFLICT, `input.mergeId: expected a decision that can be taken back, got one where ${what}. Undo the later decision first; merges lists them.`);
}
