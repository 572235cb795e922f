/** Numbers that look random and are the same at each run (mulberry32): a failing run can be repeated by its seed. */
export function seededRandom(seed: number): { next: () => number; below: (limit: number) => number; pick: <T>(values: readonly T[]) => T } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next, below,
    pick<T>(values: readonly T[]): T {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('Expected something to pick from.');
      return value;
    },
  };
}
