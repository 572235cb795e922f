/** Clients that never finish their request: all are dropped within 20 s, and another client notices nothing. Short: 300 sockets; --full: 2,000. */
import { type Socket, connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { withOwnServer } from './own-server';
import { RawClient, graphqlRequest, quantile } from './raw-client';

const sockets = process.argv.includes('--full') ? 2000 : 300;
const starts = ['', 'GET /graphql HTTP/1.1\r\nHost: a\r\nX-Slow: ', 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{'];

void withOwnServer({ IBID_CACHE: 'off' }, async ({ url }) => {
  const { hostname, port } = new URL(url);
  const slow: Socket[] = Array.from({ length: sockets }, (_, i) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined).resume(); // what was being written when it was dropped
    socket.once('connect', () => { socket.write(starts[i % starts.length] ?? ''); });
    const dripping = setInterval(() => { if (i % starts.length > 0) socket.write('x'); }, 3000);
    socket.once('close', () => { clearInterval(dripping); });
    return socket;
  });
  const started = performance.now();
  const dropped: number[] = [];
  const all = Promise.all(slow.map(async (socket) => {
    await new Promise<void>((resolve) => { socket.once('close', () => { resolve(); }); }); // not events.once, which an error ends
    dropped.push((performance.now() - started) / 1000);
  }));
  const canary: number[] = [];
  const client = new RawClient(url);
  while (dropped.length < sockets && performance.now() - started < 30_000) {
    const asked = performance.now();
    const { status } = await client.send(graphqlRequest('{ articles(first: 3) { nodes { title } } }'));
    if (status !== 200) throw new Error(`the other client was answered with ${status}`);
    canary.push(performance.now() - asked);
    await delay(20);
  }
  client.close();
  const late = sockets - dropped.filter((seconds) => seconds <= 20).length;
  for (const socket of slow) socket.destroy();
  await all;
  process.stdout.write(`${sockets} sockets: the last dropped after ${quantile(dropped, 1).toFixed(1)} s (<= 20), ${late} later or never (0); the other client p99 ${quantile(canary, 0.99).toFixed(1)} ms (< 100)\n`);
  return late === 0 && quantile(canary, 0.99) < 100;
}).then((good) => {
  process.stdout.write(good ? 'passed\n' : 'failed\n');
  process.exitCode = good ? 0 : 1;
});
