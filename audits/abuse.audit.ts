import 'reflect-metadata';
/** Hostile requests of every sort, and every argument with wrong values: each is refused quickly and in the words of the graph, while another client is answered as ever. */
import { setTimeout as delay } from 'node:timers/promises';
import { graphErrorCodes } from '../src/errors';
import { createSchema } from '../src/schema';
import { type Attack, type Severity, attacks } from './attacks';
import { withOwnServer } from './own-server';
import { RawClient, quantile } from './raw-client';
import { wrongArguments } from './wrong-arguments';

const weights: Record<Severity, number> = { critical: 8, high: 4, medium: 2, low: 1 };
/** A machine that does other things beside: five tries, and the quickest counts. */
const tries = 5, quickMs = 100;
const leaks = /call stack|node_modules|\bat [\w.]+ \(|\bSELECT\b|\bpg_|ECONN|syntax error at or near|LIMIT must not/;

function request(body: string): Buffer {
  return Buffer.from(`POST /graphql HTTP/1.1\r\nHost: ibid\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** What is wrong with an answer; null when nothing is. */
function fault(status: number, body: string, full: number): string | null {
  if (status >= 500) return `status ${status}: ${body.slice(0, 200)}`;
  if (leaks.test(body)) return `says too much: ${leaks.exec(body)?.[0] ?? ''}`;
  if (full > 100_000 && !body.startsWith('{"data"')) return `${full} bytes of refusal`;
  if (body.startsWith('{"data"')) return null;
  const codes = [...body.matchAll(/"code":"(\w+)"/g)].map(([, code = '']) => code);
  if (codes.length === 0 && body.length < 2000) return `no code: ${body.slice(0, 200)}`;
  const wrong = codes.find((code) => !(code in graphErrorCodes) || code === 'INTERNAL_SERVER_ERROR');
  return wrong === undefined ? null : `code ${wrong}: ${body.slice(0, 300)}`;
}

async function tryOne(url: string, { body }: Attack, patient: boolean): Promise<string | null> {
  const times: number[] = [];
  for (let i = 0; i < (patient ? tries : 1); i += 1) {
    const client = new RawClient(url);
    const asked = performance.now();
    const answer = await client.send(request(body)).catch((error: unknown) => String(error));
    times.push(performance.now() - asked);
    client.close();
    if (typeof answer === 'string') return answer;
    const wrong = fault(answer.status, answer.body, answer.bodyBytes);
    if (wrong !== null) return wrong;
    if (Math.min(...times) < quickMs) return null;
  }
  return patient ? `took ${Math.min(...times).toFixed(0)} ms` : null;
}

void withOwnServer({ IBID_CACHE: 'off' }, async ({ url }) => {
  const canary: number[] = [];
  let over = false;
  const singing = (async () => {
    while (!over) {
      const asked = performance.now();
      await (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ articles(first: 1) { nodes { title } } }"}' })).arrayBuffer();
      canary.push(performance.now() - asked);
      await delay(20);
    }
  })();
  const all = [...attacks, ...wrongArguments(createSchema())];
  const lost: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
  let passed = 0, total = 0;
  for (const attack of all) {
    const wrong = await tryOne(url, attack, attack.category !== 'arguments');
    total += weights[attack.severity];
    if (wrong === null) { passed += weights[attack.severity]; continue; }
    lost[attack.severity] += 1;
    process.stdout.write(`${attack.severity} ${attack.category}: ${attack.name}: ${wrong}\n`);
  }
  over = true;
  await singing;
  const score = 100 * passed / total;
  process.stdout.write(`${attacks.length} attacks and ${all.length - attacks.length} wrong arguments: score ${score.toFixed(1)} (>= 98); critical ${lost.critical} (0), high ${lost.high} (0), medium ${lost.medium} (<= 2)\n`);
  process.stdout.write(`another client meanwhile: p50 ${quantile(canary, 0.5).toFixed(1)} ms, p99 ${quantile(canary, 0.99).toFixed(1)} ms, slowest ${quantile(canary, 1).toFixed(1)} ms\n`);
  return score >= 98 && lost.critical === 0 && lost.high === 0 && lost.medium <= 2;
}).then((good) => {
  process.stdout.write(good ? 'passed\n' : 'failed\n');
  process.exitCode = good ? 0 : 1;
});
