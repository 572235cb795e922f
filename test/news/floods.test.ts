import { once } from 'node:events';
import type { WebSocket } from 'ws';
import { type KeepingServer, startKeepingServer } from '../support/keeping-server';
import { insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';
import { rawSocket } from './client';

interface Message { type: string; id?: string; payload?: { message: string; extensions?: { code: string; requestId: string } }[] }

const graph = useDatabase('empty', { comments: 'open' });
let server: KeepingServer;
let articleId = '';
const sockets: WebSocket[] = [];

beforeAll(async () => {
  server = await startKeepingServer(graph.url, { keep: false, trustProxy: '127.0.0.1' });
  articleId = (await insertArticle(graph, { slug: 'article', published_at: '2009-01-01T00:00:00Z' })).globalId;
});
afterEach(() => { for (const socket of sockets.splice(0)) socket.terminate(); });
afterAll(() => server.stop());

const open = async (address: string): Promise<WebSocket> => {
  const socket = await rawSocket(server.url, { type: 'connection_init' }, { 'x-forwarded-for': address });
  sockets.push(socket);
  return socket;
};
const commentPosted = (): object => ({ query: 'subscription ($id: ID!) { commentPosted(articleId: $id) { id } }', variables: { id: articleId } });
const articlePublished = { query: 'subscription { articlePublished { id } }' };
const subscribe = (socket: WebSocket, id: number, payload: object): void => { socket.send(JSON.stringify({ type: 'subscribe', id: String(id), payload })); };
/** Everything the socket says until something it says is as is asked for. */
const until = (socket: WebSocket, wanted: (message: Message) => boolean): Promise<Message> => new Promise((resolve) => {
  const listen = (data: Buffer): void => {
    const message = JSON.parse(data.toString()) as Message;
    if (!wanted(message)) return;
    socket.off('message', listen);
    resolve(message);
  };
  socket.on('message', listen);
});
/** Resolves when what was sent before was read and begun: its answer comes behind. */
const settled = async (socket: WebSocket): Promise<void> => {
  const refused = until(socket, ({ id }) => id === 'settled');
  socket.send(JSON.stringify({ type: 'subscribe', id: 'settled', payload: { query: '{ __typename }' } }));
  await refused;
};

describe('a flood of subscriptions', () => {
  test('waits in a queue of its own: readers and listeners of other addresses are answered meanwhile, and what finds no place soon is refused', async () => {
    const runner = graph.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE articles IN ACCESS EXCLUSIVE MODE'); // whoever reads articles waits, in its place
    const socket = await open('192.0.2.1');
    const refused = until(socket, ({ type }) => type === 'error');
    for (let id = 0; id < 40; id++) subscribe(socket, id, commentPosted());
    expect((await refused).payload?.[0]?.extensions).toEqual({ code: 'SERVICE_OVERLOADED', requestId: expect.any(String) as string });
    const leaving = new AbortController();
    const [query, stream, other] = await Promise.all([
      fetch(`${server.url}/graphql?query=%7B__typename%7D`, { headers: { 'apollo-require-preflight': '1' } }),
      fetch(`${server.url}/graphql?query=${encodeURIComponent(articlePublished.query)}`, { headers: { accept: 'text/event-stream', 'x-forwarded-for': '192.0.2.1' } }),
      fetch(`${server.url}/graphql?query=${encodeURIComponent(articlePublished.query)}`, { headers: { accept: 'text/event-stream' }, signal: leaving.signal }),
    ]);
    leaving.abort();
    expect(other.status).toBe(200);
    expect(query.status).toBe(200);
    expect(stream.status).toBe(503);
    expect(stream.headers.get('retry-after')).not.toBeNull();
    expect(await stream.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_OVERLOADED' } }] });
    await runner.rollbackTransaction();
    await runner.release();
    await settled(socket);
    expect(await server.ask('{ __typename }')).toContain('"data"');
  });

  test('over many sockets of one address ends at five hundred, others are not touched, and who ends some may begin as many', async () => {
    const flood = await Promise.all(Array.from({ length: 5 }, () => open('192.0.2.2')));
    for (const socket of flood) for (let id = 0; id < 100; id++) subscribe(socket, id, articlePublished);
    await Promise.all(flood.map(async (socket) => { socket.ping(); await once(socket, 'pong'); }));
    const one = await open('192.0.2.2');
    subscribe(one, 1, articlePublished);
    expect((await until(one, ({ type }) => type === 'error')).payload?.[0]).toMatchObject({ message: expect.stringContaining('500'), extensions: { code: 'SERVICE_OVERLOADED' } });
    const other = await open('192.0.2.3');
    const refused = until(other, ({ type }) => type === 'error');
    subscribe(other, 1, articlePublished);
    await settled(other);
    expect((await refused).id).toBe('settled');
    const [first] = flood;
    if (first) {
      first.close();
      await once(first, 'close');
    }
    const again = until(one, ({ type }) => type === 'error');
    subscribe(one, 2, articlePublished);
    await settled(one);
    expect((await again).id).toBe('settled');
  });

  test('that ends each and takes its id again leaves nothing behind', async () => {
    for (let n = 0; n < 2; n++) {
      const socket = await open('192.0.2.4');
      for (let again = 0; again < 80; again++) {
        subscribe(socket, 1, commentPosted());
        socket.send(JSON.stringify({ type: 'complete', id: '1' }));
      }
      subscribe(socket, 1, commentPosted());
      await settled(socket);
      socket.close();
      await once(socket, 'close');
    }
    const next = await Promise.all(Array.from({ length: 5 }, () => open('192.0.2.4')));
    for (const each of next) {
      const refused = until(each, ({ type }) => type === 'error');
      for (let id = 0; id < 80; id++) subscribe(each, id, articlePublished);
      await settled(each);
      expect((await refused).id).toBe('settled');
    }
  });
});
