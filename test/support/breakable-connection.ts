import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** A way to a database that can be cut and mended. */
export interface BreakableConnection {
  /** The address of the database by this way. */
  url: string;
  /** Ends all connections and refuses new ones. */
  cut(): Promise<void>;
  /** @param databasePort where the database is now, if it moved */
  mend(databasePort?: number): Promise<void>;
  /** Swallows every byte from now on, and keeps all connections open: what a firewall does. */
  swallow(): void;
  /** Passes them on again, those of new connections as of old. */
  pass(): void;
  /** Lets the next statement with such a text through, and ends its connection instead of passing on what the database answers. */
  loseAnswerTo(text: string): void;
}

/** Opens a port that leads to a database. */
export async function breakableConnection(databaseUrl: string): Promise<BreakableConnection> {
  const target = new URL(databaseUrl);
  let farPort = Number(target.port);
  const sockets = new Set<Socket>();
  const pairs = new Set<readonly [from: Socket, to: Socket]>();
  let swallows = false;
  let lost: string | null = null;
  // Without delay: what comes in two pieces would wait for an acknowledgement between them, 40 ms.
  const server: Server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: farPort, host: target.hostname, noDelay: true });
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      const pair = [socket, other] as const;
      pairs.add(pair);
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => { other.destroy(); sockets.delete(socket); pairs.delete(pair); });
      if (!swallows) socket.pipe(other);
    }
    near.prependListener('data', (chunk: Buffer) => {
      if (lost === null || !chunk.includes(lost)) return;
      lost = null;
      far.unpipe(near).once('data', () => { near.destroy(); }).resume();
    });
  });
  const listen = async (port: number): Promise<void> => { await once(server.listen(port, '127.0.0.1'), 'listening'); };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    async cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
    async mend(databasePort = farPort) {
      farPort = databasePort;
      await listen(port);
    },
    swallow() {
      swallows = true;
      for (const [from, to] of pairs) from.unpipe(to);
    },
    pass() {
      swallows = false;
      for (const [from, to] of pairs) from.pipe(to);
    },
    loseAnswerTo(text) { lost = text; },
  };
}
