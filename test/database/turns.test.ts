import { inTurns } from '../../src/database/turns';

/** Loads `count` values of one row each, and tells how many came in each turn of the event loop. */
async function turnsOf(count: number): Promise<{ perTurn: number[]; log: string[] }> {
  const log: string[] = [];
  const given = inTurns(Array.from({ length: count }, (_, i) => i), () => 1, () => {
    log.push('hold');
    return () => { log.push('release'); };
  });
  const perTurn: number[] = [];
  let turn = 0, running = true;
  const count1 = (): void => { turn += 1; if (running) setImmediate(count1); };
  setImmediate(count1);
  const values = await Promise.all(given.map(async (value, i) => {
    const found = await value;
    perTurn[turn] = (perTurn[turn] ?? 0) + 1;
    expect(found).toBe(i);
  }));
  running = false;
  expect(values).toHaveLength(count);
  return { perTurn: perTurn.filter((n) => n > 0), log };
}

test('up to a thousand rows are given at once', async () => {
  expect(await turnsOf(1000)).toEqual({ perTurn: [1000], log: [] });
});

test('more are given in parts of a thousand, each in a turn of its own, and loaders wait until the last', async () => {
  expect(await turnsOf(2500)).toEqual({ perTurn: [1000, 1000, 500], log: ['hold', 'release'] });
});

test('two large results take turns: no turn has parts of both', async () => {
  const [one, other] = await Promise.all([turnsOf(2000), turnsOf(3000)]);
  expect([one.perTurn, other.perTurn]).toEqual([[1000, 1000], [1000, 1000, 1000]]);
});

test('a value of many rows is given alone', async () => {
  const turns: number[][] = [];
  const given = inTurns([[0], Array.from({ length: 5000 }, (_, i) => i), [1]], ({ length }) => length, () => () => undefined);
  await Promise.all(given.map(async (value) => turns.push([(await value).length])));
  expect(turns).toEqual([[1], [5000], [1]]);
});
