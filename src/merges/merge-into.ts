import type { EntityManager } from 'typeorm';
import { takeWriteTurn } from '../database/write-turn';
import { readMergeInput } from './merge-input';
import { mergeRows } from './merge-rows';
import type { MergeInput } from './merge.arguments';
import type { Mergeable } from './mergeable';

/** Merges what an input names. Gives the ids of the row that stays and of the decision. Throws Mistake or InvalidInput. */
export async function mergeInto(manager: EntityManager, mergeable: Mergeable, input: MergeInput, by: string): Promise<{ into: number; merge: number }> {
  const { into, from } = readMergeInput(mergeable, input);
  await takeWriteTurn(manager);
  return { into, merge: await mergeRows(manager, mergeable, into, from, by) };
}
