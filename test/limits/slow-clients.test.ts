import { type Socket, connect } from 'node:net';
import { createHttpServer } from '../../src/http-server';
import { createLog } from '../../src/log';
import type { AddressInfo } from 'node:net';

/** The server as it is, but for its limits of time, which a test cannot wait for. */
test('clients that send a byte now and then are dropped, and hold up nobody', async () => {
  const server = createHttpServer((request, response) => {
    request.resume().once('end', () => { response.end('answered'); });
    return Promise.resolve();
  }, {}, createLog('silent'));
  const limits = { headers: server.headersTimeout, request: server.requestTimeout };
  expect(limits.headers).toBeLessThanOrEqual(15_000);
  expect(limits.request).toBeLessThanOrEqual(15_000);
  server.headersTimeout = 300;
  server.requestTimeout = 500;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const starts = ['', 'GET /graphql HTTP/1.1\r\nHost: a\r\nX-Slow: ', 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n{'];
  const slow: Socket[] = Array.from({ length: 60 }, (_, i) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined).resume(); // what it writes when it was dropped
    socket.write(starts[i % starts.length] ?? '');
    const dripping = setInterval(() => { socket.write('x'); }, 100);
    socket.once('close', () => { clearInterval(dripping); });
    return socket;
  });
  const dropped = Promise.all(slow.map((socket) => new Promise<void>((resolve) => { socket.once('close', () => { resolve(); }); })));
  let answered = 0;
  let over = false;
  void dropped.then(() => { over = true; });
  while (!over) {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`);
    expect([response.status, await response.text()]).toEqual([200, 'answered']);
    answered += 1;
  }
  expect(answered).toBeGreaterThan(10);
  server.closeAllConnections();
  server.close();
});
