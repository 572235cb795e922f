import { type Socket, connect } from 'node:net';

/** Where a PostgreSQL listens; a host that begins with / is the directory of its socket. */
export interface Postmaster { host: string; port: number }

/**
 * Asks a server to stop what one of its connections is at (CancelRequest, PostgreSQL manual 54.2.8). Resolves when the server has closed the connection, which
 * it does after it has passed the request on, or when it does not answer in time.
 * Sent without TLS, as libpq did for decades: servers take it before they ask for any, and the key is of use for nothing else.
 */
export async function cancelStatement(server: Postmaster, processId: number, secretKey: number, limitMs: number): Promise<void> {
  const message = Buffer.alloc(16);
  message.writeInt32BE(16, 0);
  message.writeInt32BE(80_877_102, 4);
  message.writeInt32BE(processId, 8);
  message.writeInt32BE(secretKey, 12);
  await exchange(server, message, limitMs);
}

/** Whether a server answers at all: SSLRequest is answered before anything is asked of the client, also when all its connections are taken. */
export function isAnswering(server: Postmaster, limitMs: number): Promise<boolean> {
  const message = Buffer.alloc(8);
  message.writeInt32BE(8, 0);
  message.writeInt32BE(80_877_103, 4);
  return exchange(server, message, limitMs);
}

/** Sends a message over a connection of its own; true as soon as there is an answer, false when the connection ends without one. */
function exchange({ host, port }: Postmaster, message: Buffer, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket: Socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    let answered = false;
    // What came while this process was busy is read before the limit holds.
    const limit = setTimeout(() => { setImmediate(() => setImmediate(() => socket.destroy())); }, limitMs);
    socket.once('connect', () => { socket.write(message); });
    socket.once('data', () => { answered = true; socket.destroy(); });
    socket.on('error', () => undefined); // 'close' follows
    socket.once('close', () => { clearTimeout(limit); resolve(answered); });
  });
}
