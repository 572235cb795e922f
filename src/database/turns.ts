/** Rows that resolvers are given in one turn of the event loop: some milliseconds of work. */
const rowsPerTurn = 500;

const waiting: (() => void)[] = [];

/** Runs a piece of work in a turn of its own; the pieces of all requests take turns in the order they came. */
function inOwnTurn(work: () => void): void {
  if (waiting.push(work) === 1) setImmediate(nextTurn);
}

function nextTurn(): void {
  const [work] = waiting;
  work?.();
  waiting.shift();
  if (waiting.length > 0) setImmediate(nextTurn);
}

/**
 * What a loader gives for its keys. Up to that many rows at once; more in parts, each in a turn of its own, so that one large answer does not hold up the others.
 * `hold` is told before, and gives the function to call when the last part is out: what the parts ask for is then asked for together.
 */
export function inTurns<Value>(values: readonly Value[], rowsOf: (value: Value) => number, hold: () => () => void): readonly Value[] {
  const total = values.reduce((sum, value) => sum + rowsOf(value), 0);
  if (total <= rowsPerTurn) return values;
  const release = hold();
  const given: Promise<Value>[] = [];
  for (let start = 0; start < values.length;) {
    let end = start, rows = 0;
    while (end < values.length && rows < rowsPerTurn) rows += rowsOf(values[end++] as Value); // below length
    const part = values.slice(start, end);
    const last = end === values.length;
    const gives: (() => void)[] = [];
    for (const value of part) given.push(new Promise((resolve) => { gives.push(() => { resolve(value); }); }));
    inOwnTurn(() => {
      for (const give of gives) give();
      if (last) release();
    });
    start = end;
  }
  // DataLoader resolves the promise of each key with what it gets here, and a promise may be resolved with another.
  return given as unknown as Value[];
}
