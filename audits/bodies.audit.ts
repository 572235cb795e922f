/**
 * Bodies that nobody should send: a gigabyte that is packed into one megabyte, 60 MB with its length, and one without length or end. Each is refused in half a second
 * and costs next to no memory, while another client is answered. Short: 10 of each, 4 at a time; --full: 100 of each, 20 at a time.
 */
import { connect } from 'node:net';
import { createGzip } from 'node:zlib';
import { Readable, pipeline } from 'node:stream';
import { conclude, manyAtOnce, residentMegabytes, withServer } from './audited-server';
import { RawClient, graphqlRequest, quantile } from './raw-client';

const full = process.argv.includes('--full');
const [count, atOnce] = full ? [100, 20] : [10, 4];
const mostMs = 500, mostMegabytes = 16, canaryMs = 200;

const block = Buffer.alloc(64 * 1024, 0x20);
const blocks = (bytes: number): Readable => Readable.from((function* () { for (let sent = 0; sent < bytes; sent += block.length) yield block; })());
const head = ['POST /graphql HTTP/1.1', 'Host: ibid', 'Content-Type: application/json'];

interface Body { name: string; status: number; headers: string[]; body: () => Readable; chunked: boolean }
const bodies: readonly Body[] = [
  { name: 'gzip bomb of 1 GB', status: 415, headers: ['Content-Encoding: gzip', 'Transfer-Encoding: chunked'], chunked: true, body: () => pipeline(blocks(1024 ** 3), createGzip(), () => undefined) },
  { name: '60 MB', status: 413, headers: [`Content-Length: ${60 * 1024 ** 2}`], chunked: false, body: () => blocks(60 * 1024 ** 2) },
  { name: '1 GB in chunks', status: 413, headers: ['Transfer-Encoding: chunked'], chunked: true, body: () => blocks(1024 ** 3) },
];

interface Outcome { status: number; ms: number }

/** Sends as the server takes it, until there is an answer; the time counts from the first byte of the request. */
function send(url: string, { headers, body, chunked }: Body): Promise<Outcome> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const bytes = body();
    const asked = performance.now();
    let answered: Outcome = { status: 0, ms: Infinity };
    socket.once('data', (data: Buffer) => {
      answered = { status: Number(data.toString('latin1', 9, 12)), ms: performance.now() - asked };
      socket.destroy();
    });
    socket.on('error', () => undefined); // the server hangs up; what counts is whether it had answered
    socket.once('close', () => {
      bytes.destroy();
      resolve(answered);
    });
    socket.once('connect', () => {
      socket.write(`${[...head, ...headers].join('\r\n')}\r\n\r\n`);
      bytes.on('error', () => undefined); // it is cut off in the middle
      bytes.on('data', (part: Buffer) => {
        const more = chunked ? socket.write(Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')])) : socket.write(part);
        if (!more) {
          bytes.pause();
          socket.once('drain', () => { bytes.resume(); });
        }
      });
    });
  });
}

void withServer(async (server) => {
  const figures: Record<string, number> = {}, failures: string[] = [];
  const ask = graphqlRequest('{ articles(first: 3) { nodes { title } } }');
  const canary = new RawClient(server.url), late: number[] = [];
  for (let i = 0; i < 200; i += 1) await canary.send(ask); // what is compiled late is no cost of a body
  for (const body of bodies) await send(server.url, body);
  let going = true, peak = 0;
  const beside = (async () => {
    while (going) {
      const asked = performance.now();
      const { status } = await canary.send(ask);
      late.push(status === 200 ? performance.now() - asked : Infinity);
      peak = Math.max(peak, residentMegabytes(server) ?? 0);
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
  })();
  for (const body of bodies) {
    const before = residentMegabytes(server) ?? 0;
    peak = before;
    const outcomes: Outcome[] = [];
    await manyAtOnce(count, atOnce, async () => { outcomes.push(await send(server.url, body)); });
    const slowest = Math.max(...outcomes.map(({ ms }) => ms)), wrong = outcomes.filter(({ status }) => status !== body.status);
    figures[`${body.name}: slowest, ms`] = slowest;
    figures[`${body.name}: more memory, MB`] = peak - before;
    if (wrong.length > 0) failures.push(`${body.name}: expected ${body.status}, got ${[...new Set(wrong.map(({ status }) => status))].join(', ')} (0: none) for ${wrong.length} of ${count}`);
    if (slowest > mostMs) failures.push(`${body.name}: refused after ${slowest.toFixed(0)} ms, expected at most ${mostMs}`);
    if (peak - before > mostMegabytes) failures.push(`${body.name}: ${(peak - before).toFixed(1)} MB more, expected at most ${mostMegabytes}`);
  }
  going = false;
  await beside;
  canary.close();
  figures['the other client: p99, ms'] = quantile(late, 0.99);
  if (quantile(late, 0.99) > canaryMs) failures.push(`the other client waited ${quantile(late, 0.99).toFixed(0)} ms (p99), expected at most ${canaryMs}`);
  conclude(figures, failures);
});
