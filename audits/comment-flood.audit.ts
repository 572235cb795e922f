/**
 * Test 23: a flood of comments from one address, then one from a thousand addresses on one article, while somebody reads. Nothing of it is shown, little of it is
 * kept, and who reads notices nothing. Short: 1,500 comments; --full: 10,000 and 10,000.
 */
import { RawClient, graphqlRequest, quantile } from './raw-client';
import { withOwnServer } from './own-server';

const full = process.argv.includes('--full');
const [fromOne, fromMany] = full ? [10_000, 10_000] : [1_000, 1_500];
const atOnce = 32;
/** What another client may wait while it goes on: so many milliseconds or, where the machine is busy with other things, so many times what it waits on a quiet server. */
const mostLateMs = 100, mostTimes = 5;

const failures: string[] = [];
const check = (what: string, passed: boolean): void => {
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'}  ${what}\n`);
  if (!passed) failures.push(what);
};

const post = 'mutation ($input: PostCommentInput!) { postComment(input: $input) { comment { status } userErrors { code } } }';
const read = '{ articles(first: 10) { nodes { id title comments(first: 10) { totalCount nodes { body } } } } }';

interface Taken { shown: number; waiting: number; refused: number; other: number }

async function flood(url: string, articleId: string, count: number, addressOf: (n: number) => string): Promise<Taken> {
  const taken: Taken = { shown: 0, waiting: 0, refused: 0, other: 0 };
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    const client = new RawClient(url);
    for (let n = next++; n < count; n = next++) {
      const { body } = await client.send(graphqlRequest(post, { input: { articleId, body: `Flood number ${n}` } }, [`X-Forwarded-For: ${addressOf(n)}`]));
      if (body.includes('"RATE_LIMITED"')) taken.refused += 1;
      else if (body.includes('"APPROVED"')) taken.shown += 1;
      else if (body.includes('"PENDING"')) taken.waiting += 1;
      else {
        taken.other += 1;
        if (taken.other === 1) process.stdout.write(`info  ${body.slice(0, 200)}\n`);
      }
    }
    client.close();
  }));
  return taken;
}

async function readMeanwhile<T>(url: string, work: Promise<T>): Promise<{ result: T; late: number[] }> {
  const client = new RawClient(url);
  const late: number[] = [];
  let going = true;
  const reader = (async () => {
    while (going) {
      const began = performance.now();
      const { status } = await client.send(graphqlRequest(read));
      late.push(status === 200 ? performance.now() - began : Infinity);
      await new Promise((resolve) => { setTimeout(resolve, 10); });
    }
  })();
  const result = await work;
  going = false;
  await reader;
  client.close();
  return { result, late };
}

void withOwnServer({ IBID_COMMENTS: 'open', IBID_TRUST_PROXY: '127.0.0.0/8' }, async ({ url }) => {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ articles(first: 2) { nodes { id } } }' }) });
  const [one, other] = ((await answer.json()) as { data: { articles: { nodes: { id: string }[] } } }).data.articles.nodes.map(({ id }) => id);
  const idle = await readMeanwhile(url, new Promise<void>((resolve) => { setTimeout(resolve, 1_000); }));
  const single = await readMeanwhile(url, flood(url, one ?? '', fromOne, () => '192.0.2.1'));
  check(`${fromOne} comments from one address: ${single.result.shown} shown, ${single.result.refused} refused, ${single.result.other} failed`, single.result.shown <= 10 && single.result.other === 0);
  const many = await readMeanwhile(url, flood(url, other ?? '', fromMany, (n) => `198.51.${n % 4}.${Math.floor(n / 4) % 250}`));
  check(`${fromMany} comments from a thousand addresses on one article: ${many.result.shown} shown, ${many.result.waiting} wait, ${many.result.refused} refused, ${many.result.other} failed`,
    many.result.shown <= 100 + atOnce && many.result.waiting <= 900 + atOnce && many.result.other === 0);
  const most = Math.max(mostLateMs, mostTimes * quantile(idle.late, 0.99));
  for (const [name, { late }] of [['one address', single], ['many', many]] as const) {
    check(`who reads meanwhile (${name}): p99 ${quantile(late, 0.99).toFixed(1)} ms, idle ${quantile(idle.late, 0.99).toFixed(1)} ms (at most ${most.toFixed(0)} ms)`, quantile(late, 0.99) <= most);
  }
}).then(() => {
  process.stdout.write(failures.length === 0 ? 'passed\n' : `failed: ${failures.join('; ')}\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
});
