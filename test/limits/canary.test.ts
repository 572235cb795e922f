import { readProxies } from '../../src/limits/client-address';
import { createLog } from '../../src/log';
import { type RunningServer, startServer } from '../../src/server';
import { postJson } from '../support/http-client';
import { patience, useDatabase } from '../support/use-database';
import { until, whileLocked } from '../support/while-locked';

const graph = useDatabase();
let server: RunningServer;
beforeAll(async () => { server = await startServer({ port: 0, host: '127.0.0.1', trustedProxies: readProxies('127.0.0.0/8') ?? null, deadline: patience }, graph.db, createLog('silent')); });
afterAll(() => server.stop());

const ask = (address: string, query: string): ReturnType<typeof postJson> => postJson(`${server.url}/graphql`, { query }, { 'x-forwarded-for': address });

test('who asks for little is answered while the slow requests of another client fill all that it may have', async () => {
  const flood = await whileLocked(graph, 'comments', async (waiting) => {
    const slow = Array.from({ length: 64 }, (_, i) => ask('192.0.2.1', `{ articles(first: ${1 + i}) { nodes { comments(first: 1) { nodes { body } } } } }`));
    await until(waiting, 3); // of the four connections of the pool
    for (let i = 0; i < 10; i += 1) expect(await ask('192.0.2.2', '{ articles(first: 2) { nodes { title } } }')).toMatchObject({ status: 200, codes: [] });
    expect(await waiting()).toBe(3);
    return { slow };
  });
  const answers = await Promise.all(flood.slow);
  // What waited longer than anyone may was told so; the rest was answered as soon as it could be.
  for (const { status, codes } of answers) expect(['200 ', '503 SERVICE_OVERLOADED']).toContain(`${status} ${codes.join()}`);
  expect(answers.map(({ status }) => status)).toContain(200);
});

test('the addresses of one IPv6 network are one client', async () => {
  const slow = await whileLocked(graph, 'comments', async (waiting) => {
    const asked = Array.from({ length: 40 }, (_, i) => ask(`2001:db8:1:1::${i + 1}`, '{ articles(first: 1) { nodes { comments(first: 1) { totalCount } } } }'));
    await until(waiting, 3);
    expect((await ask('2001:db8:1:2::1', '{ publishers(first: 1) { nodes { name } } }')).status).toBe(200);
    return { asked };
  });
  await Promise.all(slow.asked);
});

test('who reads does not wait behind comments that come from everywhere at once', async () => {
  const [article] = await graph.sql<{ id: number }>(`SELECT id FROM articles WHERE status = 'PUBLISHED' LIMIT 1`);
  const articleId = Buffer.from(`Article:${article?.id}`).toString('base64url');
  const query = 'mutation ($input: PostCommentInput!) { postComment(input: $input) { userErrors { code } } }';
  const posted = await whileLocked(graph, 'comments', async (waiting) => {
    const posts = Array.from({ length: 40 }, (_, i) => postJson(`${server.url}/graphql`, { query, variables: { input: { articleId, body: `Number ${i}` } } }, { 'x-forwarded-for': `198.51.100.${i}` }));
    await until(waiting, 2); // as many as are written at a time
    expect(await ask('192.0.2.4', '{ articles(first: 2) { nodes { slug } } }')).toMatchObject({ status: 200, codes: [] });
    return { posts };
  });
  const answers = await Promise.all(posted.posts);
  for (const { status } of answers) expect([200, 503]).toContain(status);
  expect(answers.map(({ status }) => status)).toContain(200);
});
