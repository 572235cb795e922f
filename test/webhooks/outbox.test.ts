import { nodeId } from '../../src/graph/node-id';
import { askWith, keyWith } from '../support/keys';
import { insertArticle } from '../support/rows';
import { type TestGraph, useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
const everything = ['ARTICLE_PUBLISHED', 'ARTICLE_UPDATED', 'ARTICLE_WITHDRAWN', 'COMMENT_POSTED', 'COMMENT_REMOVED', 'IMPORT_FINISHED'];
let key = '';
let webhookId = '';
beforeAll(async () => { key = await keyWith(graph, 'ed', 'write'); });
beforeEach(async () => {
  await graph.sql('DELETE FROM webhooks');
  await graph.sql('DELETE FROM webhook_events');
  const { data } = await askWith<{ addWebhook: { webhook: { id: string } } }>(graph, key, 'mutation ($events: [WebhookEventType!]!) { addWebhook(input: { url: "https://hooks.example.com/", events: $events }) { webhook { id } } }', { events: everything });
  webhookId = data?.addWebhook.webhook.id ?? '';
});

interface Told { type: string; timestamp: string; data: Record<string, unknown> }
/** What is to be told, in order. */
const told = async (): Promise<Told[]> => (await graph.sql<{ payload: string }>('SELECT payload FROM webhook_events ORDER BY id')).map(({ payload }) => JSON.parse(payload) as Told);
const insertComment = async ({ sql }: TestGraph, articleId: number, status: string): Promise<number> => {
  const [row] = await sql<{ id: number }>(`INSERT INTO comments (origin_id, origin_key, article_id, author_name, body, status) SELECT origin_id, gen_random_uuid()::text, id, 'Ada', 'Well said', $2 FROM articles WHERE id = $1 RETURNING id`, [articleId, status]);
  return row?.id ?? 0;
};

test('a comment is told of when readers see it and when they no longer do, and never while it waits', async () => {
  const article = await insertArticle(graph, { slug: 'told' });
  await graph.sql('DELETE FROM webhook_events');
  const id = await insertComment(graph, article.id, 'PENDING');
  for (const status of ['SPAM', 'PENDING', 'APPROVED', 'APPROVED', 'REJECTED', 'SPAM']) await graph.sql('UPDATE comments SET status = $2 WHERE id = $1', [id, status]);
  const ids = { id: nodeId('Comment', id), articleId: nodeId('Article', article.id) };
  expect((await told()).map(({ type, data }) => ({ type, data }))).toEqual([
    { type: 'comment.posted', data: { ...ids, parentId: null, authorName: 'Ada', createdAt: null } },
    { type: 'comment.removed', data: ids },
  ]);
});

test.each(['DRAFT', 'WITHDRAWN'])('nothing is told of the comments of an article that is %s: readers do not see them', async (status) => {
  const article = await insertArticle(graph, { slug: `hidden-${status}`, status });
  const id = await insertComment(graph, article.id, 'APPROVED');
  await graph.sql(`UPDATE comments SET status = 'SPAM' WHERE id = $1`, [id]);
  await graph.sql(`UPDATE comments SET status = 'APPROVED' WHERE id = $1`, [id]);
  expect(await told()).toEqual([]);
});

test.each(['DRAFT', 'WITHDRAWN'])('of an article that becomes %s with other words in the same write, the words that were public are told', async (status) => {
  const { id } = await insertArticle(graph, { slug: `public-${status}` });
  await graph.sql(`UPDATE articles SET title = 'Embargoed words', url = 'https://secret.example/', status = $2 WHERE id = $1`, [id, status]);
  const all = await told();
  expect(all.map(({ type }) => type)).toEqual(['article.published', 'article.withdrawn']);
  expect(all[1]?.data).toEqual(all[0]?.data);
});

test('instants grow with the messages of an article, also when a transaction that began first wrote last', async () => {
  const { id } = await insertArticle(graph, { slug: 'order' });
  const early = graph.dataSource.createQueryRunner();
  await early.startTransaction();
  await early.query('SELECT now()');
  await graph.sql(`UPDATE articles SET title = 'Second' WHERE id = $1`, [id]);
  await early.query(`UPDATE articles SET title = 'Third' WHERE id = $1`, [id]);
  await early.commitTransaction();
  await early.release();
  const instants = (await told()).map(({ timestamp }) => timestamp);
  expect(instants).toHaveLength(3);
  expect(instants).toEqual([...instants].sort());
});

test('a bulk is told one by one, in the order of the ids, to each of the webhooks', async () => {
  await graph.sql(`INSERT INTO webhooks (url, events, secret, created_by) VALUES ('https://other.example.com/', '{article.published}', 'whsec_', 'ed')`);
  await graph.sql(`INSERT INTO articles (origin_id, origin_key, slug, title, title_key, status, content_hash)
    SELECT (SELECT min(id) FROM origins), 'bulk ' || n, 'bulk-' || n, 'Bulk', 'bulk', CASE WHEN n % 3 = 0 THEN 'DRAFT' ELSE 'PUBLISHED' END, '' FROM generate_series(1, 9) n`);
  expect((await told()).map(({ data: { slug } }) => slug)).toEqual(['bulk-1', 'bulk-2', 'bulk-4', 'bulk-5', 'bulk-7', 'bulk-8']);
  expect(await graph.sql('SELECT count(*)::int FROM webhook_deliveries')).toEqual([{ count: 12 }]);
});

test('without a webhook, and while all are paused, nothing is kept', async () => {
  await graph.sql('UPDATE webhooks SET paused_at = now()');
  await insertArticle(graph, { slug: 'paused' });
  await graph.sql('DELETE FROM webhooks');
  await insertArticle(graph, { slug: 'nobody' });
  expect(await told()).toEqual([]);
});

describe('a test message', () => {
  const ask = async (): Promise<unknown> => (await askWith<{ testWebhook: object }>(graph, key, 'mutation ($id: ID!) { testWebhook(input: { id: $id }) { delivery { status event } userErrors { field code } } }', { id: webhookId })).data?.testWebhook;

  test('waits for no other: neither for what happened nor for an earlier test', async () => {
    for (let n = 0; n < 2; n++) expect(await ask()).toEqual({ delivery: { status: 'PENDING', event: 'WEBHOOK_TEST' }, userErrors: [] });
    expect(await graph.sql('SELECT count(DISTINCT entity)::int AS entities FROM webhook_deliveries')).toEqual([{ entities: 2 }]);
  });

  test('is not for a webhook that is paused', async () => {
    await graph.sql('UPDATE webhooks SET paused_at = now()');
    expect(await ask()).toEqual({ delivery: null, userErrors: [{ field: 'input.id', code: 'CONFLICT' }] });
    expect(await graph.sql('SELECT 1 FROM webhook_events')).toEqual([]);
  });
});
