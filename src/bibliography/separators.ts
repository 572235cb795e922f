import type { Draft } from './draft';
import { isHouse } from './list-evidence';

const SPACED_MARK = /\s[-–—|•·]\s/g;

/**
 * "Hare, Ann - Low Water - Knopf - 2001": marks between spaces part a line as commas do, when there are two, or when a known house follows
 * the only one ("Ferries Strike | The Guardian"). A single dash before anything else belongs to the title.
 */
export function takeSeparators(draft: Draft): void {
  if (draft.quoted) return;
  const marks = [...draft.work.slice(draft.start).matchAll(SPACED_MARK)].map(({ index }) => draft.start + index + 1);
  const last = marks.at(-1);
  if (last === undefined || marks.length > 6) return;
  const after = /^[^,.(|:]*/.exec(draft.work.slice(last + 1))?.[0].replace(/[\s\d/]+$/, '').trim() ?? '';
  const parted = marks.length > 1 ? !/[,.]\s\p{Lu}/u.test(draft.work.slice(marks[0], last)) : isHouse(draft.evidence, after);
  if (!parted) return;
  if (isHouse(draft.evidence, after)) draft.signs.add('parted');
  for (const at of marks) draft.work = `${draft.work.slice(0, at)},${draft.work.slice(at + 1)}`;
}
