/** A process of its own that owns an embedded server, so that tests can kill it. Arguments: data directory, what to do then. */
import { startEmbeddedServer } from '../../src/database/embedded-server';

const [dataDir = '', then = ''] = process.argv.slice(2);

startEmbeddedServer({ dataDir, log: (line) => process.stderr.write(`${line}\n`), settings: { fsync: 'off' } }).then(
  async (server) => {
    process.stdout.write(`${server.url}\n`);
    if (then === 'stop') await server.stop();
    if (then === 'throw') setImmediate(() => { throw new Error('nobody catches this'); });
    if (then === 'stay') process.stdin.resume(); // until it is killed, or the test that holds the other end is gone
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
