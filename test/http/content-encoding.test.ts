import { type IncomingHttpHeaders, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { acceptedEncoding } from '../../src/content-encoding';
import { counted } from '../support/counted';
import { type KeepingServer, startKeepingServer } from '../support/keeping-server';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
let server: KeepingServer;
beforeAll(async () => { server = await startKeepingServer(graph.url, { keep: true }); });
afterAll(() => server.stop());

const large = '{ articles(first: 20) { nodes { title bodyText citations(first: 20) { nodes { rawText } } } } }';
interface Raw { status: number; headers: IncomingHttpHeaders; bytes: Buffer }
/** An answer as it is on the wire: fetch would take the encoding off. */
const get = (query: string, headers: Record<string, string> = {}): Promise<Raw> => new Promise((resolve, reject) => {
  request(`${server.url}/graphql?${new URLSearchParams({ query }).toString()}`, { headers: { 'apollo-require-preflight': '1', ...headers } }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }); });
  }).on('error', reject).end();
});
const decoded = ({ headers, bytes }: Raw): string => {
  const encoding = headers['content-encoding'];
  return String(encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes);
};

test('a large answer is compressed as the client asks, and is the same answer', async () => {
  const plain = await get(large);
  expect(plain.headers['content-encoding']).toBeUndefined();
  for (const encoding of ['br', 'gzip']) {
    const small = await get(large, { 'accept-encoding': encoding });
    expect([small.headers['content-encoding'], small.headers['content-length'], decoded(small)]).toEqual([encoding, String(small.bytes.length), decoded(plain)]);
    expect(small.bytes.length).toBeLessThan(plain.bytes.length / 2);
  }
});

test('each encoding is kept: the second time no statement runs and the bytes are the same', async () => {
  for (const encoding of ['br', 'gzip', 'identity']) {
    const first = await get(large, { 'accept-encoding': encoding });
    const { result, statements } = await counted(() => get(large, { 'accept-encoding': encoding }));
    expect(statements.filter((text) => text !== 'SELECT 1')).toEqual([]);
    expect(result.bytes.equals(first.bytes)).toBe(true);
  }
});

test('each encoding has a tag of its own, by which it is asked for again', async () => {
  const answers = await Promise.all(['br', 'gzip', 'identity'].map((encoding) => get(large, { 'accept-encoding': encoding })));
  const tags = answers.map(({ headers }) => headers.etag ?? '');
  expect(new Set(tags).size).toBe(3);
  for (const { headers } of answers) expect(headers.vary).toContain('accept-encoding');
  expect((await get(large, { 'accept-encoding': 'br', 'if-none-match': tags[0] ?? '' })).status).toBe(304);
  expect((await get(large, { 'accept-encoding': 'gzip', 'if-none-match': tags[0] ?? '' })).status).toBe(200);
});

test('a small answer is sent as it is', async () => {
  expect((await get('{ __typename }', { 'accept-encoding': 'gzip, deflate, br' })).headers['content-encoding']).toBeUndefined();
});

test.each([
  ['gzip, deflate, br', 'br'], ['gzip', 'gzip'], ['GZIP', 'gzip'], ['gzip;q=1.0, br;q=0.5', 'gzip'], ['*', 'br'], ['br;q=0, *', 'gzip'], ['identity', null], ['identity, gzip;q=0.5', null],
  ['gzip;q=0', null], ['deflate', null], ['', null], ['gzip;q=nonsense', null], [undefined, null], ['identity;q=0', null],
] as const)('Accept-Encoding: %s means %s', (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding);
});
