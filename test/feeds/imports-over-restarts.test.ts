import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createImportDesk } from '../../src/feeds/import-desk';
import { importFiles } from '../../src/imports/import-files';
import { keepRequest, mostAttempts, takeRequest, waitingRequests } from '../../src/imports/import-request';
import { createLog } from '../../src/log';
import { createOutside } from '../../src/outside/outside';
import { checksums } from '../support/checksums';
import { wrongCounts } from '../support/everything';
import { keyWith } from '../support/keys';
import { type Running, cleanUp, serve } from '../support/program';
import { type TestGraph, useDatabase } from '../support/use-database';
import { type WebSite, startSite } from '../support/web-site';
import { wordPressExport } from '../support/wordpress-export';

const posts = 450;
const text = [...wordPressExport({ posts, prose: 400, lines: 3, comments: 1 })].join('');
const undisturbed = useDatabase('empty');
const killed = useDatabase('empty');
const stopped = useDatabase('empty');
const gone = useDatabase('empty');
const short = useDatabase('empty');
const alone = useDatabase('empty');
let expected: Record<string, string> = {};
let site: WebSite;
beforeAll(async () => {
  site = await startSite({ '/export.xml': { body: text }, '/gone.xml': { body: text } });
  async function* file(): AsyncGenerator<{ name: string; path: string; chunks: AsyncIterable<Buffer>; of: number }> {
    yield await Promise.resolve({ name: 'e', path: 'e', chunks: Readable.from([Buffer.from(text)]), of: 1 });
  }
  expect(await importFiles(undisturbed.dataSource, file(), { originName: 'Gazette' })).toMatchObject({ articles: { created: posts }, failed: [] });
  expected = await checksums(undisturbed);
}, 60_000);
afterAll(() => site.stop());
afterEach(cleanUp);

/** Hands something in; what comes of the answer does not matter, for the server may be killed before it. */
async function handIn(graph: TestGraph, url: string, input: object): Promise<void> {
  const key = await keyWith(graph, 'publisher', 'write');
  const query = 'mutation ($input: ImportContentInput!) { importContent(input: $input) { run { id } userErrors { message } } }';
  fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` }, body: JSON.stringify({ query, variables: { input } }) }).then((answer) => answer.text()).catch(() => undefined);
}
const articlesIn = async (graph: TestGraph): Promise<number> => (await graph.sql<{ n: number }>('SELECT count(*) AS n FROM articles'))[0]?.n ?? 0;
const runsOf = (graph: TestGraph): Promise<{ id: number; status: string }[]> => graph.sql('SELECT id, status FROM import_runs ORDER BY id');
async function inTheMiddle(graph: TestGraph, { child }: Running, after: number): Promise<void> {
  while (await articlesIn(graph) < after) expect(child.exitCode).toBeNull();
  expect(await runsOf(graph)).toEqual([{ id: expect.any(Number) as number, status: 'RUNNING' }]);
}
async function untilEnded(graph: TestGraph, { child }: Running): Promise<void> {
  while ((await graph.sql('SELECT FROM import_requests')).length > 0) {
    expect(child.exitCode).toBeNull();
    await pause(20);
  }
}
const environment = (graph: TestGraph): Record<string, string> => ({ DATABASE_URL: graph.url, IBID_ALLOW_PRIVATE_ADDRESSES: '127.0.0.1' });

test('what was handed in goes on when its server was killed, twice, and started again: the same run, and the rows of an undisturbed one', async () => {
  let server = await serve(environment(killed));
  await handIn(killed, server.url, { url: `${site.url}/export.xml`, originName: 'Gazette' });
  for (const after of [200, 400]) {
    await inTheMiddle(killed, server, after);
    server.child.kill('SIGKILL');
    await server.finished;
    server = await serve(environment(killed));
  }
  const [run] = await runsOf(killed);
  await untilEnded(killed, server);
  expect(await runsOf(killed)).toEqual([{ id: run?.id, status: 'FINISHED' }]);
  expect(await checksums(killed)).toEqual(expected);
  expect(await wrongCounts(killed)).toEqual([]);
}, 120_000);

test('a server that stops leaves it open, and the next one ends it', async () => {
  const first = await serve(environment(stopped));
  await handIn(stopped, first.url, { url: `${site.url}/export.xml`, originName: 'Gazette' });
  await inTheMiddle(stopped, first, 200);
  first.child.kill('SIGTERM');
  expect(await first.finished).toMatchObject({ code: 0 });
  expect(await articlesIn(stopped)).toBeLessThan(posts);
  expect(await runsOf(stopped)).toMatchObject([{ status: 'RUNNING' }]);
  expect(await stopped.sql('SELECT attempts FROM import_requests')).toEqual([{ attempts: -1 }]); // something was written, so none counts, and the stop was none
  await untilEnded(stopped, await serve(environment(stopped)));
  expect(await runsOf(stopped)).toMatchObject([{ status: 'FINISHED' }]);
  expect(await checksums(stopped)).toEqual(expected);
}, 120_000);

test('a text that was handed in is kept, and is imported when its server was killed before anything of it was written', async () => {
  const turn = new Client({ connectionString: short.url });
  await turn.connect();
  try {
    await turn.query('SELECT pg_advisory_lock(1652000418)'); // the turn to write is taken
    const first = await serve(environment(short));
    await handIn(short, first.url, { text: 'Friday, July 3, 2009\n\nThe Ferry\n\nIts text.\n', originName: 'Log' });
    while ((await runsOf(short)).length === 0) expect(first.child.exitCode).toBeNull();
    await inTheMiddle(short, first, 0);
    first.child.kill('SIGKILL');
    await first.finished;
  } finally {
    await turn.end();
  }
  await untilEnded(short, await serve(environment(short)));
  expect(await runsOf(short)).toMatchObject([{ status: 'FINISHED' }]);
  expect(await short.sql('SELECT title FROM articles')).toEqual([{ title: 'The Ferry' }]);
}, 60_000);

test('what is no more at its address ends as failed, and says what to do', async () => {
  const first = await serve(environment(gone));
  await handIn(gone, first.url, { url: `${site.url}/gone.xml`, originName: 'Gazette' });
  await inTheMiddle(gone, first, 200);
  first.child.kill('SIGKILL');
  await first.finished;
  delete site.pages['/gone.xml'];
  await untilEnded(gone, await serve(environment(gone)));
  const { origins: { nodes } } = await gone.query<{ origins: { nodes: object[] } }>('{ origins { nodes { lastError runs { nodes { status failedCount failed { nodes { item reason } } } } } } }');
  const reason = expect.stringMatching(/^the server ended in the middle .* got HTTP status 404\. What was imported stays; import the same again/) as string;
  expect(nodes).toEqual([{ lastError: reason, runs: { nodes: [{ status: 'FAILED', failedCount: 1, failed: { nodes: [{ item: 'the address', reason }] } }] } }]);
}, 120_000);

describe('what was handed in', () => {
  const outside = createOutside({ allowPrivate: [] });
  const signal = new AbortController().signal;
  const post = { content: Buffer.from('Friday, July 3, 2009\n\nThe Ferry\n\nIts text.\n'), url: null, format: null, originName: 'Log' };

  test('is taken by nobody else while its process lives, and by one of those who come after it', async () => {
    const { dataSource } = alone;
    const { id, life } = await keepRequest(dataSource, post, signal);
    expect(await waitingRequests(dataSource, [id])).toEqual([]);
    expect(await waitingRequests(dataSource, [])).toEqual([id]);
    expect(await takeRequest(dataSource, id, signal)).toBeNull();
    await life.end();
    const took = (await Promise.all([1, 2, 3].map(() => takeRequest(dataSource, id, signal)))).filter((taken) => taken !== null);
    expect(took).toMatchObject([{ id, attempts: 2, runId: null, content: post.content, originName: 'Log' }]);
    await took[0]?.life.end();
    await alone.sql('DELETE FROM import_requests');
  });

  test('ends as failed when servers have ended with it again and again', async () => {
    const { dataSource } = alone;
    const { id, life } = await keepRequest(dataSource, post, signal);
    await life.end();
    await alone.sql(`WITH o AS (INSERT INTO origins (name, kind) VALUES ('Log', 'plain-text') RETURNING id), r AS (INSERT INTO import_runs (origin_id, format) SELECT id, 'plain-text' FROM o RETURNING id)
      UPDATE import_requests SET attempts = $2, run_id = r.id FROM r WHERE import_requests.id = $1`, [id, mostAttempts]);
    const desk = createImportDesk({ dataSource, outside, log: createLog('silent') });
    desk.start();
    while ((await alone.sql('SELECT FROM import_requests')).length > 0) await pause(20);
    await desk.stop();
    expect(await runsOf(alone)).toMatchObject([{ status: 'FAILED' }]);
    expect(await alone.sql('SELECT reason FROM import_failures')).toEqual([{ reason: expect.stringContaining(`began with it ${mostAttempts} times`) as string }]);
  });
});
