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

test('up to five hundred rows are given at once', async () => {
  expect(await turnsOf(500)).toEqual({ perTurn: [500], log: [] });
});

test('more are given in parts of five hundred, each in a turn of its own, and loaders wait until the last', async () => {
  expect(await turnsOf(1250)).toEqual({ perTurn: [500, 500, 250], log: ['hold', 'release'] });
});

test('two large results take turns: no turn has parts of both', async () => {
  const [one, other] = await Promise.all([turnsOf(1000), turnsOf(1500)]);
  expect([one.perTurn, other.perTurn]).toEqual([[500, 500], [500, 500, 500]]);
});

test('a value of many rows is given alone', async () => {
  const turns: number[][] = [];
  const given = inTurns([[0], Array.from({ length: 5000 }, (_, i) => i), [1]], ({ length }) => length, () => () => undefined);
  await Promise.all(given.map(async (value) => turns.push([(await value).length])));
  expect(turns).toEqual([[1], [5000], [1]]);
});
