import type { Loaders } from '../context';
import type { NodeRow } from '../graph/node';
import type { NodeType } from '../graph/node-id';
import type { MergeKind } from './merge.type';

/** What each kind of decision is about, and which loader finds it. */
const about = {
  PUBLISHERS: ['Publisher', 'publisherById'], AUTHORS: ['Author', 'authorById'], SOURCES: ['Source', 'sourceById'], SPLIT: ['Source', 'sourceById'], CORRECTION: ['Citation', 'citationById'],
} as const satisfies Record<MergeKind, readonly [NodeType, keyof Loaders]>;

/** The publisher, author, source or citation that a decision of a kind is about, as `node` gives it; of one that was merged away, what it became. */
export async function loadSurvivor(loaders: Loaders, kind: `${MergeKind}`, id: number): Promise<NodeRow | null> {
  const [type, loader] = about[kind];
  const row = await loaders[loader].load(id);
  return row && Object.create(row, { nodeType: { value: type } }) as NodeRow;
}
