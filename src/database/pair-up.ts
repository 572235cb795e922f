/** What became of the rows that were there when a list is written again. */
export interface Pairs<Old, New> {
  /** New rows that take the place of an old one, which keeps its id. */
  paired: [New, Old][];
  added: New[];
  left: Old[];
}

/**
 * Finds for each new row the old row that it is, by the first key under which both have one, then by the next:
 * a line that moved is found by its text, a line that was corrected by its place.
 */
export function pairUp<Old, New>(olds: readonly Old[], news: readonly New[], keys: readonly ((row: Old | New) => string)[]): Pairs<Old, New> {
  const paired: [New, Old][] = [];
  let left = [...olds];
  let added = [...news];
  for (const keyOf of keys) {
    const waiting = new Map<string, Old[]>();
    for (const old of left) waiting.set(keyOf(old), [...(waiting.get(keyOf(old)) ?? []), old]);
    const matched = new Set<Old>();
    added = added.filter((row) => {
      const old = waiting.get(keyOf(row))?.shift();
      if (old === undefined) return true;
      matched.add(old);
      paired.push([row, old]);
      return false;
    });
    left = left.filter((old) => !matched.has(old));
  }
  return { paired, added, left };
}
