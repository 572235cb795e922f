import { type RequestListener, type Server, createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createOutside } from '../../src/outside/outside';
import type { OutsideError } from '../../src/outside/outside-error';

const servers: Server[] = [];
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterAll(() => { for (const server of servers) { server.closeAllConnections(); server.close(); } });

const hostOf = (url: string): string => new URL(url).host;
const local = createOutside({ allowPrivate: ['127.0.0.1'] });
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'answered', (error: OutsideError) => error.code);

const refused = [
  'http://127.0.0.1/', 'http://127.0.0.1:80/feed', 'http://127.1/', 'http://127.255.255.254/', 'http://2130706433/', 'http://0x7f000001/', 'http://0x7f.0.0.1/', 'http://0177.0.0.1/', 'http://017700000001/',
  'http://10.0.0.1/', 'http://10.255.255.255/', 'http://172.16.0.1/', 'http://172.31.255.255/', 'http://192.168.0.1/', 'http://192.168.255.255/', 'http://169.254.169.254/latest/meta-data/', 'http://0xa9fea9fe/',
  'http://0.0.0.0/', 'http://0/', 'http://0.1.2.3/', 'http://100.64.0.1/', 'http://192.0.0.1/', 'http://192.0.2.1/', 'http://198.18.0.1/', 'http://198.51.100.1/', 'http://203.0.113.1/', 'http://224.0.0.1/', 'http://239.255.255.255/', 'http://240.0.0.1/', 'http://255.255.255.255/',
  'http://[::1]/', 'http://[::]/', 'http://[0:0:0:0:0:0:0:1]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[::127.0.0.1]/', 'http://[::ffff:10.0.0.1]/', 'http://[fd00::1]/', 'http://[fc00::1]/', 'http://[fe80::1]/', 'http://[fec0::1]/', 'http://[ff02::1]/',
  'http://[64:ff9b::127.0.0.1]/', 'http://[64:ff9b::7f00:1]/', 'http://[64:ff9b:1::1]/', 'http://[2002:7f00:1::]/', 'http://[2001::1]/', 'http://[2001:db8::1]/', 'http://[100::1]/', 'http://[5f00::1]/', 'http://[3fff::1]/',
  'http://user@example.org/', 'http://user:password@example.org/', 'http://example.org@127.0.0.1/', 'https://:@127.0.0.1/',
  'file:///etc/passwd', 'gopher://example.org/', 'ftp://example.org/', 'data:text/plain,a', 'javascript:alert(1)', 'ws://example.org/', 'unix:/var/run/docker.sock', 'jar:http://example.org!/', '//example.org/', '/etc/passwd', '', 'http://', 'http://[::1',
  'http://example.org:22/', 'http://example.org:25/', 'http://example.org:6379/', 'http://example.org:5432/', 'http://example.org:3306/', 'http://example.org:11211/', 'https://example.org:0/', 'http://１２７.0.0.1/', 'http://127。0。0。1/',
];

test.each(refused.map((url) => [url]))('%s is refused before anything is connected to', async (url) => {
  const asked: string[] = [];
  const outside = createOutside({ allowPrivate: [], lookup: (name, _options, done) => { asked.push(name); done(null, []); } });
  expect(await codeOf(outside.fetch({ url }))).toBe('ADDRESS_NOT_ALLOWED');
  expect(asked).toEqual([]);
});

describe('names', () => {
  it.each([['127.0.0.1', 4], ['::1', 6], ['169.254.169.254', 4], ['fd12::1', 6]])('that mean %s are refused', async (address, family) => {
    const outside = createOutside({ allowPrivate: [], lookup: (_name, _options, done) => { done(null, [{ address, family }]); } });
    expect(await codeOf(outside.fetch({ url: 'http://feeds.example/' }))).toBe('ADDRESS_NOT_ALLOWED');
  });

  it('with one public and one private address are refused: which one a socket takes is luck', async () => {
    const outside = createOutside({ allowPrivate: [], lookup: (_name, _options, done) => { done(null, [{ address: '93.184.216.34', family: 4 }, { address: '10.0.0.1', family: 4 }]); } });
    expect(await codeOf(outside.fetch({ url: 'http://feeds.example/' }))).toBe('ADDRESS_NOT_ALLOWED');
  });

  it('that are answered otherwise the second time gain nothing: each socket looks up once and connects to what was checked', async () => {
    let lookups = 0;
    const rebinding = createOutside({
      allowPrivate: [],
      lookup: (_name, _options, done) => { lookups += 1; done(null, [{ address: lookups === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }]); },
    });
    const url = 'http://rebind.example/';
    await codeOf(rebinding.fetch({ url, timeoutMs: 1 })); // whatever the network here makes of a public address
    expect(lookups).toBe(1);
    expect(await codeOf(rebinding.fetch({ url }))).toBe('ADDRESS_NOT_ALLOWED');
  });

  it('without an address say so', async () => {
    const outside = createOutside({ allowPrivate: [], lookup: (_name, _options, done) => { done(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), []); } });
    expect(await codeOf(outside.fetch({ url: 'https://nowhere.example/' }))).toBe('NAME_NOT_FOUND');
  });
});

describe('redirects', () => {
  it.each(['http://10.0.0.1/', 'http://169.254.169.254/', 'file:///etc/passwd', 'http://[::1]/', 'http://localhost.example:22/', 'gopher://127.0.0.1:6379/_FLUSHALL'])('to %s are refused', async (location) => {
    const url = await serve((_request, response) => { response.writeHead(302, { location }).end(); });
    expect(await codeOf(local.fetch({ url }))).toBe('ADDRESS_NOT_ALLOWED');
  });

  it('to a listed host on another port that is not listed are refused', async () => {
    const inside = await serve((_request, response) => { response.end('inside'); });
    const url = await serve((_request, response) => { response.writeHead(302, { location: inside }).end(); });
    expect(await codeOf(createOutside({ allowPrivate: [hostOf(url)] }).fetch({ url }))).toBe('ADDRESS_NOT_ALLOWED');
  });

  it('are followed five times, no more', async () => {
    let left = 5;
    const url = await serve((_request, response) => {
      if (left === 0) response.end('there');
      else response.writeHead(307, { location: `/${--left}` }).end();
    });
    expect(String(await (await local.fetch({ url })).bytes())).toBe('there');
    left = 6;
    expect(await codeOf(local.fetch({ url }))).toBe('TOO_MANY_REDIRECTS');
  });

  it('tell where an address has moved for good: as far as they are permanent', async () => {
    const url = await serve(({ url: path }, response) => {
      if (path === '/old') response.writeHead(301, { location: '/new' }).end();
      else if (path === '/new') response.writeHead(302, { location: '/today' }).end();
      else response.end('here');
    });
    expect(await local.fetch({ url: `${url}/old` })).toMatchObject({ url: `${url}/today`, permanentUrl: `${url}/new` });
    expect(await local.fetch({ url: `${url}/new` })).toMatchObject({ url: `${url}/today`, permanentUrl: null });
  });

  it('that are not to be followed are the answer', async () => {
    const url = await serve((_request, response) => { response.writeHead(302, { location: 'http://10.0.0.1/' }).end(); });
    expect(await local.fetch({ url, followRedirects: false })).toMatchObject({ status: 302 });
  });
});

describe('bodies', () => {
  const text = 'All the news. '.repeat(100);
  it.each([['gzip', gzipSync(text)], ['deflate', deflateSync(text)], ['br', brotliCompressSync(text)], ['identity', Buffer.from(text)]])('packed with %s are unpacked', async (encoding, bytes) => {
    const url = await serve((_request, response) => { response.writeHead(200, { 'content-encoding': encoding, etag: '"1"' }).end(bytes); });
    const answer = await local.fetch({ url });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(String(await answer.bytes())).toBe(text);
  });

  it.each(['gzip', 'deflate', 'br'])('without a byte are empty, also when they are said to be packed with %s', async (encoding) => {
    const url = await serve(({ url: path = '' }, response) => { response.writeHead(Number(path.slice(1)), { 'content-encoding': encoding }).end(); });
    for (const status of [200, 204, 304]) expect((await (await local.fetch({ url: `${url}/${status}` })).bytes()).length).toBe(0);
    expect((await (await local.fetch({ url: `${url}/200`, method: 'HEAD' })).bytes()).length).toBe(0);
  });

  it('are cut at their limit, counted after unpacking', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const url = await serve((_request, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb); });
    expect(await codeOf(local.fetch({ url }).then((answer) => answer.bytes()))).toBe('TOO_LARGE');
  });

  it('without an end are cut, and the connection is closed', async () => {
    let closed: () => void = () => undefined;
    const over = new Promise<void>((resolve) => { closed = resolve; });
    const url = await serve((request, response) => {
      request.once('close', closed);
      const more = (): void => { while (!response.destroyed && response.write(Buffer.alloc(100_000))); };
      response.on('drain', more);
      more();
    });
    expect(await codeOf(local.fetch({ url }).then((answer) => answer.bytes()))).toBe('TOO_LARGE');
    await over;
  });

  it('that stall, and headers that never come, are given up in time', async () => {
    const stalled = await serve((_request, response) => { response.write('begun'); });
    expect(await codeOf(local.fetch({ url: stalled, timeoutMs: 200 }).then((answer) => answer.bytes()))).toBe('TOO_SLOW');
    const silent = await serve(() => undefined);
    expect(await codeOf(local.fetch({ url: silent, timeoutMs: 200 }))).toBe('TOO_SLOW');
  });

  it('that are shorter than they said, or not what they said, are no answer', async () => {
    const short = await serve((_request, response) => { response.writeHead(200, { 'content-length': '100' }); response.write('short'); setImmediate(() => response.destroy()); });
    expect(await codeOf(local.fetch({ url: short }).then((answer) => answer.bytes()))).toBe('NOT_REACHABLE');
    const wrong = await serve((_request, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'); });
    expect(await codeOf(local.fetch({ url: wrong }).then((answer) => answer.bytes()))).toBe('BAD_ANSWER');
    const unknown = await serve((_request, response) => { response.writeHead(200, { 'content-encoding': 'zstd' }).end('?'); });
    expect(await codeOf(local.fetch({ url: unknown }).then((answer) => answer.bytes()))).toBe('BAD_ANSWER');
  });
});

it.each(['http://127.0.0.1:22/', 'http://127.0.0.1:6379/', 'http://127.0.0.1:5432/', 'https://127.0.0.1:25/'])('%s is not asked though its host is listed, unless with its port', async (url) => {
  expect(await codeOf(local.fetch({ url }))).toBe('ADDRESS_NOT_ALLOWED');
  expect(await codeOf(createOutside({ allowPrivate: [hostOf(url)] }).fetch({ url, timeoutMs: 500 }))).not.toBe('ADDRESS_NOT_ALLOWED');
});

it('a header that cannot be sent is an error like any other', async () => {
  const url = await serve((_request, response) => { response.end(); });
  expect(await codeOf(local.fetch({ url, headers: { 'if-none-match': '"a"\r\nx: y' } }))).toBe('NOT_REACHABLE');
});

it('what is posted is sent nowhere else', async () => {
  const url = await serve((_request, response) => { response.writeHead(307, { location: '/elsewhere' }).end(); });
  expect(await local.fetch({ url, method: 'POST', body: 'x' })).toMatchObject({ status: 307 });
});

describe('what is no web server', () => {
  it.each([['garbage', '\0\0garbage\r\n\r\n'], ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`]])('that sends %s is no answer', async (_name, bytes) => {
    const server = createTcpServer((socket) => { socket.on('error', () => undefined); socket.end(bytes); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    expect(await codeOf(local.fetch({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }))).toBe('BAD_ANSWER');
    server.close();
  });

  it('where nobody listens is not reachable; the message keeps the query to itself', async () => {
    const url = await serve(() => undefined);
    const gone = servers.pop();
    await new Promise((resolve) => gone?.close(resolve));
    const error = await local.fetch({ url: `${url}/feed?key=secret` }).catch((thrown: OutsideError) => thrown) as OutsideError;
    expect(error).toMatchObject({ code: 'NOT_REACHABLE' });
    expect(error.message).not.toContain('secret');
  });
});

it('sends a body with its headers', async () => {
  const url = await serve((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => response.end(`${request.method ?? ''} ${request.headers['content-type'] ?? ''} ${Buffer.concat(parts).toString()}`));
  });
  const answer = await local.fetch({ url, method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"ü":1}' });
  expect(String(await answer.bytes())).toBe('POST application/json {"ü":1}');
});
