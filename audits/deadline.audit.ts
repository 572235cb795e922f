/**
 * Test 12: what takes too long is answered at 5 s and its SQL is gone within a second, the same when its client has left; and beside operations that go sixteen fields deep
 * another client is answered. Short: 3 rounds; --full: 20.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Server, startIbid } from '../bench/servers';
import { startEmbeddedServer } from '../src/database/embedded-server';
import { conclude } from './audited-server';
import { RawClient, graphqlRequest, quantile } from './raw-client';

const full = process.argv.includes('--full');
const rounds = full ? 20 : 3, deepSeconds = full ? 20 : 5;
const deadline = { least: 4_500, most: 5_500 }, mostAfterwards = 1_000, mostLeaving = 1_000;
/** What another client may wait beside deep operations, or so many times what it waits alone. */
const mostLateMs = 100, mostTimes = 5;

const slow = graphqlRequest('{ articles(first: 3) { nodes { title comments(first: 2) { nodes { body } } } } }');
const small = graphqlRequest('{ articles(first: 3) { nodes { title } } }', {}, ['X-Forwarded-For: 192.0.2.2', 'Ibid-Cost: 1']);
const hop = (size: number, inside: string): string => `citations(first: ${size}) { nodes { source { citedBy(first: ${size}) { nodes { article { ${inside} } } } } } }`;
const deep = graphqlRequest(`{ articles(first: 8) { nodes { ${hop(8, hop(8, 'title'))} } } }`, {}, ['X-Forwarded-For: 192.0.2.1', 'Ibid-Cost: 1']);

/** Milliseconds until none of Ibid's statements waits for the lock; or until one does. */
async function until(watcher: Client, wanted: boolean): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { rows: [row] } = await watcher.query<{ waits: boolean }>(`SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE application_name = 'ibid' AND state = 'active' AND wait_event_type = 'Lock') AS waits`);
    if (row?.waits === wanted) return performance.now() - began;
    if (performance.now() - began > 10_000) return Infinity;
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
}

async function askBeside(url: string, work: Promise<unknown>): Promise<number[]> {
  const client = new RawClient(url), late: number[] = [];
  let going = true;
  void work.finally(() => { going = false; });
  while (going) {
    const asked = performance.now();
    const { status } = await client.send(small);
    late.push(status === 200 ? performance.now() - asked : Infinity);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  client.close();
  return late;
}

async function audit(server: Server, url: string): Promise<void> {
  const locker = new Client({ connectionString: url }), watcher = new Client({ connectionString: url });
  await Promise.all([locker.connect(), watcher.connect()]);
  const answered: number[] = [], gone: number[] = [], left: number[] = [], failures: string[] = [];
  await locker.query('BEGIN; LOCK TABLE comments IN ACCESS EXCLUSIVE MODE');
  for (let round = 0; round < rounds; round += 1) {
    const client = new RawClient(server.url);
    const began = performance.now();
    const { status, body } = await client.send(slow);
    answered.push(performance.now() - began);
    if (status !== 503 || !body.includes('DEADLINE_EXCEEDED')) failures.push(`expected 503 DEADLINE_EXCEEDED, got ${status} ${body.slice(0, 200)}`);
    gone.push(await until(watcher, false));
    void client.send(slow).catch(() => undefined); // it leaves before there is an answer
    await until(watcher, true);
    client.close();
    left.push(await until(watcher, false));
  }
  await locker.query('ROLLBACK');
  await Promise.all([locker.end(), watcher.end()]);

  const pause = (seconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
  await askBeside(server.url, pause(1)); // compiles
  const idle = await askBeside(server.url, pause(2));
  let deepAnswers = 0;
  const end = performance.now() + deepSeconds * 1000;
  const beside = await askBeside(server.url, Promise.all(Array.from({ length: 16 }, async () => {
    const client = new RawClient(server.url);
    while (performance.now() < end) {
      const { status, body } = await client.send(deep);
      if (status === 200) deepAnswers += 1;
      else if (status !== 503) failures.push(`a deep operation: ${status} ${body.slice(0, 200)}`);
    }
    client.close();
  })));
  const most = Math.max(mostLateMs, mostTimes * quantile(idle, 0.99));
  const expect = (holds: boolean, what: string): void => { if (!holds) failures.push(what); };
  expect(Math.min(...answered) >= deadline.least && Math.max(...answered) <= deadline.most, 'the deadline is not 5 s +- 0.5 s');
  expect(Math.max(...gone) <= mostAfterwards, 'a statement goes on for more than a second after the deadline');
  expect(Math.max(...left) <= mostLeaving, 'a statement goes on for more than a second after its client has left');
  expect(deepAnswers > 0, 'no deep operation was answered');
  expect(quantile(beside, 0.99) <= most, `another client waits ${quantile(beside, 0.99).toFixed(0)} ms (p99) beside deep operations, expected at most ${most.toFixed(0)}`);
  conclude({
    'answered after, ms': `${Math.min(...answered).toFixed(0)} to ${Math.max(...answered).toFixed(0)}`, 'its SQL gone after, ms': Math.max(...gone), 'gone after its client, ms': Math.max(...left),
    'deep operations answered': deepAnswers, 'another client alone, p99 ms': quantile(idle, 0.99), 'beside deep ones, p99 ms': quantile(beside, 0.99),
  }, failures);
}

void (async () => {
  const work = mkdtempSync(join(tmpdir(), 'ibid-audit-'));
  chmodSync(work, 0o755); // as root, PostgreSQL runs as another user
  const postgres = await startEmbeddedServer({ dataDir: join(work, 'data'), log: () => undefined });
  try {
    const server = await startIbid('ibid', postgres.url, { env: { IBID_SAMPLE: 'on', IBID_CACHE: 'off', IBID_TRUST_PROXY: '127.0.0.0/8' } });
    try {
      await audit(server, postgres.url);
    } finally {
      await server.stop();
    }
  } finally {
    await postgres.stop();
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
})();
