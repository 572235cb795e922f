/**
 * Test 46: what open sockets cost, how soon news arrive, and what hostile frames do.
 *   npm run audit -- sockets           300 idle sockets, 60 listeners, 1,000 frames (half a minute)
 *   npm run audit -- sockets --full    5,000 idle sockets, 1,000 listeners, 10,000 frames
 */
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { startIbid } from '../bench/servers';

const full = process.argv.includes('--full');
// An article takes a hundred comments at that pace: some are for those that tell whether everybody listens.
const [idle, listeners, frames, messages] = full ? [5_000, 1_000, 10_000, 80] : [300, 60, 1_000, 30];
const mostCalls = 20;
const messagesASecond = 10;
const mostBytes = 150_000_000 * (idle / 5_000), mostLate = 250;

interface FirstArticle { articles: { nodes: { id: string }[] } }
const failures: string[] = [];
const check = (what: string, passed: boolean): void => {
  console.log(`${passed ? 'ok  ' : 'FAIL'}  ${what}`);
  if (!passed) failures.push(what);
};

void main().then(() => {
  console.log(failures.length === 0 ? 'passed' : `failed: ${failures.join('; ')}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
});

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-sockets-'));
  chmodSync(directory, 0o755); // as root the database runs as another user, who must get in
  const server = await startIbid('ibid', null, { env: { IBID_DATA_DIR: join(directory, 'data'), IBID_COMMENTS: 'open', IBID_TRUST_PROXY: '127.0.0.0/8' } });
  try {
    const first = await ask<FirstArticle>(server.url, '{ articles(first: 1) { nodes { id } } }');
    const articleId = first.articles.nodes[0]?.id ?? '';
    await listenAndMeasure(server.url, articleId); // also what the first sockets cost once
    await measureIdle(server);
    await sendHostileFrames(server.url);
    check('the server answers after all of it', (await ask<FirstArticle>(server.url, '{ articles(first: 1) { nodes { id } } }')).articles.nodes.length === 1);
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Memory of the process in bytes, without what its files share; null where the system does not tell. */
function memoryOf(pid: number): number | null {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return null;
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) * 1024;
}

async function measureIdle({ url, pid }: { url: string; pid: number }): Promise<void> {
  const before = memoryOf(pid);
  if (before === null) return console.log('skip  memory of idle sockets: this system has no /proc');
  const sockets: WebSocket[] = [];
  while (sockets.length < idle) sockets.push(...await Promise.all(Array.from({ length: Math.min(100, idle - sockets.length) }, () => openSocket(url))));
  for (const socket of sockets) subscribe(socket, 'subscription { articlePublished { id slug title } }', {});
  await Promise.all(sockets.map(acknowledged));
  const after = memoryOf(pid) ?? 0;
  check(`${idle} idle sockets that listen: ${((after - before) / 1e6).toFixed(1)} MB, ${((after - before) / idle / 1000).toFixed(1)} kB each (at most ${(mostBytes / 1e6).toFixed(1)} MB)`, after - before <= mostBytes);
  await Promise.all(sockets.map(close));
}

async function listenAndMeasure(url: string, articleId: string): Promise<void> {
  const sockets = await Promise.all(Array.from({ length: listeners }, () => openSocket(url)));
  const late: number[] = [];
  const sentAt = new Map<string, number>();
  const listening = new Set<WebSocket>();
  let arrived: () => void = () => undefined;
  const all = new Promise<void>((resolve) => { arrived = resolve; });
  for (const socket of sockets) {
    socket.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString()) as { type: string; payload?: { data?: { commentPosted: { body: string } } } };
      if (type !== 'next') return;
      listening.add(socket);
      const sent = sentAt.get(payload?.data?.commentPosted.body ?? '');
      if (sent === undefined) return; // a call
      late.push(performance.now() - sent);
      if (late.length === messages * listeners) arrived();
    });
    subscribe(socket, 'subscription ($id: ID!) { commentPosted(articleId: $id) { id authorName body createdAt } }', { id: articleId });
  }
  await Promise.all(sockets.map(acknowledged));
  // Subscriptions begin a few at a time, and nothing tells a client when its own has: they are called until each has heard something.
  for (let n = 0; n < mostCalls && listening.size < listeners; n++) {
    await post(url, articleId, `Call ${n}`, `198.51.100.${n}`);
    await delay(500);
  }
  check(`${listening.size} of ${listeners} sockets listen`, listening.size === listeners);
  const key = await makeComments(url, articleId, sentAt);
  await Promise.race([all, delay(30_000, undefined, { ref: false })]);
  check(`${late.length} of ${messages * listeners} messages arrived`, late.length === messages * listeners);
  late.sort((one, other) => one - other);
  const at = (share: number): number => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? NaN;
  check(`${messagesASecond} messages a second to ${listeners} sockets, from the mutation to the client: p50 ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms (at most ${mostLate} ms), ${key} of ${messages} posted`, at(0.99) <= mostLate);
  await Promise.all(sockets.map(close));
}

/** Posts comments at a steady rate, as many readers behind a proxy on this machine; gives how many were taken. */
async function makeComments(url: string, articleId: string, sentAt: Map<string, number>): Promise<number> {
  let taken = 0;
  const posts: Promise<void>[] = [];
  for (let n = 0; n < messages; n++) {
    const body = `Message ${n}`;
    sentAt.set(body, performance.now());
    posts.push(post(url, articleId, body, `192.0.2.${n % 200}`).then((approved) => { if (approved) taken += 1; }));
    await delay(1000 / messagesASecond);
  }
  await Promise.all(posts);
  return taken;
}

/** Posts a comment as a reader of an address would; whether it is shown. */
async function post(url: string, articleId: string, body: string, from: string): Promise<boolean> {
  const { postComment } = await ask<{ postComment: { comment: { status: string } | null } }>(url, 'mutation ($input: PostCommentInput!) { postComment(input: $input) { comment { status } } }', { input: { articleId, body } }, { 'x-forwarded-for': from });
  return postComment.comment?.status === 'APPROVED';
}

const hostile = ['', '{', '[]', 'null', '0', '{"type":1}', '{"type":"connection_init","payload":[]}', '{"type":"subscribe"}', '{"type":"subscribe","id":1,"payload":{"query":"x"}}', '{"type":"subscribe","id":"a","payload":{"query":"subscription {"}}',
  '{"type":"subscribe","id":"__proto__","payload":{"query":"{ __typename }"}}', '{"type":"complete","id":"constructor"}', '{"type":"next","id":"a","payload":{}}', '{"type":"ping","payload":' + '['.repeat(5_000) + ']'.repeat(5_000) + '}', '\u0000', '{"type":"subscribe","id":"b","payload":{"query":"subscription { articlePublished { id } }","variables":[1]}}'];

async function sendHostileFrames(url: string): Promise<void> {
  let sent = 0;
  while (sent < frames) {
    await Promise.all(Array.from({ length: 20 }, async (_, n) => {
      const socket = await openSocket(url, n % 3 > 0);
      for (let i = 0; i < 20 && socket.readyState === WebSocket.OPEN; i++) {
        if (i % 5 === 4) socket.send(Buffer.from([0x82, n, i, 0xff])); // binary
        else socket.send(hostile[(sent + n + i) % hostile.length] ?? '');
        sent += 1;
      }
      rawFrame(socket, n);
      await close(socket);
    }));
  }
  check(`${sent} hostile frames: the process lives`, true);
}

/** Bytes below the protocol: a frame with reserved bits, of an unknown kind, or without a mask. */
function rawFrame(socket: WebSocket, n: number): void {
  const { _socket: stream } = socket as unknown as { _socket?: { write(bytes: Buffer): void } }; // ws keeps its stream to itself
  stream?.write([Buffer.from([0xf1, 0x80, 0, 0, 0, 0]), Buffer.from([0x8f, 0x80, 0, 0, 0, 0]), Buffer.from([0x81, 0x01, 0x61]), Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])][n % 4] ?? Buffer.alloc(0));
}

async function openSocket(url: string, init = true): Promise<WebSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { perMessageDeflate: false });
  socket.on('error', () => undefined);
  await once(socket, 'open');
  if (init) {
    socket.send('{"type":"connection_init"}');
    await Promise.race([once(socket, 'message'), once(socket, 'close')]);
  }
  return socket;
}

function subscribe(socket: WebSocket, query: string, variables: object): void {
  socket.send(JSON.stringify({ type: 'subscribe', id: 'news', payload: { query, variables } }));
}

/** A pong says that what was sent before was handled. */
async function acknowledged(socket: WebSocket): Promise<void> {
  const answered = new Promise<void>((resolve) => { socket.on('message', function hear(data: Buffer) { if (data.toString().includes('"pong"')) { socket.off('message', hear); resolve(); } }); });
  socket.send('{"type":"ping"}');
  await answered;
}

async function close(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  const closed = once(socket, 'close');
  socket.terminate();
  await closed;
}

async function ask<Data>(url: string, query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Data> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: object };
  if (!data) throw new Error(`expected data, got ${JSON.stringify(errors)}`);
  return data;
}
