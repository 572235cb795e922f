// Scorecard test 3: requests that are wrong in every way do not end the server, give no 5xx, tell nothing of the inside and leave no memory behind.
// Short form 20,000, full form (--full) 1,000,000; --seed N.
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { randomOf } from '../test/support/generate-operation';
import { conclude, manyAtOnce, residentMegabytes, withServer } from './audited-server';
import { type Malformed, malformed } from './malformed-requests';

const full = process.argv.includes('--full');
const count = full ? 1_000_000 : 20_000;
const seedAt = process.argv.indexOf('--seed');
const random = randomOf(seedAt < 0 ? 1 : Number(process.argv[seedAt + 1]));
const mostMegabytes = 64;
const inside = /stacktrace|node_modules|\.ts:\d+|\bat \w+ \(|Maximum call stack|ECONN|pg_catalog|syntax error at or near|relation "|INTERNAL_SERVER_ERROR/;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

interface Answer { status: number; text: string }

function send(origin: URL, sent: Malformed): Promise<Answer> {
  return new Promise((resolve) => {
    const failed = (error: Error): void => { resolve({ status: 0, text: error.message }); };
    if ('raw' in sent) {
      let text = '';
      connect(Number(origin.port), origin.hostname).setTimeout(20_000, function (this: { destroy(): void }) { this.destroy(); })
        .on('data', (bytes) => { text += bytes.toString('latin1'); }).on('error', failed).on('close', () => { resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 400), text }); }).end(sent.raw);
      return;
    }
    const { method, path, headers, body } = sent;
    try {
      request({ agent, host: origin.hostname, port: origin.port, method, path, headers: { ...headers, ...(body ? { 'content-length': body.length } : {}) } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => { text += part; }).on('end', () => { resolve({ status: response.statusCode ?? 0, text }); }).on('error', failed);
      }).on('error', failed).end(body ?? undefined);
    } catch (error) {
      resolve({ status: 400, text: error instanceof Error ? error.message : '' }); // the client of Node would not even send it
    }
  });
}

void withServer(async (server) => {
  const origin = new URL(server.url);
  const failures: string[] = [];
  const statuses = new Map<number, number>();
  const noAnswer: string[] = [];
  const run = (n: number): Promise<void> => manyAtOnce(n, 16, async () => {
    const sent = malformed(random);
    const { status, text } = await send(origin, sent);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 0) noAnswer.push(`${sent.kind}: ${text}`);
    else if (status >= 500 || inside.test(text)) failures.push(`${sent.kind}: ${status} ${text.slice(0, 300)} for ${'raw' in sent ? sent.raw.toString('latin1').slice(0, 200) : `${sent.path} ${sent.body?.toString().slice(0, 300)}`}`);
  });
  await run(count / 10); // caches and compiled code have their size then
  const before = residentMegabytes(server);
  const started = performance.now();
  const memory: string[] = [];
  for (let part = 1; part < 10; part += 1) {
    await run(count / 10);
    memory.push(residentMegabytes(server)?.toFixed(0) ?? '');
  }
  const seconds = (performance.now() - started) / 1000;
  const after = residentMegabytes(server);
  const alive = await send(origin, { kind: 'right', method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json' }, body: Buffer.from('{"query":"{ articles { totalCount } }"}') });
  if (alive.status !== 200 || !alive.text.includes('"totalCount"')) failures.push(`afterwards a right request gets ${alive.status} ${alive.text}`);
  // In the short form the collector has hardly had a reason to run: what is kept is bounded, what lies about is not yet.
  if (full && before !== null && after !== null && after - before > mostMegabytes) failures.push(`memory grew by ${(after - before).toFixed(0)} MB; expected at most ${mostMegabytes}`);
  if (noAnswer.length > count / 1000) failures.push(`${noAnswer.length} requests had no answer, such as ${noAnswer[0]}`);
  conclude({ requests: count, 'requests a second': (count * 0.9) / seconds, statuses: JSON.stringify(Object.fromEntries([...statuses].sort())), 'without an answer': noAnswer.length, 'MB before': before, 'MB meanwhile': memory.join(' '), 'MB after': after }, failures);
  agent.destroy();
});
