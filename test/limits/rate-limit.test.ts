import { createBudgets } from '../../src/limits/budgets';
import { LeakyBucket } from '../../src/limits/leaky-bucket';
import { createLog } from '../../src/log';
import { type RunningServer, startServer } from '../../src/server';
import { counted } from '../support/counted';
import { keyWith } from '../support/keys';
import { type KeepingServer, startKeepingServer } from '../support/keeping-server';
import { useDatabase } from '../support/use-database';

const graph = useDatabase();
// The clock stands still: nothing comes back by itself.
beforeAll(() => { jest.spyOn(performance, 'now').mockReturnValue(0); });
afterAll(() => { jest.restoreAllMocks(); });
const servers: RunningServer[] = [];
let keeping: KeepingServer | undefined;
afterAll(() => Promise.all([...servers, ...keeping ? [keeping] : []].map((server) => server.stop())));

async function startWith(address: number, key = address): Promise<string> {
  const server = await startServer({ port: 0, host: '127.0.0.1', budgets: { address, key } }, graph.db, createLog('silent'));
  servers.push(server);
  return server.url;
}

interface Cost { requested: number; actual: number | null; throttle: { limit: number; remaining: number; restoreRate: number } }
interface Body { data?: Record<string, unknown> | null; errors?: { message: string; extensions: { code: string; requestId: string } }[]; extensions?: { cost?: Cost } }
async function post(url: string, query: string, headers: Record<string, string> = {}, variables?: object): Promise<{ status: number; headers: Headers; body: Body }> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query, variables }) });
  return { status: response.status, headers: response.headers, body: await response.json() as Body };
}
const show = { 'ibid-cost': '1' };

describe('a bucket', () => {
  test('gives what it holds, refills evenly and never beyond its brim', () => {
    const bucket = new LeakyBucket(100, 5, 0);
    expect([bucket.take(60, 0), bucket.take(60, 0), bucket.remaining(0)]).toEqual([true, false, 40]);
    expect([bucket.remaining(2000), bucket.take(50, 2000), bucket.remaining(1_000_000)]).toEqual([50, true, 100]);
  });

  test('takes back what was not needed, and no more', () => {
    const bucket = new LeakyBucket(100, 5, 0);
    bucket.take(60, 0);
    bucket.giveBack(50);
    expect(bucket.remaining(0)).toBe(90);
    bucket.giveBack(50);
    expect(bucket.remaining(0)).toBe(100);
  });

  test('is not refilled by a clock that goes back', () => {
    const bucket = new LeakyBucket(100, 5, 1000);
    bucket.take(60, 1000);
    expect([bucket.remaining(0), bucket.remaining(1000)]).toEqual([40, 40]);
  });
});

test('a client has one budget, however often it comes; no more than 50,000 are known', () => {
  const budgets = createBudgets({ address: 100, key: 1000 });
  void budgets.ofAddress('a').spend(60);
  expect([budgets.ofAddress('a').spend(60), budgets.ofAddress('b').spend(60), budgets.ofKey('a').spend(600)]).toEqual([false, true, true]);
  for (let i = 0; i < 60_000; i += 1) void budgets.ofAddress(`other ${i}`).spend(100);
  expect(budgets.ofAddress('a').throttle().remaining).toBe(100);
});

describe('an operation', () => {
  test('is charged what it asks for, and what it did not get comes back', async () => {
    const url = await startWith(10_000);
    const { body: { data, extensions } } = await post(url, '{ articles(first: 100) { nodes { slug citations(first: 50) { nodes { rawText } } } } }', show);
    const articles = data?.articles as { nodes: { citations: { nodes: object[] } }[] };
    const given = articles.nodes.reduce((sum, { citations }) => sum + 1 + citations.nodes.length, 0);
    expect(extensions?.cost).toMatchObject({ requested: 1 + 100 + 100 * 50, actual: 1 + given });
    expect(extensions?.cost?.throttle).toEqual({ limit: 10_000, remaining: 10_000 - 1 - given, restoreRate: 500 });
  });

  test('that costs more than is left is refused before any statement, with 429 and when to come again', async () => {
    const url = await startWith(1000);
    const { result: answers, statements } = await counted(() => Promise.all([1, 2].map((n) => post(url, `query Q${n} { articles(first: 100) { nodes { a: slug related(first: 8) { nodes { slug } } } } }`, show))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.errors).toMatchObject([{ message: expect.stringMatching(/points, which are left of 1000, got one of 901/) as string, extensions: { code: 'RATE_LIMITED', requestId: expect.any(String) as string } }]);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(refused?.body.extensions?.cost).toMatchObject({ requested: 901, actual: 1 });
    expect(refused?.body).not.toHaveProperty('data');
    const alone = await counted(() => post(url, '{ articles(first: 100) { nodes { a: slug related(first: 8) { nodes { slug } } } } }'));
    expect(statements).toHaveLength(alone.statements.length); // the refused one had none
  });

  test('that costs more than a full budget hears that waiting does not help', async () => {
    const { status, headers, body } = await post(await startWith(1000), '{ articles(first: 100) { nodes { related(first: 20) { nodes { slug } } } } }');
    expect([status, body.errors?.[0]?.extensions.code, headers.get('retry-after')]).toEqual([400, 'COST_TOO_HIGH', null]);
  });

  test('that changes something costs ten points more a field', async () => {
    const { body: { extensions } } = await post(await startWith(1000), 'mutation { a: undoMerge(input: { mergeId: "x" }) { userErrors { code } } b: undoMerge(input: { mergeId: "x" }) { userErrors { code } } }', show);
    expect(extensions?.cost).toMatchObject({ requested: 21, actual: 21 });
  });

  test.each<[what: string, document: string, variables: object, points: number]>([
    ['without', '{ articles(first: 2, filter: { tag: "nothing" }) { nodes { slug } } }', {}, 0],
    ['in the text', '{ articles(first: 2, filter: { cites: { publisher: { slug: "nobody" } }, or: [{ tag: "a" }, { tag: "b" }] }) { nodes { slug } } }', {}, 40],
    ['in variables', 'query ($filter: ArticleFilter, $c: SourceFilter = { citedBy: {} }) { articles(first: 2, filter: $filter) { nodes { slug } } sources(first: 3, filter: { not: $c, type: "nothing" }) { nodes { id } } }', { filter: { not: {}, cites: { and: [{}, {}] } } }, 60],
  ])('costs ten points for each object within its filters, which do not come back: %s', async (_, query, variables, points) => {
    const { body: { extensions } } = await post(await startWith(1000), query, show, variables);
    expect(extensions?.cost).toMatchObject({ actual: 1 + points });
    expect(extensions?.cost?.requested).toBe(1 + points + (points === 60 ? 5 : 2));
  });

  test('that is wrong costs the one point of its request', async () => {
    const url = await startWith(1000);
    for (const wrong of ['{', '{ nothing }', '{ articles(first: 100) { nodes { nothing } } }']) await post(url, wrong);
    const { body } = await post(url, '{ rateLimit { cost remaining } }');
    expect(body.data?.rateLimit).toEqual({ cost: 1, remaining: 996 });
  });
});

describe('requests', () => {
  test('without points are refused before they are read', async () => {
    const url = await startWith(100);
    const statuses = (await Promise.all(Array.from({ length: 130 }, () => post(url, '{ nothing')))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    const other = await post(await startWith(100), '{ __typename }');
    expect(other.status).toBe(200); // another server, another budget
  });

  test('with a key take its points, not those of the address', async () => {
    const url = await startWith(1000, 3000);
    const key = { authorization: `Bearer ${await keyWith(graph, 'integrator', 'read')}` };
    const { body } = await post(url, '{ articles(first: 10) { nodes { slug } } rateLimit { limit remaining cost } }', key);
    expect(body.data?.rateLimit).toEqual({ limit: 3000, remaining: 2989, cost: 11 });
    expect(body.extensions?.cost).toMatchObject({ requested: 11, actual: 11, throttle: { limit: 3000 } });
    expect((await post(url, '{ rateLimit { limit remaining } }')).body.data?.rateLimit).toEqual({ limit: 1000, remaining: 999 });
  });

  test('with keys that do not work take points of the address', async () => {
    const url = await startWith(100);
    const statuses = (await Promise.all(Array.from({ length: 120 }, (_, i) => post(url, '{ __typename }', { authorization: `Bearer ibid_${i}` })))).map(({ status }) => status);
    expect([...new Set(statuses)].sort()).toEqual([401, 429]);
  });
});

describe('rateLimit', () => {
  test('says what is left, and when the budget is full again', async () => {
    const { body } = await post(await startWith(1000), '{ articles(first: 99) { totalCount } rateLimit { cost limit remaining restoreRate resetAt } }');
    const { resetAt, ...rest } = body.data?.rateLimit as { resetAt: string };
    expect(rest).toEqual({ cost: 100, limit: 1000, remaining: 900, restoreRate: 50 });
    expect(Date.parse(resetAt)).toBeGreaterThan(Date.now() + 1000);
  });

  test('is null where nothing is limited', async () => {
    expect((await graph.ask('{ rateLimit { cost limit remaining resetAt } }')).data).toEqual({ rateLimit: null });
  });

  test('is never taken from what is kept, nor shown to another client', async () => {
    keeping = await startKeepingServer(graph.url, { keep: true, budgets: { address: 1000, key: 1000 } });
    const ask = async (): Promise<number> => ((await post(keeping?.url ?? '', '{ rateLimit { remaining } }')).body.data?.rateLimit as { remaining: number }).remaining;
    const first = await ask();
    expect(await ask()).toBeLessThanOrEqual(first);
    const plain = '{ articles(first: 1) { nodes { slug } } }';
    const shown = await post(keeping.url, plain, show);
    const others = [await post(keeping.url, plain), await post(keeping.url, plain)];
    expect([shown.body.extensions?.cost?.requested, ...others.map(({ body }) => body.extensions)]).toEqual([2, undefined, undefined]);
  });

  test('an answer that is kept costs one point', async () => {
    const url = keeping?.url ?? '';
    const query = '{ articles(first: 20) { nodes { slug title } } }';
    await post(url, query);
    const { statements } = await counted(() => post(url, query));
    expect(statements.filter((text) => text !== 'SELECT 1')).toEqual([]);
  });
});
