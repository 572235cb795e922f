import { createClient as createEventClient } from 'graphql-sse';
import type { Client } from 'graphql-ws';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createSubgraph } from '../../src/federation/publication-subgraph';
import { nodeId } from '../../src/graph/node-id';
import { revokeKey } from '../../src/keys/revoke-key';
import { importPost } from '../support/import-post';
import { type KeepingServer, startKeepingServer } from '../support/keeping-server';
import { keyWith } from '../support/keys';
import { insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';
import { Heard, closeCode, hear, heardOf, rawSocket, wsClient } from './client';

const graph = useDatabase('empty', { comments: 'open' });
let one: KeepingServer;
let other: KeepingServer;
const clients: Client[] = [];
const client = (server: KeepingServer, parameters?: Record<string, unknown>): Client => {
  const made = wsClient(server.url, parameters);
  clients.push(made);
  return made;
};
let articleId = '';

beforeAll(async () => {
  one = await startKeepingServer(graph.url, { keep: true });
  other = await startKeepingServer(graph.url, { keep: false });
  articleId = (await insertArticle(graph, { slug: 'article', published_at: '2009-01-01T00:00:00Z' })).globalId;
});
afterEach(async () => { for (const each of clients.splice(0)) await each.dispose(); });
afterAll(async () => {
  await one.stop();
  await other.stop();
});

const posted = 'subscription ($id: ID!) { commentPosted(articleId: $id) { id authorName body status article { slug } parent { body } } }';
let readers = 0;
const say = async (body: string, parentId?: string): Promise<string> => {
  const { data } = await graph.ask<{ postComment: { comment: { id: string } } }>('mutation ($input: PostCommentInput!) { postComment(input: $input) { comment { id } userErrors { message } } }', { input: { articleId, body, parentId } }, {}, `192.0.2.${(readers += 1)}`);
  return data?.postComment.comment.id ?? '';
};
/** Resolves when a subscription of this server is heard, and everything that was written before. */
const begun = async (server: KeepingServer, subscribed: Client | null): Promise<void> => {
  if (subscribed) await heardOf(subscribed);
  await server.changes.settled();
};

describe('news over a WebSocket', () => {
  test('come to every process, whichever wrote them', async () => {
    const [first, second] = [client(one), client(other)];
    const heard = [hear<{ commentPosted: { body: string } }>(first, posted, { id: articleId }), hear<{ commentPosted: { body: string } }>(second, posted, { id: articleId })];
    await begun(one, first);
    await begun(other, second);
    const parent = await say('Was it you?');
    await say('It was.', parent);
    for (const each of heard) {
      expect((await each.until(2)).map(({ data }) => data?.commentPosted)).toMatchObject([
        { body: 'Was it you?', status: 'APPROVED', article: { slug: 'article' }, parent: null }, { body: 'It was.', parent: { body: 'Was it you?' } },
      ]);
    }
  });

  test('are of the article that was asked for, and of comments that readers see: when they are approved, not when they are written, and once', async () => {
    const listening = client(one);
    const heard = hear<{ commentPosted: { body: string } }>(listening, posted, { id: articleId });
    await begun(one, listening);
    const elsewhere = await insertArticle(graph, { slug: 'elsewhere' });
    const [row] = await graph.sql<{ id: number }>(`INSERT INTO comments (origin_id, origin_key, article_id, author_name, body, status) VALUES (1, 'waits', 1, 'R', 'Waits first.', 'PENDING'), (1, 'else', ${elsewhere.id}, 'R', 'Elsewhere.', 'APPROVED'),
      (1, 'spam', 1, 'R', 'Spam.', 'SPAM') RETURNING id`);
    await graph.sql(`UPDATE comments SET status = 'APPROVED' WHERE id = $1`, [row?.id]);
    await heard.until(1);
    await graph.sql(`UPDATE comments SET body = 'Waits first, corrected.' WHERE id = $1`, [row?.id]);
    await say('The last one.');
    expect((await heard.until(2)).map(({ data }) => data?.commentPosted.body)).toEqual(['Waits first.', 'The last one.']);
  });

  test('tell of articles as they are published, by an import too', async () => {
    const listening = client(other);
    const heard = hear<{ articlePublished: { slug: string; citations: { totalCount: number } } }>(listening, 'subscription { articlePublished { slug title citations(first: 5) { totalCount } } }');
    await begun(other, listening);
    const { id } = await insertArticle(graph, { slug: 'a-draft', status: 'DRAFT' });
    await importPost(graph, 'Ferries At Night', 'Example, Ada, “Ferries,” Harbour Times, 2/1/09');
    await graph.sql(`UPDATE articles SET status = 'PUBLISHED' WHERE id = $1`, [id]);
    await graph.sql(`UPDATE articles SET title = 'Again' WHERE id = $1`, [id]);
    await graph.sql(`UPDATE articles SET status = 'WITHDRAWN' WHERE id = $1`, [id]);
    await graph.sql(`UPDATE articles SET status = 'PUBLISHED' WHERE id = $1`, [id]);
    expect((await heard.until(3)).map(({ data }) => data?.articlePublished)).toMatchObject([{ slug: 'ferries-at-night', citations: { totalCount: 1 } }, { slug: 'a-draft' }, { slug: 'a-draft' }]);
  });

  test('tell of an import as it goes on', async () => {
    const listening = client(one);
    const heard = hear<{ importRunChanged: { status: string } }>(listening, 'subscription { importRunChanged { id status counts { articles { created } } origin { name } } }');
    await begun(one, listening);
    await importPost(graph, 'Another Post', 'Example, Ada, “Quays,” Harbour Times, 2/1/09');
    while (heard.items.at(-1)?.data?.importRunChanged.status !== 'FINISHED') await heard.until(heard.items.length + 1);
    expect(heard.items[0]?.data?.importRunChanged).toMatchObject({ status: 'RUNNING' });
    expect(heard.items.at(-1)?.data?.importRunChanged).toMatchObject({ counts: { articles: { created: 1 } }, origin: { name: 'Posts' } });
  });

  test.each<[string, string, object, string]>([
    ['a query', '{ articles { totalCount } }', {}, 'BAD_REQUEST'],
    ['a mutation', 'mutation { undoMerge(input: { mergeId: "x" }) { userErrors { code } } }', {}, 'BAD_REQUEST'],
    ['no GraphQL', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['two fields', 'subscription { articlePublished { id } importRunChanged { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing variable', posted, {}, 'BAD_USER_INPUT'],
    ['the id of something else', posted, { id: nodeId('Source', 1) }, 'BAD_USER_INPUT'],
    ['an article that is not there', posted, { id: nodeId('Article', 99_999) }, 'BAD_USER_INPUT'],
    ['too many nodes', 'subscription { articlePublished { citations(first: 100) { nodes { source { citedBy(first: 100) { totalCount } } } } } }', {}, 'TOO_MANY_NODES'],
    ['deep nesting', `subscription { articlePublished { ${'authors { articles { nodes { '.repeat(60)} id ${'} } }'.repeat(60)} } }`, {}, 'OPERATION_TOO_LARGE'],
  ])('are not begun by %s', async (_case, query, variables, code) => {
    const heard = hear(client(one), query, { ...variables });
    const errors = (await heard.ended()) as { message: string; extensions: { code: string; requestId: string } }[];
    expect(errors[0]?.extensions).toMatchObject({ code, requestId: expect.any(String) as string });
  });
});

test('what was sent behind a subscription is answered behind it', async () => {
  const socket = await rawSocket(one.url);
  const answered = new Promise<string[]>((resolve) => {
    const ids: string[] = [];
    socket.on('message', (data: Buffer) => { if (ids.push((JSON.parse(data.toString()) as { id: string }).id) === 2) resolve(ids); });
  });
  // Whether there is the article has to be asked of PostgreSQL; that the other is no subscription is known at once.
  socket.send(JSON.stringify({ type: 'subscribe', id: 'first', payload: { query: posted, variables: { id: nodeId('Article', 99_999) } } }));
  socket.send(JSON.stringify({ type: 'subscribe', id: 'second', payload: { query: '{ __typename }' } }));
  expect(await answered).toEqual(['first', 'second']);
  socket.close();
});

describe('a key', () => {
  test('that is unknown closes the socket', async () => {
    const heard = hear(client(one, { authorization: `Bearer ibid_${'x'.repeat(32)}` }), posted, { id: articleId });
    expect(await heard.ended()).toMatchObject({ code: 4403 });
  });

  test('lets its holder ask for what others may not, and its end closes the socket', async () => {
    const key = await keyWith(graph, 'watcher', 'moderate');
    const query = 'subscription ($id: ID!) { commentPosted(articleId: $id) { body moderation { reportCount } } }';
    const [holder, stranger] = [client(one, { Authorization: `Bearer ${key}` }), client(one)];
    const heard = hear(holder, query, { id: articleId });
    const refused = hear<{ commentPosted: { body: string; moderation: null } }>(stranger, query, { id: articleId });
    await begun(one, holder);
    await begun(one, stranger);
    await say('Look at it.');
    expect((await heard.until(1))[0]).toEqual({ data: { commentPosted: { body: 'Look at it.', moderation: { reportCount: 0 } } } });
    expect((await refused.until(1))[0]).toMatchObject({ data: { commentPosted: { body: 'Look at it.', moderation: null } }, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    await revokeKey(graph.dataSource.manager, { prefix: key.slice(0, 13) });
    expect(await heard.ended()).toMatchObject({ code: 4403 });
    await say('Still told to strangers.');
    await refused.until(2);
  });
});

test('news are the same where the graph is a subgraph', () => {
  for (const field of Object.values(createSubgraph().getSubscriptionType()?.getFields() ?? {})) expect(typeof field.subscribe).toBe('function');
});

describe('news as server-sent events', () => {
  const events = async (server: KeepingServer, query: string, variables: Record<string, unknown>, headers: Record<string, string> = {}): Promise<{ heard: Heard<{ data?: unknown; errors?: unknown }>; dispose: () => void }> => {
    const heard = new Heard<{ data?: unknown; errors?: unknown }>();
    let connected = (): void => undefined;
    const open = new Promise<void>((resolve) => { connected = resolve; });
    const eventClient = createEventClient({ url: `${server.url}/graphql`, headers, retryAttempts: 0, fetchFn: async (...parameters: Parameters<typeof fetch>) => { const response = await fetch(...parameters); connected(); return response; } });
    const dispose = eventClient.subscribe({ query, variables }, { next: (item) => { heard.push(item); }, error: (error) => { heard.finish(error); }, complete: () => { heard.finish('complete'); } });
    await open;
    return { heard, dispose };
  };

  test('come as they do over a socket', async () => {
    const { heard, dispose } = await events(other, posted, { id: articleId });
    await say('Over plain HTTP.');
    expect((await heard.until(1))[0]).toMatchObject({ data: { commentPosted: { body: 'Over plain HTTP.' } } });
    dispose();
  });

  test('say what is wrong with an operation, and end', async () => {
    const { heard } = await events(one, 'subscription { nothing }', {});
    await heard.ended();
    expect(heard.items).toMatchObject([{ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]);
  });

  test('are refused with a key that does not work', async () => {
    const response = await fetch(`${one.url}/graphql`, { method: 'POST', headers: { accept: 'text/event-stream', 'content-type': 'application/json', 'x-api-key': 'nonsense' }, body: JSON.stringify({ query: 'subscription { articlePublished { id } }' }) });
    expect([response.status, await response.json()]).toMatchObject([401, { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
  });

  test('do not get in the way of a client that takes them for everything', async () => {
    const accept = 'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
    const ask = (query: string) => fetch(`${one.url}/graphql`, { method: 'POST', headers: { accept, 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
    const query = await ask('query subscription { articles { totalCount } }');
    expect([query.headers.get('content-type'), await query.json()]).toMatchObject([expect.stringContaining('graphql-response+json'), { data: { articles: {} } }]);
    const stream = await ask('subscription { articlePublished { id } }');
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await stream.body?.cancel();
  });
});

/** A hundred kilobytes of a long comment: of 900, more than kernels hold (tcp_rmem) and a megabyte besides. */
const large = Array.from({ length: 10 }, (_, n) => `copy${n}: body`).join(' ');

describe('a socket', () => {
  test.each<[string, (string | Buffer)[], number]>([
    ['no JSON', ['{'], 4400], ['a message of no type', ['{}'], 4400], ['an unknown type', ['{"type":"start","id":"1"}'], 4400], ['a second init', ['{"type":"connection_init"}'], 4429],
    ['a subscription without a text', ['{"type":"subscribe","id":"1","payload":{}}'], 4400], ['bytes', [Buffer.from([0xff, 0xfe, 0x00])], 4400],
    ['the same id twice', Array<string>(2).fill(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { articlePublished { id } }' } })), 4409],
    ['100 kB', ['x'.repeat(100_001)], 1009],
  ])('that sends %s is closed', async (_case, messages, code) => {
    const socket = await rawSocket(one.url);
    const closed = closeCode(socket);
    for (const message of messages) socket.send(message);
    expect(await closed).toBe(code);
  });

  test('that begins too many subscriptions is closed', async () => {
    const socket = await rawSocket(one.url);
    const closed = closeCode(socket);
    for (let id = 0; id <= 101; id++) socket.send(JSON.stringify({ type: 'subscribe', id: String(id), payload: { query: 'subscription { articlePublished { id } }' } }));
    expect(await closed).toBe(4400);
  });

  test('of thousands of hostile frames ends nobody else', async () => {
    const listening = client(one);
    const heard = hear<{ commentPosted: { body: string } }>(listening, posted, { id: articleId });
    await begun(one, listening);
    const hostile = ['', '[', 'null', '{"type":"pong"}', '{"type":"complete","id":"__proto__"}', '{"type":"subscribe","id":"__proto__","payload":{"query":"{"}}', '{"type":"ping","payload":{"a":[[[[]]]]}}', '{"type":"next","id":"1","payload":{}}'];
    for (let n = 0; n < 40; n++) {
      const socket = await rawSocket(one.url, n % 2 === 0 ? null : { type: 'connection_init' });
      socket.on('error', () => undefined);
      for (let i = 0; i < 25 && socket.readyState === socket.OPEN; i++) socket.send(hostile[(n + i) % hostile.length] ?? '');
      socket.terminate();
    }
    await say('After the storm.');
    expect((await heard.until(1))[0]?.data?.commentPosted.body).toBe('After the storm.');
  });

  test('that is no client of the protocol, or not at /graphql, is not opened', async () => {
    const { WebSocket } = await import('ws');
    const open = (path: string, protocol: string): Promise<string> => new Promise((resolve) => {
      const socket = new WebSocket(`${one.url.replace('http', 'ws')}${path}`, protocol);
      socket.on('error', (error) => { resolve(error.message); });
      socket.on('close', (code) => { resolve(String(code)); });
    });
    expect(await open('/elsewhere', 'graphql-transport-ws')).toContain('404');
    expect(await open('/graphql', 'graphql-ws')).toMatch(/4406|subprotocol/i);
  });

  test('that does not read is cut off, and the others are not', async () => {
    const stuck = await rawSocket(one.url);
    stuck.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: `subscription ($id: ID!) { commentPosted(articleId: $id) { ${large} } }`, variables: { id: articleId } } }));
    const listening = client(one);
    const heard = hear(listening, posted, { id: articleId });
    await begun(one, listening);
    stuck.pause();
    const cut = new Promise<void>((resolve) => { stuck.once('close', () => { resolve(); }); });
    const body = 'x'.repeat(9_900);
    await graph.sql(`INSERT INTO comments (origin_id, origin_key, article_id, author_name, body, status) SELECT 1, 'flood ' || n, 1, 'R', $1 || n, 'APPROVED' FROM generate_series(1, 900) n`, [body]);
    await heard.until(900);
    stuck.resume();
    await cut;
    expect(heard.items).toHaveLength(900);
  });
});

test('a stream of events that is not read is cut off', async () => {
  const { hostname, port } = new URL(one.url);
  const stuck = connect({ host: hostname, port: Number(port) }).pause();
  const query = encodeURIComponent(`subscription { commentPosted(articleId: "${articleId}") { ${large} } }`);
  stuck.write(`GET /graphql?query=${query} HTTP/1.1\r\nhost: ibid\r\naccept: text/event-stream\r\n\r\n`);
  await once(stuck.resume(), 'data'); // it has begun
  stuck.pause();
  await graph.sql(`INSERT INTO comments (origin_id, origin_key, article_id, author_name, body, status) SELECT 1, 'stream ' || n, 1, 'R', $1 || n, 'APPROVED' FROM generate_series(1, 900) n`, ['x'.repeat(9_900)]);
  const listening = client(one);
  const heard = hear<{ commentPosted: { body: string } }>(listening, posted, { id: articleId });
  await begun(one, listening);
  await say('Behind all of them.');
  while (heard.items.at(-1)?.data?.commentPosted.body !== 'Behind all of them.') await heard.until(heard.items.length + 1);
  let last = '';
  stuck.on('error', () => undefined).on('data', (chunk: Buffer) => { last = chunk.toString(); }).resume();
  await once(stuck, 'close');
  expect(last).not.toContain('Behind all of them.');
});

describe('a server that stops', () => {
  test('says so to every socket and ends every stream', async () => {
    const third = await startKeepingServer(graph.url, { keep: true });
    const socket = await rawSocket(third.url);
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { articlePublished { id } }' } }));
    const stream = await fetch(`${third.url}/graphql?query=${encodeURIComponent('subscription { articlePublished { id } }')}`, { headers: { accept: 'text/event-stream' } });
    const closed = closeCode(socket);
    await third.stop();
    expect(await closed).toBe(1001);
    expect(await stream.text()).toMatch(/^:\n\n/);
  });

  test('that no longer hears of changes closes sockets, so that clients ask again', async () => {
    const third = await startKeepingServer(graph.url, { keep: true });
    const closed = closeCode(await rawSocket(third.url));
    await graph.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ibid changes' AND datname = current_database()`);
    expect(await closed).toBe(1012);
    await third.stop();
  });
});
