import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { createLog } from '../../src/log';
import { type RunningServer, startServer } from '../../src/server';
import { counted } from '../support/counted';
import { useDatabase } from '../support/use-database';

const graph = useDatabase();
let server: RunningServer;
beforeAll(async () => { server = await startServer({ port: 0, host: '127.0.0.1' }, graph.db, createLog('silent')); });
afterAll(() => server.stop());

const times = (count: number, write: (i: number) => string): string => Array.from({ length: count }, (_, i) => write(i)).join(' ');
const nested = (depth: number, open: string, close: string, inside = ''): string => open.repeat(depth) + inside + close.repeat(depth);
const enumOf = 'query ($kind: PublisherKind) { publishers(filter: { kind: $kind }) { nodes { name } } }';

async function post(body: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  return { status: response.status, text: await response.text() };
}

test.each<[what: string, body: string, message: RegExp]>([
  ['a document that is nested too deep', JSON.stringify({ query: nested(100_000, '{a', '}') }), /at most 64 brackets.*got 100000/],
  ['JSON that is nested too deep', `{"query":"{ __typename }","variables":${nested(200_000, '[', ']')}}`, /at most 64 brackets.*got 200001/],
  ['lists of JSON that never close', '['.repeat(900_000), /at most 64 brackets/],
  ['a field under a thousand names', JSON.stringify({ query: `{ ${times(1000, (i) => `a${i}: articles(first: 1) { nodes { title } }`)} }` }), /at most 50 names for the field articles/],
  ['directives', JSON.stringify({ query: `{ articles ${times(20_000, () => '@a')} { nodes { title } } }` }), /Syntax Error.*15,?000|at most 200 directives/],
  ['directives below the number of tokens', JSON.stringify({ query: `{ articles ${times(3000, () => '@a')} { nodes { title } } }` }), /at most 200 directives, got 3000/],
  ['a field ten thousand times', JSON.stringify({ query: `{ articles { nodes { ${times(10_000, () => 'title')} } } }` }), /at most 5000 fields, .* got 10002/],
  ['a ring of fragments', JSON.stringify({ query: '{ articles { nodes { ...a } } } fragment a on Article { ...b } fragment b on Article { ...a }' }), /Cannot spread fragment/],
  ['a bomb of fragments', JSON.stringify({ query: `{ articles { nodes { ...f0 } } } ${times(60, (i) => `fragment f${i} on Article { ...f${i + 1} ...f${i + 1} }`)} fragment f60 on Article { title }` }), /at most 5000 fields.*more than can be counted/],
  ['too many tokens', JSON.stringify({ query: `{ ${times(16_000, () => 'a')} }` }), /15,?000 tokens/],
  ['an array of operations', JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]), /batching/i],
  ['a list of too many ids', JSON.stringify({ query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: Array.from({ length: 101 }, () => 'x') } }), /at most 100 ids/],
  ['a name as long as the body', JSON.stringify({ query: `{ ${'a'.repeat(900_000)} }` }), /at most 200 characters in a name/],
  ['a word of an enum as long as the body', JSON.stringify({ query: enumOf, variables: { kind: 'x'.repeat(900_000) } }), /at most 100000 characters in a text/],
  ['a word of an enum that is long', JSON.stringify({ query: enumOf, variables: { kind: 'x'.repeat(90_000) } }), /does not exist|invalid value/],
])('%s: refused in few words, before any statement, without an overflow', async (_what, body, message) => {
  const { result: { status, text }, statements } = await counted(() => post(body));
  expect([[200, 400].includes(status), text.slice(0, 3000)]).toEqual([true, expect.stringMatching(message)]);
  expect(statements).toEqual([]);
  expect(text.length).toBeLessThan(15_000);
  expect(text).not.toMatch(/call stack|"data":\{|INTERNAL/);
});

/** Sends bytes as they are and gives everything that came back until the server closed. */
async function raw(...pieces: (string | Buffer)[]): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => { answer += chunk.toString('latin1'); });
  socket.on('error', () => undefined); // what was still being written when the server had closed
  for (const piece of pieces) socket.write(piece);
  await once(socket, 'close');
  return answer;
}

const head = 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
const inner = 'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';

describe('at the level of HTTP', () => {
  test.each<[what: string, bytes: string | Buffer, status: RegExp]>([
    ['a header of 200 KB', `GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(200_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    ['an address of 200 KB', `GET /graphql?query=${'x'.repeat(200_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, /^HTTP\/1\.1 431/],
    ['garbage', Buffer.from('\x00\x01\x02\xff\xfegarbage\r\n\r\n', 'latin1'), /^HTTP\/1\.1 400/],
    ['a length and chunks at once', `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`, /^HTTP\/1\.1 400/],
    ['two lengths', `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{"a"}${inner}`, /^HTTP\/1\.1 400/],
    ['an encoding with a space before its colon', `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${inner}`, /^HTTP\/1\.1 400/],
    ['a length with a sign', `${head}Content-Length: +5\r\n\r\n{"a"}${inner}`, /^HTTP\/1\.1 400/],
    ['a chunk whose length is no number', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n${inner}`, /^HTTP\/1\.1 400/],
    ['a body that says it has 60 MB', `${head}Content-Length: 60000000\r\n\r\n{`, /^HTTP\/1\.1 413/],
    ['a body that is packed', `${head}Content-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n`, /^HTTP\/1\.1 415/],
  ])('%s has one answer, and the connection is closed', async (_what, bytes, status) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(status);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  test('chunks without an end are cut at the size of the largest body', async () => {
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    expect(await raw(`${head}Transfer-Encoding: chunked\r\n\r\n`, ...Array.from({ length: 20 }, () => chunk))).toMatch(/^HTTP\/1\.1 413/);
  });

  test.each([
    ['with its length', `${head}Content-Length: 60000000\r\n\r\n`, ' '.repeat(65_536), /^HTTP\/1\.1 413/],
    ['in chunks', `${head}Transfer-Encoding: chunked\r\n\r\n`, `10000\r\n${' '.repeat(65_536)}\r\n`, /^HTTP\/1\.1 413/],
    ['packed', `${head}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n`, `10000\r\n${' '.repeat(65_536)}\r\n`, /^HTTP\/1\.1 415/],
  ])('a client that goes on sending its body (%s) still gets the answer, and not a reset', async (_what, begin, more, status) => {
    const client = `
      const [port, begin, more] = JSON.parse(process.argv[1]);
      const socket = require('node:net').connect(port, '127.0.0.1');
      const write = () => { while (socket.writable && socket.write(more)); };
      const say = (text) => { process.stdout.write(text, () => process.exit()); };
      socket.on('connect', () => { socket.write(begin); write(); });
      socket.on('drain', write);
      socket.once('data', (data) => say(data.toString()));
      socket.once('error', (error) => say(String(error)));`;
    const port = Number(new URL(server.url).port);
    // A process of its own: one that shares our event loop sends nothing while the server hangs up.
    const answers = await Promise.all(Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, ['-e', client, JSON.stringify([port, begin, more])])));
    for (const { stdout } of answers) expect(stdout).toMatch(status);
  });
});
