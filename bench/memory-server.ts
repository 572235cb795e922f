import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The least a server can do: node:http answers every request with the bytes it read from stdin. Prints its address. */
void buffer(process.stdin).then((bytes) => {
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => { response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length }).end(bytes); });
  });
  server.listen(0, '127.0.0.1', () => { process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`); });
  process.once('SIGTERM', () => { server.close(); server.closeAllConnections(); });
});
