import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source';
import { databaseOf } from '../../src/database/database';
import { createLog } from '../../src/log';
import { type RunningServer, startServer } from '../../src/server';
import { type BreakableConnection, breakableConnection } from '../support/breakable-connection';
import { type HttpAnswer, postJson } from '../support/http-client';
import { keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';
import { whileLocked } from '../support/while-locked';

const graph = useDatabase();
let way: BreakableConnection, dataSource: DataSource, server: RunningServer, key = '', articleId = '';
beforeAll(async () => {
  way = await breakableConnection(graph.url);
  dataSource = await createDataSource(way.url, { poolSize: 4 }).initialize();
  server = await startServer({ port: 0, host: '127.0.0.1', deadline: 2_000 }, databaseOf(dataSource), createLog('silent'));
  key = await keyWith(graph, 'writer', 'write', 'comment');
  const { articles } = await graph.query<{ articles: { nodes: { id: string }[] } }>('{ articles(first: 1) { nodes { id } } }');
  articleId = articles.nodes[0]?.id ?? '';
});
afterAll(async () => {
  await server.stop();
  await dataSource.destroy();
  await way.cut();
});

const ask = (query: string, variables: object): Promise<HttpAnswer> => postJson(`${server.url}/graphql`, { query, variables }, { authorization: `Bearer ${key}` });
const unknown = { status: 503, codes: ['OUTCOME_UNKNOWN'], messages: [expect.stringMatching(/not known.*Look whether it is there, or send it again.*idempotencyKey/) as string] };
const upsert = 'mutation ($input: UpsertArticleInput!) { upsertArticle(input: $input) { article { id title corrections(first: 1) { nodes { note } } } userErrors { code } } }';
const made = async (title: string): Promise<number> => (await graph.sql('SELECT id FROM articles WHERE title = $1', [title])).length;

describe('a change whose end is not heard of is neither called made nor failed', () => {
  test.each([
    ['an article', upsert, () => ({ key: 'lost', title: 'A lost answer', bodyText: 'A text.' }), 'articles', `title = 'A lost answer'`],
    ['a comment', 'mutation ($input: PostCommentInput!) { postComment(input: $input) { comment { id } userErrors { code } } }', () => ({ articleId, body: 'A lost answer', idempotencyKey: 'lost' }), 'comments', `body = 'A lost answer'`],
  ])('%s that was committed when the connection broke; sent again it is the same one', async (_, mutation, input, table, condition) => {
    way.loseAnswerTo('COMMIT');
    const answer = await ask(mutation, { input: input() });
    expect(answer).toMatchObject(unknown);
    expect(answer.headers.get('retry-after')).toBe('2');
    const rows = (): Promise<unknown[]> => graph.sql(`SELECT id FROM ${table} WHERE ${condition}`);
    const first = await rows();
    expect(first).toHaveLength(1);
    expect(await ask(mutation, { input: input() })).toMatchObject({ status: 200, codes: [] });
    expect(await rows()).toEqual(first);
  });

  test('when it was committed and the time was up before it could be shown', async () => {
    await whileLocked(graph, 'article_corrections', async () => {
      expect(await ask(upsert, { input: { key: 'slow', title: 'A slow answer', bodyText: 'A text.' } })).toMatchObject(unknown);
    });
    expect(await made('A slow answer')).toBe(1);
  });
});

test('what breaks before its end was not made, and is said to be unavailable', async () => {
  way.loseAnswerTo('START TRANSACTION');
  expect(await ask(upsert, { input: { key: 'refused', title: 'A refused change', bodyText: 'A text.' } })).toMatchObject({ status: 503, codes: ['SERVICE_UNAVAILABLE'] });
  expect(await made('A refused change')).toBe(0);
});
