import type { Budget } from '../../src/limits/budgets';
import { createBudgets } from '../../src/limits/budgets';
import { sharedBudget } from '../../src/limits/shared-budget';
import { createLog } from '../../src/log';
import { type Redis, connectRedis } from '../../src/redis';
import { type BreakableConnection, breakableConnection } from '../support/breakable-connection';
import { type RedisServer, hasRedis, startRedis } from '../support/redis-server';

const withRedis = hasRedis ? describe : describe.skip;

/** Until it is so; the test's own limit ends what never is. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}

withRedis('budgets that two processes share', () => {
  let server: RedisServer, way: BreakableConnection;
  const connections: Redis[] = [];
  let clients = 0;
  /** The budget of one new client, as two processes see it. Points come back so slowly that none does in a test. */
  const pair = (limit: number): [Budget, Budget] => {
    const name = `client ${(clients += 1)}`;
    const [a, b] = connections.map((redis) => createBudgets({ address: limit, key: limit }, (bucket, client) => sharedBudget(redis, Object.assign(bucket, { restoreRate: limit / 10_000 }), client)).ofAddress(name));
    if (!a || !b) throw new Error('expected two connections');
    return [a, b];
  };
  beforeAll(async () => {
    server = await startRedis();
    way = await breakableConnection(server.url);
    connections.push(...[1, 2].map(() => connectRedis(way.url, createLog('silent'))));
    await until(() => connections.every(({ live }) => live));
  });
  afterAll(async () => {
    await Promise.all(connections.map((redis) => redis.stop()));
    await way.cut();
    await server.stop();
  });

  test('admit operations up to it and not a point more', async () => {
    const budgets = pair(10_000);
    const taken = await Promise.all(Array.from({ length: 300 }, (_, i) => budgets[i % 2]?.take(101)));
    expect(taken.filter(Boolean)).toHaveLength(99);
    expect(budgets[0].throttle().remaining).toBe(10_000 - 99 * 101);
  });

  test('admit single points up to five hundredths more', async () => {
    const budgets = pair(1000);
    let admitted = 0;
    await Promise.all(budgets.map(async (budget) => {
      for (let i = 0; i < 1500; i += 1) if (await budget.spend(1)) admitted += 1; else break;
    }));
    expect(admitted).toBeGreaterThanOrEqual(1000);
    expect(admitted).toBeLessThanOrEqual(1050);
  });

  test('get back in one what was not needed in the other', async () => {
    const [a, b] = pair(1000);
    expect([await a.take(1000), await b.take(500)]).toEqual([true, false]);
    a.giveBack(900);
    while (!await b.take(500)) await new Promise(setImmediate);
  });

  test.each<[what: string, away: () => unknown, back: () => unknown]>([
    ['cut off', () => way.cut(), () => way.mend()],
    ['swallowed', () => { way.swallow(); }, () => { way.pass(); }],
    ['killed', () => server.stop(), () => server.start()],
  ])('are each process\' own while Redis is %s, and shared again afterwards', async (_what, away, back) => {
    const [a, b] = pair(1000);
    expect(await a.take(100)).toBe(true);
    await away();
    expect([await a.take(850), await b.take(950), await a.take(850)]).toEqual([true, true, false]);
    expect(await Promise.all([a.spend(1), b.spend(1)])).toEqual([true, true]);
    await until(() => connections.every(({ live }) => !live));
    await back();
    await until(() => connections.every(({ live }) => live));
    const [c, d] = pair(1000);
    expect([await c.take(600), await d.take(600)]).toEqual([true, false]);
  });
});
