/**
 * Test 43: kills the server at random moments while it writes and tells, and looks whether every message came that should have, none that should
 * not, and each article's in order; then how long mutations take while a receiver hangs. `--full`: 50 kills; `--seed N` for other moments.
 */
import 'reflect-metadata';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { flagsOfIbid } from '../bench/servers';
import { createDataSource } from '../src/database/data-source';
import { type EmbeddedServer, startEmbeddedServer } from '../src/database/embedded-server';
import { createKey } from '../src/keys/create-key';
import { seededRandom } from '../test/support/random';
import { type Received, type Receiver, startReceiver } from '../test/support/receiver';

const full = process.argv.includes('--full');
const random = seededRandom(Number(process.argv[process.argv.indexOf('--seed') + 1]) || 1);
const { kills, timed } = full ? { kills: 50, timed: 400 } : { kills: 4, timed: 60 };
const articles = 5;
const failures: string[] = [];
const check = (what: string, passed: boolean): void => {
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'}  ${what}\n`);
  if (!passed) failures.push(what);
};

interface Ibid { child: ChildProcess; url: string }
interface Upserted { upsertArticle: { article: { id: string; updatedAt: string } | null; userErrors: object[] } }
const upsert = 'mutation ($input: UpsertArticleInput!) { upsertArticle(input: $input) { article { id updatedAt } userErrors { code } } }';

void main().then(() => {
  process.stdout.write(failures.length === 0 ? 'passed\n' : `failed: ${failures.join('; ')}\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
});

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'ibid-hooks-'));
  chmodSync(work, 0o755); // as root, PostgreSQL runs as another user
  const postgres: EmbeddedServer = await startEmbeddedServer({ dataDir: join(work, 'data'), log: () => undefined });
  const receiver = await startReceiver();
  const told: Received[] = []; // those that were answered with 200
  receiver.answer = (message, response) => {
    const fails = random.next() < 0.2;
    if (!fails) told.push(message);
    response.writeHead(fails ? 500 : 200).end();
  };
  let ibid: Ibid | undefined;
  const sql = new Client({ connectionString: postgres.url });
  try {
    ibid = await start(postgres.url, receiver.host);
    await sql.connect();
    const dataSource = await createDataSource(postgres.url, { poolSize: 1 }).initialize();
    const key = await createKey(dataSource.manager, { name: 'audit', scopes: ['write'], expiresAt: null });
    await dataSource.destroy();
    await ask(ibid.url, key, 'mutation ($url: String!) { addWebhook(input: { url: $url, events: [ARTICLE_PUBLISHED, ARTICLE_UPDATED] }) { userErrors { message } } }', { url: receiver.url });

    const acknowledged = new Set<string>();
    let number = 0;
    let going = true;
    const writers = Array.from({ length: articles }, async (_, n) => {
      while (going) {
        const title = `Title ${number += 1} of ${n}`;
        try {
          const { upsertArticle: { article } } = await ask<Upserted>(ibid?.url ?? '', key, upsert, { input: { key: `article ${n}`, title, bodyText: 'A text.' } });
          if (article) {
            await ask(ibid?.url ?? '', key, 'mutation ($id: ID!) { publishArticle(input: { id: $id }) { userErrors { code } } }', { id: article.id });
            acknowledged.add(title);
          }
          await ask<Upserted>(ibid?.url ?? '', key, upsert, { input: { key: `article ${n}`, title: `Refused ${number}`, expectedUpdatedAt: '2001-01-01T00:00:00Z' } });
        } catch {
          await delay(50); // the server is being killed: nothing was acknowledged
        }
      }
    });
    const undone = (async () => {
      while (going) {
        await sql.query('BEGIN');
        await sql.query(`UPDATE articles SET title = 'Taken back ' || id WHERE status = 'PUBLISHED'`);
        await sql.query('ROLLBACK');
        await delay(30);
      }
    })();
    for (let kill = 1; kill <= kills; kill++) {
      await delay(150 + random.next() * 1_000);
      ibid.child.kill('SIGKILL');
      await once(ibid.child, 'exit');
      await sooner(postgres.url);
      ibid = await start(postgres.url, receiver.host);
    }
    await delay(500);
    going = false;
    await Promise.all([...writers, undone]);
    await everythingTold(postgres.url, ibid, receiver.host, (next) => { ibid = next; });

    const { rows: events } = await sql.query<{ id: string; status: string }>('SELECT e.id, d.status FROM webhook_events e JOIN webhook_deliveries d ON d.event_id = e.id ORDER BY e.id');
    const cameTo = new Set(told.map(({ headers }) => headers['webhook-id']));
    const titles = new Set(told.map(titleOf));
    check(`${kills} kills, ${acknowledged.size} acknowledged changes, ${events.length} messages, told ${told.length} times: each at least once`, events.every(({ id, status }) => status === 'DELIVERED' && cameTo.has(`msg_${id}`)));
    // The last title before the publication of an article is told with it; every later one by itself.
    const untold = [...acknowledged].filter((title) => !titles.has(title));
    check(`every acknowledged change was told${untold.length > 0 ? `, but ${untold.slice(0, 3).join(', ')}` : ''}`, untold.length === 0);
    check('nothing was told of work that was taken back or refused', ![...titles].some((title) => /^(Taken back|Refused)/.test(title)) && told.every(({ headers }) => events.some(({ id }) => `msg_${id}` === headers['webhook-id'])));
    check('what was told of one article came in its order', inOrder(told));
    await measureMutations(ibid.url, key, receiver);
  } finally {
    ibid?.child.kill('SIGKILL');
    await sql.end();
    await receiver.close();
    await postgres.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

async function start(databaseUrl: string, host: string): Promise<Ibid> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...flagsOfIbid, join(__dirname, 'ibid.js'), 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH, HOME, PORT: '0', NODE_ENV: 'production', DATABASE_URL: databaseUrl, IBID_SAMPLE: 'off', LOG_LEVEL: 'error', IBID_RATE_LIMIT: '2000000000', IBID_ALLOW_PRIVATE_ADDRESSES: host },
  });
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\S+\/graphql/.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return { child, url };
  }
  throw new Error('the server should have printed its address and ended instead');
}

/** What waits for its lease or its next attempt is due now; only while no server runs. */
async function sooner(databaseUrl: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rowCount } = await client.query(`UPDATE webhook_deliveries SET next_attempt_at = now(), attempts = LEAST(attempts, 5) WHERE status = 'PENDING'`);
  await client.end();
  return rowCount ?? 0;
}

async function everythingTold(databaseUrl: string, running: Ibid, host: string, restarted: (ibid: Ibid) => void): Promise<void> {
  let ibid = running;
  for (let round = 0; round < 60; round++) {
    await delay(1_000);
    ibid.child.kill('SIGTERM');
    await once(ibid.child, 'exit');
    const waiting = await sooner(databaseUrl);
    ibid = await start(databaseUrl, host);
    restarted(ibid);
    if (waiting === 0) return;
  }
  check('everything is told within a minute of tries', false);
}

const titleOf = ({ body }: Received): string => (JSON.parse(body) as { data: { title: string } }).data.title;

/** A message may come twice; when each came first, the numbers of one article grow. */
function inOrder(told: readonly Received[]): boolean {
  const last = new Map<string, number>();
  const had = new Set<unknown>();
  for (const message of told) {
    if (had.has(message.headers['webhook-id'])) continue;
    had.add(message.headers['webhook-id']);
    const [, number = '', article = ''] = /^Title (\d+) of (\d+)$/.exec(titleOf(message)) ?? [];
    if (Number(number) < (last.get(article) ?? 0)) return false;
    last.set(article, Number(number));
  }
  return true;
}

/** A receiver that hangs is no reason for an editor to wait. */
async function measureMutations(url: string, key: string, receiver: Receiver): Promise<void> {
  const p99 = async (name: string): Promise<number> => {
    const times: number[] = [];
    for (let n = 0; n < timed; n++) {
      const began = performance.now();
      await ask(url, key, upsert, { input: { key: 'article 0', title: `${name} ${n}` } });
      times.push(performance.now() - began);
    }
    return times.sort((one, other) => one - other)[Math.floor(timed * 0.99) - 1] ?? NaN;
  };
  receiver.answer = (_message, response) => { response.writeHead(200).end(); };
  await p99('warm');
  const up = await p99('up');
  receiver.answer = () => undefined;
  const down = await p99('down');
  const ratio = `p99 of ${timed} mutations ${up.toFixed(1)} ms while the receiver answers, ${down.toFixed(1)} ms while it hangs (at most 10 % more)`;
  if (full) check(ratio, down <= up * 1.1);
  else process.stdout.write(`info  ${ratio}; --full decides\n`);
}

async function ask<Data = object>(url: string, key: string, query: string, variables: object): Promise<Data> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` }, body: JSON.stringify({ query, variables }), signal: AbortSignal.timeout(10_000) });
  const { data, errors } = (await response.json()) as { data?: Data | null; errors?: object };
  if (!data) throw new Error(`expected data, got ${JSON.stringify(errors)}`);
  return data;
}
