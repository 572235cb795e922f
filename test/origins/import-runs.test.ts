import { nodeId } from '../../src/graph/node-id';
import { saveContent } from '../../src/imports/save-content';
import { wrongCounts } from '../support/everything';
import { importedArticle, importedContent } from '../support/imported';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

interface Run { id: string; status: string; startedAt: string; finishedAt: string | null; format: string; failedCount: number; counts: { articles: object; citations: object }; failed: { totalCount: number; nodes: object[] } }
interface Found { origins: { nodes: { name: string; counts: object; lastError: string | null; runs: { totalCount: number; nodes: Run[] } }[] } }

const question = `{ origins { nodes { name lastError counts { articles comments citations events sources }
  runs(first: 5) { totalCount nodes { id status format startedAt finishedAt failedCount counts { articles { created updated unchanged } citations { total resolved needsReview } } failed(first: 10) { totalCount nodes { item reason } } } } } } }`;
const runsOf = async (name: string): Promise<Run[]> => (await graph.query<Found>(question)).origins.nodes.find((origin) => origin.name === name)?.runs.nodes ?? [];

const line = 'Moreau, Claire, “The Harbour Freezes Over,” Washington Post, 1/12/09';
const first = importedArticle('1', { bibliography: [line], comments: [{ key: 'c', parentKey: null, authorName: 'Reader', body: 'Said.', status: 'APPROVED', createdAt: null }], events: [{ date: '1733-07-19', text: 'Something happened', reason: 'LISTED', references: [] }] });
const second = importedArticle('2', { status: 'DRAFT', bibliography: [line] });

async function* contents(...given: Parameters<typeof importedContent>[]): AsyncGenerator<ReturnType<typeof importedContent>> {
  for (const content of given) yield await Promise.resolve(importedContent(...content));
}

describe('an import leaves a record', () => {
  test('that the graph shows with its counts and each failed item, under its origin and by its id', async () => {
    await saveContent(graph.dataSource, contents([[first, second], { failed: [{ item: 'post 3', reason: 'expected a title, found none' }] }]), { format: 'made', originName: 'Recorded' });
    const { origins: { nodes } } = await graph.query<Found>(question);
    expect(nodes).toMatchObject([{
      name: 'Recorded', lastError: null, counts: { articles: 1, comments: 1, citations: 1, events: 1, sources: 1 },
      runs: { totalCount: 1, nodes: [{
        status: 'FINISHED', format: 'made', failedCount: 1, counts: { articles: { created: 2, updated: 0, unchanged: 0 }, citations: { total: 2, resolved: 2, needsReview: 0 } },
        failed: { totalCount: 1, nodes: [{ item: 'post 3', reason: 'expected a title, found none' }] },
      }] },
    }]);
    const [{ id, startedAt, finishedAt } = { id: '', startedAt: '', finishedAt: null }] = await runsOf('Recorded');
    expect(Date.parse(finishedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(startedAt));
    expect(await graph.query('query ($id: ID!) { importRun(id: $id) { id origin { name } } node(id: $id) { __typename } }', { id })).toEqual({ importRun: { id, origin: { name: 'Recorded' } }, node: { __typename: 'ImportRun' } });
    expect(await graph.query('query ($id: ID!) { importRun(id: $id) { id } }', { id: nodeId('ImportRun', 999) })).toEqual({ importRun: null });
  });

  test('while it goes on: what was done and what failed can be read before the end', async () => {
    let running: Run | undefined;
    async function* slowly(): AsyncGenerator<ReturnType<typeof importedContent>> {
      yield importedContent(Array.from({ length: 200 }, (_, i) => importedArticle(`a${i}`)), { failed: [{ item: 'early', reason: 'broken' }] });
      yield importedContent(Array.from({ length: 200 }, (_, i) => importedArticle(`b${i}`))); // the batch before is written by the time this one is read
      [running] = await runsOf('Slow');
      yield await Promise.resolve(importedContent([importedArticle('last')]));
    }
    await saveContent(graph.dataSource, slowly(), { format: 'made', originName: 'Slow' });
    expect(running).toMatchObject({ status: 'RUNNING', finishedAt: null, failedCount: 1, counts: { articles: { created: 200 } }, failed: { nodes: [{ item: 'early' }] } });
    expect(await runsOf('Slow')).toMatchObject([{ id: running?.id, status: 'FINISHED', failedCount: 1, counts: { articles: { created: 401 } }, failed: { totalCount: 1 } }]);
  });

  test('that says FAILED when the import was stopped by an error, and the origin says which', async () => {
    async function* broken(): AsyncGenerator<ReturnType<typeof importedContent>> {
      yield await Promise.resolve(importedContent([importedArticle('1')]));
      throw new Error('the disk is gone');
    }
    await expect(saveContent(graph.dataSource, broken(), { format: 'made', originName: 'Stopped' })).rejects.toThrow('the disk is gone');
    expect(await runsOf('Stopped')).toMatchObject([{ status: 'FAILED', finishedAt: expect.any(String) as string }]);
    expect(await graph.sql(`SELECT last_error FROM origins WHERE name = 'Stopped'`)).toEqual([{ last_error: 'the disk is gone' }]);
  });

  test('that says ABANDONED once its process is gone and the origin is imported again; one that is at work does not', async () => {
    await graph.sql(`INSERT INTO import_runs (origin_id, format) SELECT id, 'made' FROM origins WHERE name = 'Recorded'`); // as a process leaves it that is killed
    let others: string[] = [];
    async function* meanwhile(): AsyncGenerator<ReturnType<typeof importedContent>> {
      yield importedContent([first]);
      await saveContent(graph.dataSource, contents([[first]]), { format: 'made', originName: 'Recorded' });
      others = (await runsOf('Recorded')).map(({ status }) => status);
    }
    await saveContent(graph.dataSource, meanwhile(), { format: 'made', originName: 'Recorded' });
    expect(others).toEqual(['FINISHED', 'RUNNING', 'ABANDONED', 'FINISHED']);
    expect((await runsOf('Recorded')).map(({ status }) => status)).toEqual(['FINISHED', 'FINISHED', 'ABANDONED', 'FINISHED']);
  });

  test('whose counts are kept right by articles that change their status, and by comments and lines that come and go', async () => {
    const steps = [
      `UPDATE articles SET status = 'WITHDRAWN' WHERE origin_key = '1'`, `UPDATE articles SET status = 'PUBLISHED' WHERE origin_key = '2'`, `UPDATE articles SET status = 'PUBLISHED'`,
      `UPDATE comments SET status = 'SPAM'`, `UPDATE comments SET status = 'APPROVED'`, `DELETE FROM citations WHERE position = 1 AND article_id = (SELECT min(id) FROM articles)`,
      `DELETE FROM articles WHERE origin_key = '1'`, `DELETE FROM origins WHERE name = 'Slow'`, 'DELETE FROM comments', `DELETE FROM historical_events`, 'DELETE FROM sources', 'DELETE FROM articles',
    ];
    for (const step of steps) {
      await graph.sql(step);
      expect([step, await wrongCounts(graph)]).toEqual([step, []]);
    }
  });

  test('that is paged: runs last first, failures in order', async () => {
    const failed = Array.from({ length: 7 }, (_, i) => ({ item: `item ${i}`, reason: 'no' }));
    await saveContent(graph.dataSource, contents([[], { failed }]), { format: 'made', originName: 'Paged' });
    const [run] = await runsOf('Paged');
    const page = 'query ($id: ID!, $after: String) { importRun(id: $id) { failed(first: 4, after: $after) { nodes { item } pageInfo { hasNextPage endCursor } } } }';
    interface Page { importRun: { failed: { nodes: { item: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } }
    const one = await graph.query<Page>(page, { id: run?.id });
    const two = await graph.query<Page>(page, { id: run?.id, after: one.importRun.failed.pageInfo.endCursor });
    expect([one, two].flatMap(({ importRun }) => importRun.failed.nodes.map(({ item }) => item))).toEqual(failed.map(({ item }) => item));
    expect(two.importRun.failed.pageInfo.hasNextPage).toBe(false);
  });
});
