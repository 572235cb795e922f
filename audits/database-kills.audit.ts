/**
 * Test 40: kills PostgreSQL at random moments while the server writes, and looks whether everything that was acknowledged is there once and as it was sent, nothing that
 * was refused is, and what may be either was called so; how soon the server says that it cannot, and can again. `--full`: 50 kills; `--seed N` for other moments.
 */
import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { type Server, startIbid } from '../bench/servers';
import { createDataSource } from '../src/database/data-source';
import { createKey } from '../src/keys/create-key';
import { seededRandom } from '../test/support/random';
import { damagedFiles, wrongCounts } from './database-soundness';
import { type KillableDatabase, killableDatabase } from './killable-database';
import { quantile } from './raw-client';

const full = process.argv.includes('--full');
const seed = Number(process.argv[process.argv.indexOf('--seed') + 1]) || 1;
const random = seededRandom(seed);
const kills = full ? 50 : 4;
/** A second, of each kind; and the editors, who write one after the other. */
const newArticles = 20, comments = 160, editors = 4;
/** Of one kind, so that an outage does not pile up more than any client would send. */
const mostAtOnce = 8;
const threads = 100;
const answerLimitMs = 3_000, healLimitMs = 5_000;

const failures: string[] = [];
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const check = (what: string, wrong: readonly unknown[] | boolean): void => {
  const passed = Array.isArray(wrong) ? wrong.length === 0 : wrong === true;
  say(`${passed ? 'ok  ' : 'FAIL'}  ${what}${passed || !Array.isArray(wrong) ? '' : `: ${wrong.length}, such as ${wrong.slice(0, 3).map(String).join(' | ')}`}`);
  if (!passed) failures.push(what);
};

type Outcome = 'acknowledged' | 'refused' | 'unknown';
/** Something that was sent: what is known of it, and how often it was sent. */
interface Sent { text: string; outcome: Outcome; said: string; id: string | null; sent: number }
interface Answered { outcome: Outcome; said: string; data: Record<string, Payload> | null }
interface Payload { article?: { id: string; updatedAt: string } | null; comment?: { id: string } | null; /** Of a mutation. */ userErrors?: { code: string }[] }

const upsert = 'mutation ($input: UpsertArticleInput!) { upsertArticle(input: $input) { article { id updatedAt } userErrors { code } } }';
const publish = 'mutation ($id: ID!) { publishArticle(input: { id: $id }) { article { id updatedAt } userErrors { code } } }';
const post = 'mutation ($input: PostCommentInput!) { postComment(input: $input) { comment { id } userErrors { code } } }';

const unanswered: string[] = [];
const answers: { took: number; outcome: Outcome }[] = [];
const reasons = new Map<string, number>();
let lastAcknowledged = 0;

/** Sends a mutation. What is answered without an error is acknowledged, what says that nobody knows is unknown, and everything else was refused. */
async function ask(url: string, key: string, query: string, variables: object): Promise<Answered> {
  const asked = performance.now();
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` }, body: JSON.stringify({ query, variables }), signal: AbortSignal.timeout(20_000) });
    const { data = null, errors = [] } = (await response.json()) as { data?: Record<string, Payload> | null; errors?: { message: string; extensions: { code: string } }[] };
    const faults = [...errors.map(({ message, extensions: { code } }) => `${code} ${message}`), ...Object.values(data ?? {}).flatMap((payload) => payload?.userErrors?.map(({ code }) => `userErrors ${code}`) ?? [])];
    const outcome = faults.length === 0 ? 'acknowledged' : errors.some(({ extensions }) => extensions.code === 'OUTCOME_UNKNOWN') ? 'unknown' : 'refused';
    answers.push({ took: performance.now() - asked, outcome });
    for (const fault of faults) reasons.set(fault, (reasons.get(fault) ?? 0) + 1);
    if (outcome === 'acknowledged') lastAcknowledged = performance.now();
    return { outcome, said: `${response.status} ${faults.join(', ')}`, data };
  } catch (error) {
    unanswered.push(String(error));
    return { outcome: 'unknown', said: String(error), data: null };
  }
}

/** Articles that are made and comments that are posted, each with a text and a key of its own, many at a time and without waiting for one another. */
class Making {
  readonly sent: Sent[] = [];
  private atOnce = 0;
  readonly doubled: string[] = [];

  constructor(private readonly name: string, private readonly send: (text: string) => Promise<Answered>, private readonly idOf: (payload: Payload | undefined) => string | null) {}

  /** Sends one more, if not too many are under way. Some of what failed is sent again, as is some of what did not. */
  async one(): Promise<void> {
    if (this.atOnce >= mostAtOnce) return;
    this.atOnce += 1;
    const one: Sent = { text: `${this.name} ${this.sent.length}`, outcome: 'unknown', said: '', id: null, sent: 0 };
    this.sent.push(one);
    await this.attempt(one);
    if (one.outcome === 'unknown' ? random.next() < 0.5 : random.next() < 0.05) await this.attemptAgain(one);
    this.atOnce -= 1;
  }

  private async attempt(one: Sent): Promise<void> {
    one.sent += 1;
    const { outcome, said, data } = await this.send(one.text);
    const before = one.outcome, id = outcome === 'acknowledged' ? this.idOf(Object.values(data ?? {})[0]) : null;
    if (one.id !== null && id !== null && one.id !== id) this.doubled.push(`${one.text} was ${one.id} and then ${id}`);
    one.id ??= id;
    // What was acknowledged stays so, and what nobody knew is known only by an acknowledgement.
    if (one.sent === 1 || outcome === 'acknowledged' || before === 'refused') Object.assign(one, { outcome, said: `${one.said}, ${said}` });
  }

  private async attemptAgain(one: Sent): Promise<void> {
    for (let n = 0; n < 60 && (n === 0 || one.outcome !== 'acknowledged'); n += 1) {
      await delay(100 + random.next() * 400);
      await this.attempt(one);
    }
  }
}

/** An editor changes one article again and again, and says each time what he has seen: a change that was lost, or made though it was refused, is a conflict. */
interface Editor { id: string; title: string; updatedAt: string; changes: number; faults: string[] }

async function edit(editor: Editor, url: string, key: string, going: () => boolean): Promise<void> {
  for (let n = 1; going(); n += 1) {
    const title = `${editor.title.split(',')[0]}, version ${n}`;
    const { outcome, said, data } = await ask(url, key, upsert, { input: { id: editor.id, title, expectedUpdatedAt: editor.updatedAt } });
    if (outcome === 'acknowledged') {
      Object.assign(editor, { title, updatedAt: data?.upsertArticle?.article?.updatedAt });
      editor.changes += 1;
    } else if (outcome === 'unknown') {
      const seen = await lookAt(url, key, editor.id);
      if (seen.title !== title && (seen.title !== editor.title || seen.updatedAt !== editor.updatedAt)) editor.faults.push(`${editor.title} or ${title} was expected, ${seen.title} is there`);
      Object.assign(editor, seen);
    } else if (said.includes('userErrors')) {
      editor.faults.push(`${title} after ${editor.title}: ${said}`);
      Object.assign(editor, await lookAt(url, key, editor.id));
    }
    await delay(outcome === 'acknowledged' ? 40 : 100);
  }
}

async function lookAt(url: string, key: string, id: string): Promise<{ title: string; updatedAt: string }> {
  for (;;) {
    const { data } = (await ask(url, key, 'query ($id: ID!) { article(by: { id: $id }) { title updatedAt } }', { id })) as unknown as { data: { article: { title: string; updatedAt: string } | null } | null };
    if (data?.article) return data.article;
    await delay(100);
  }
}

interface Times { outages: number[]; ready: number[]; written: number[]; wrongHealth: string[] }

async function killAgainAndAgain(database: KillableDatabase, server: Server): Promise<Times> {
  const times: Times = { outages: [], ready: [], written: [], wrongHealth: [] };
  const statusOf = async (path: string): Promise<number> => (await fetch(new URL(path, server.url), { signal: AbortSignal.timeout(5_000) })).status;
  for (let kill = 1; kill <= kills; kill += 1) {
    await delay(500 + random.next() * 1_500);
    const killed = performance.now();
    database.kill(random.next() < 0.5);
    const health = await Promise.all([statusOf('/healthz'), statusOf('/readyz')]);
    if (String(health) !== '200,503') times.wrongHealth.push(`healthz and readyz said ${health.join(' and ')}`);
    if (random.next() < 0.2) await delay(3_000); // longer than one attempt to connect

    await database.start();

    const back = performance.now();
    times.outages.push(back - killed);
    while (await statusOf('/readyz') !== 200 && performance.now() < back + 30_000) await delay(20);
    times.ready.push(performance.now() - back);
    while (lastAcknowledged < back && performance.now() < back + 30_000) await delay(20);
    times.written.push(lastAcknowledged - back);
    if (kill % 10 === 0) say(`info  ${kill} kills`);
  }
  return times;
}

/** What is there, by its text: how often, and whether it is as it was sent. */
type Found = Map<string, { times: number; whole: boolean }>;
function found(rows: readonly { text: string; whole: boolean }[]): Found {
  const all: Found = new Map();
  for (const { text, whole } of rows) all.set(text, { times: (all.get(text)?.times ?? 0) + 1, whole: whole && (all.get(text)?.whole ?? true) });
  return all;
}

function judge(what: string, { sent, doubled }: Making, there: Found): void {
  const of = (outcome: Outcome): Sent[] => sent.filter((one) => one.outcome === outcome);
  const shown = (ones: Sent[]): string[] => ones.map((one) => `${one.text} (${one.said})`);
  const is = ({ text }: Sent): boolean => there.has(text);
  const again = sent.filter((one) => one.sent > 1);
  check(`${of('acknowledged').length} acknowledged ${what} are there`, shown(of('acknowledged').filter((one) => !is(one))));
  check(`${of('refused').length} refused ones are not`, shown(of('refused').filter(is)));
  say(`info  ${of('unknown').length} were left unknown, ${of('unknown').filter(is).length} of them are there`);
  check('each is there once, and as it was sent', [...there].filter(([, { times, whole }]) => times > 1 || !whole).map(([text, { times }]) => `${text}: ${times} times`));
  check(`${again.length} that were sent again (${again.reduce((sum, one) => sum + one.sent, 0)} times in all) are the same ones`, doubled);
}

async function main(): Promise<void> {
  const database = await killableDatabase();
  let server: Server | undefined;
  try {
    server = await startIbid('ibid', database.url, { env: { LOG_LEVEL: 'fatal', IBID_KEY_RATE_LIMIT: '2000000000' } });
    const { url, pid } = server;
    const dataSource = await createDataSource(database.url, { poolSize: 1 }).initialize();
    const key = await createKey(dataSource.manager, { name: 'audit', scopes: ['write', 'comment'], expiresAt: null });
    await dataSource.destroy();

    const publishNew = async (title: string): Promise<{ id: string; updatedAt: string }> => {
      const made = await ask(url, key, upsert, { input: { key: title, title, bodyText: 'A text.' } });
      const { data, said } = await ask(url, key, publish, { id: made.data?.upsertArticle?.article?.id });
      const article = data?.publishArticle?.article;
      if (!article) throw new Error(`expected a published article, got ${made.said}, ${said}`);
      return article;
    };
    const articleIds: string[] = [];
    for (let n = 0; n < threads; n += 1) articleIds.push((await publishNew(`Thread ${n}`)).id);
    const editing: Editor[] = [];
    for (let n = 0; n < editors; n += 1) editing.push({ ...await publishNew(`Edited ${n}`), title: `Edited ${n}`, changes: 0, faults: [] });

    const published = new Set<string>();
    const articles = new Making('Article', async (title) => {
      const number = Number(title.split(' ')[1]);
      const made = await ask(url, key, upsert, { input: { key: title, title, bodyText: `The text of ${title}.`, bibliography: [`Doe, Jane, “Source ${number % 50},” Paper ${number % 10}, 5/19/07`] } });
      const id = made.data?.upsertArticle?.article?.id;
      if (id !== undefined && number % 5 === 0 && (await ask(url, key, publish, { id })).outcome === 'acknowledged') published.add(title);
      return made;
    }, (payload) => payload?.article?.id ?? null);
    const posts = new Making('Comment', (body) => ask(url, key, post, { input: { articleId: articleIds[Number(body.split(' ')[1]) % threads], authorName: 'Ada', body, idempotencyKey: body } }), (payload) => payload?.comment?.id ?? null);

    answers.length = 0; reasons.clear();
    const began = performance.now();
    let going = true;
    const load = Promise.all([
      ...editing.map((editor) => edit(editor, url, key, () => going)),
      ...([[articles, newArticles], [posts, comments]] as const).map(async ([making, rate]) => {
        const underWay = new Set<Promise<void>>();
        for (let n = 0; going; n += 1) {
          await delay(Math.max(0, began + (n * 1000) / rate - performance.now()));
          const one = making.one().finally(() => underWay.delete(one));
          underWay.add(one);
        }
        await Promise.all(underWay);
      }),
    ]);
    const times = await killAgainAndAgain(database, server);
    await delay(1_000);
    going = false;
    await load;
    const seconds = (performance.now() - began) / 1000, up = seconds - times.outages.reduce((sum, ms) => sum + ms, 0) / 1000;

    const count = (outcome: Outcome): number => answers.filter((answer) => answer.outcome === outcome).length;
    const most = (values: readonly number[]): string => values.length === 0 ? 'never' : `${quantile(values, 0.5).toFixed(0)} ms, at most ${Math.max(...values).toFixed(0)} ms`;
    say(`seed ${seed}: ${kills} kills in ${seconds.toFixed(0)} s; ${(answers.length / seconds).toFixed(0)} requests a second, ${(count('acknowledged') / up).toFixed(0)} acknowledged a second while PostgreSQL was there; ${count('refused')} refused, ${count('unknown')} unknown`);
    for (const [reason, times] of [...reasons].sort(([, one], [, other]) => other - one).slice(0, 8)) say(`info  ${times} times ${reason}`);
    const rows = await database.rows<{ text: string; whole: boolean }>(`SELECT a.title AS text, a.body_text = 'The text of ' || a.title || '.' AND (SELECT count(*) = 1 FROM citations c WHERE c.article_id = a.id) AS whole FROM articles a WHERE a.title LIKE 'Article %'`);
    judge('articles', articles, found(rows));
    judge('comments', posts, found(await database.rows(`SELECT body AS text, author_name = 'Ada' AND origin_key = 'comment ' || body AS whole FROM comments`)));
    const shown = new Set((await database.rows<{ title: string }>(`SELECT title FROM articles WHERE status = 'PUBLISHED'`)).map(({ title }) => title));
    check(`${published.size} acknowledged publications are public`, [...published].filter((title) => !shown.has(title)));
    check(`${editing.reduce((sum, { changes }) => sum + changes, 0)} changes of ${editors} editors, each after the one that was acknowledged before it`, editing.flatMap(({ faults }) => faults));
    check('the last acknowledged change of each is what is there', editing.map(({ title }) => title).filter((title) => !shown.has(title)));
    check('every request was answered, and none with a fault of the server', [...unanswered, ...[...reasons.keys()].filter((reason) => reason.startsWith('INTERNAL'))]);
    const took = (outcome: Outcome): number[] => answers.filter((answer) => answer.outcome === outcome).map((answer) => answer.took);
    say(`info  what was acknowledged took ${most(took('acknowledged'))}`);
    check(`what was refused was told after ${most(took('refused'))}, what is unknown after ${most(took('unknown'))} (at most ${answerLimitMs})`, Math.max(0, ...took('refused'), ...took('unknown')) <= answerLimitMs);
    check('meanwhile the server was alive and not ready', times.wrongHealth);
    check(`PostgreSQL was away for ${most(times.outages)}; ready again after ${most(times.ready)}, first write acknowledged after ${most(times.written)} (at most ${healLimitMs})`, Math.max(...times.ready, ...times.written) <= healLimitMs);
    check('the server is the same process', isAlive(pid));
    const { looked, wrong } = await wrongCounts(database);
    check(`${looked} kept counts are what counting gives`, wrong);
    const files = await damagedFiles(database);
    if (files) check(`amcheck finds no damage in ${files.looked} relations`, files.damages);
    else say('info  this PostgreSQL has no amcheck: its files were not looked at');
  } finally {
    await server?.stop();
    await database.remove();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

void main().catch((error: unknown) => { failures.push(error instanceof Error ? error.stack ?? error.message : String(error)); }).then(() => {
  say(failures.length === 0 ? 'passed' : `failed: ${failures.join('; ')}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
});
