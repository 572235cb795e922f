/**
 * Many more clients than can be answered, each asking again at once: what is admitted is answered soon, the rest is told so, nothing is lost, and afterwards all is
 * as before. Short: 300 clients, 10 s. --full: 2,000 clients, 60 s.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Server } from '../bench/servers';
import { withOwnServer } from './own-server';
import { RawClient, graphqlRequest, quantile } from './raw-client';

const full = process.argv.includes('--full');
const clients = full ? 2000 : 300, seconds = full ? 60 : 10;

const page = `query Page($slug: String!) { article(by: { slug: $slug }) { id title publishedAt authors { name }
  citations(first: 100) { nodes { position rawText source { title type issued url publisher { name slug } authors { name } } } } comments(first: 20) { totalCount nodes { authorName body createdAt } } } }`;

interface Load { good: number[]; refused: number[]; other: string[]; seconds: number }

async function load(url: string, requests: readonly Buffer[], count: number, forSeconds: number): Promise<Load> {
  const result: Load = { good: [], refused: [], other: [], seconds: 0 };
  const started = performance.now(), end = started + forSeconds * 1000;
  await Promise.all(Array.from({ length: count }, async (_, i) => {
    const client = new RawClient(url);
    for (let n = i; performance.now() < end; n += 1) {
      const asked = performance.now();
      try {
        const { status, head, body } = await client.send(requests[n % requests.length] as Buffer); // below the length
        const took = performance.now() - asked;
        if (status === 200 && body.startsWith('{"data"')) result.good.push(took);
        else if (status === 503 && /\r\nretry-after: \d/i.test(head) && body.includes('SERVICE_OVERLOADED')) result.refused.push(took);
        else result.other.push(`${status} ${body.slice(0, 200)}`);
      } catch (error) {
        result.other.push(String(error));
      }
    }
    client.close();
  }));
  result.seconds = (performance.now() - started) / 1000;
  return result;
}

const rssMb = ({ pid }: Server): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

async function slugs(url: string): Promise<string[]> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ articles(first: 100) { nodes { slug } } }"}' });
  return ((await response.json()) as { data: { articles: { nodes: { slug: string }[] } } }).data.articles.nodes.map(({ slug }) => slug);
}

const failures: string[] = [];
const show = (what: string, value: number, unit: string, holds: boolean, wanted: string): void => {
  process.stdout.write(`${holds ? 'ok    ' : 'FAILED'} ${what}: ${value.toFixed(1)} ${unit} (${wanted})\n`);
  if (!holds) failures.push(what);
};

void withOwnServer({ IBID_CACHE: 'rows' }, async (server) => {
  const requests = (await slugs(server.url)).map((slug) => graphqlRequest(page, { slug }));
  await load(server.url, requests, 16, 3); // compiles
  const idle = await load(server.url, requests, 1, 2);
  const best = await load(server.url, requests, 16, 5);
  const bestRate = best.good.length / best.seconds;
  process.stdout.write(`idle p99 ${quantile(idle.good, 0.99).toFixed(1)} ms; best ${bestRate.toFixed(0)} answers/s with 16 clients\n`);
  const before = rssMb(server);

  const health: { path: string; ms: number; status: number }[] = [];
  let over = false, peak = before;
  const watching = (async () => {
    while (!over) {
      for (const path of ['healthz', 'readyz']) {
        const asked = performance.now();
        const { status } = await fetch(new URL(`/${path}`, server.url));
        health.push({ path, status, ms: performance.now() - asked });
      }
      peak = Math.max(peak, rssMb(server));
      await delay(200);
    }
  })();
  const heavy = await load(server.url, requests, clients, seconds);
  over = true;
  await watching;

  const rate = heavy.good.length / heavy.seconds;
  process.stdout.write(`${clients} clients for ${heavy.seconds.toFixed(0)} s: ${heavy.good.length} answered, ${heavy.refused.length} refused, ${heavy.other.length} otherwise\n`);
  show('goodput of the best', 100 * rate / bestRate, '%', rate >= 0.8 * bestRate, '>= 80');
  show('p99 of what was admitted', quantile(heavy.good, 0.99), 'ms', quantile(heavy.good, 0.99) <= 1000, '<= 1000');
  show('slowest refusal', quantile(heavy.refused, 1), 'ms', heavy.refused.length === 0 || quantile(heavy.refused, 1) <= 2000, '<= 2000');
  show('answers that are neither', heavy.other.length, '', heavy.other.length === 0, '0');
  if (heavy.other.length > 0) process.stdout.write(`  ${[...new Set(heavy.other)].slice(0, 5).join('\n  ')}\n`);
  show('health answered otherwise than 200', health.filter(({ status }) => status !== 200).length, '', health.every(({ status }) => status === 200), '0');
  show('p99 of health', quantile(health.map((one) => one.ms), 0.99), 'ms', quantile(health.map((one) => one.ms), 0.99) <= 1000, '<= 1000');
  show('memory more than before', peak - before, 'MB', peak - before <= 128, '<= 128');
  const after = await load(server.url, requests, 1, 5);
  show('idle p99 afterwards, of before', quantile(after.good.slice(-200), 0.99) / quantile(idle.good, 0.99), 'times', quantile(after.good.slice(-200), 0.99) <= Math.max(3 * quantile(idle.good, 0.99), 20), '<= 3');
}).then(() => {
  process.stdout.write(failures.length === 0 ? 'passed\n' : `failed: ${failures.join(', ')}\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
});
