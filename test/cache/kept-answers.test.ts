import { hashOfText } from '../../src/documents/documents';
import { counted } from '../support/counted';
import { isMutation, operation, operationNames } from '../support/operations';
import { type KeepingServer, startKeepingServer } from '../support/keeping-server';
import { seededRandom } from '../support/random';
import { administer, useDatabase } from '../support/use-database';

/** Two servers that keep rows and answers, and one that keeps nothing and so tells the truth, on one database. */
const graph = useDatabase('sample');
let a: KeepingServer, b: KeepingServer, truth: KeepingServer;
beforeAll(async () => {
  [a, b, truth] = await Promise.all([startKeepingServer(graph.url, { keep: true }), startKeepingServer(graph.url, { keep: true }), startKeepingServer(graph.url, { keep: false })]);
});
afterAll(() => Promise.all([a, b, truth].map((server) => server.stop())));

const questions: [string, object?][] = [
  ['{ articles(first: 5) { totalCount nodes { id title authors { name } citations(first: 5) { nodes { rawText source { title citationCount publisher { name } authors { name } } } } } } }'],
  ['{ sources(first: 10) { totalCount nodes { title issued citationCount publisher { name kind } citedBy(first: 3) { totalCount nodes { article { title } } } } } }'],
  ['{ publishers(first: 10) { nodes { name citationCount sources(first: 3) { nodes { title } } } } }'],
  ['{ articles(first: 3, orderBy: OLDEST) { nodes { title comments(first: 5) { totalCount nodes { authorName body replies(first: 3) { nodes { body } } } } origin { name } } } }'],
  ['{ onThisDay(month: 7, day: 19) { totalCount nodes { date text listedIn { title } articles(first: 3) { edges { reason node { title } } } } } }'],
  ['{ authors(first: 10) { nodes { name articles(first: 3) { nodes { title } } sources(first: 2) { nodes { title } } } } }'],
  ['{ citationStats(groupBy: AUTHOR) { totalCount nodes { label count share } } years: citationStats(groupBy: YEAR) { nodes { label count share } } }'],
  ['{ authors(first: 20) { nodes { slug reliesOn(first: 3) { nodes { count share lastCited } } } } publishers(first: 5) { nodes { citedByAuthors(first: 3) { nodes { count shareOfPublisher } } } } }'],
  ['{ articles(first: 5) { nodes { firstTimeSources { totalCount } related(first: 2) { edges { sharedCount shared { title } } } } } sources(first: 5) { nodes { citedTogetherWith(first: 3) { edges { count node { title } } } } } }'],
];

/** Writes of every kind that an answer can show; each gives its statements. */
const writes: ((n: number) => string[])[] = [
  (n) => [`UPDATE sources SET title = 'Title ${n}' WHERE id = (SELECT id FROM sources ORDER BY citation_count DESC, id DESC OFFSET ${n % 10} LIMIT 1)`],
  (n) => [`UPDATE publishers SET name = 'Publisher ${n}' WHERE id = (SELECT id FROM publishers ORDER BY citation_count DESC, id DESC OFFSET ${n % 5} LIMIT 1)`],
  (n) => [`UPDATE sources SET publisher_id = (SELECT id FROM publishers ORDER BY id OFFSET ${n % 7} LIMIT 1) WHERE id = (SELECT id FROM sources ORDER BY citation_count DESC, id DESC OFFSET ${n % 9} LIMIT 1)`],
  (n) => [`UPDATE authors SET name = 'Author ${n}' WHERE id IN (SELECT author_id FROM source_authors ORDER BY source_id OFFSET ${n % 20} LIMIT 2)`],
  (n) => [`UPDATE articles SET status = CASE status WHEN 'PUBLISHED' THEN 'WITHDRAWN' ELSE 'PUBLISHED' END WHERE id = (SELECT id FROM articles ORDER BY id OFFSET ${n % 28} LIMIT 1)`],
  (n) => [`UPDATE articles SET title = 'Article ${n}' WHERE id = (SELECT id FROM articles ORDER BY listed_at DESC OFFSET ${n % 6} LIMIT 1)`],
  (n) => [`DELETE FROM citations WHERE id = (SELECT id FROM citations ORDER BY id OFFSET ${n % 60} LIMIT 1)`],
  (n) => [`UPDATE comments SET status = CASE status WHEN 'APPROVED' THEN 'SPAM' ELSE 'APPROVED' END WHERE id = (SELECT id FROM comments ORDER BY id OFFSET ${n % 30} LIMIT 1)`],
  (n) => [`INSERT INTO comments (origin_id, origin_key, article_id, author_name, body, status) SELECT origin_id, 'test ${n}', id, 'Reader', 'Body ${n}', 'APPROVED' FROM articles ORDER BY listed_at LIMIT 1`],
  (n) => [`INSERT INTO sources (key, title, type, citation_count) VALUES ('test ${n}', 'New ${n}', 'book', 0)`],
  (n) => [`INSERT INTO source_authors (source_id, position, author_id) SELECT s.id, 90 + ${n}, (SELECT min(id) FROM authors) FROM sources s ORDER BY citation_count DESC, id DESC OFFSET ${n % 8} LIMIT 1`],
  (n) => [`DELETE FROM authorships WHERE (article_id, position) IN (SELECT article_id, position FROM authorships ORDER BY article_id OFFSET ${n % 5} LIMIT 1)`],
  (n) => [`UPDATE historical_events SET text = 'Event ${n}' WHERE id = (SELECT id FROM historical_events WHERE month = 7 AND day = 19 ORDER BY id OFFSET ${n % 3} LIMIT 1)`],
  (n) => [`UPDATE origins SET name = 'Origin ${n}' WHERE id = (SELECT min(id) FROM origins)`],
];

test.each([1, 2, 3])('after a write is acknowledged no server shows what was before, whatever was kept (random run %i)', async (seed) => {
  const random = seededRandom(seed);
  for (let n = 0; n < 60; n++) {
    const writer = random.pick([a, b]);
    const other = writer === a ? b : a;
    // Readers are under way while the write happens: what they read before it must not be kept after it.
    const readers = Array.from({ length: 4 }, () => random.pick([a, b]).ask(...random.pick(questions)));
    for (const statement of random.pick(writes)(seed * 1000 + n)) await writer.dataSource.query(statement);
    await writer.changes.settled();
    await Promise.all(readers);
    const question = random.pick(questions);
    const [now, shown] = await Promise.all([truth.ask(...question), writer.ask(...question)]);
    expect(shown).toBe(now);
    await other.changes.settled();
    expect(await other.ask(...question)).toBe(now);
  }
}, 60_000);

/** What reached PostgreSQL, without the question whether the connection that hears of changes still lives. */
const reading = (statements: string[]): string[] => statements.filter((text) => text !== 'SELECT 1');

test('the same operation again takes no statement, until something it shows is written', async () => {
  const [question] = questions[0] as [string];
  const first = await a.ask(question);
  const again = await counted(() => a.ask(question));
  expect(again.result).toBe(first);
  expect(reading(again.statements)).toEqual([]);

  await b.dataSource.query(`UPDATE articles SET title = 'Written elsewhere' WHERE id = (SELECT id FROM articles WHERE status = 'PUBLISHED' ORDER BY listed_at DESC, id DESC LIMIT 1)`);
  await a.changes.settled();
  const after = await counted(() => a.ask(question));
  expect(after.result).toContain('Written elsewhere');
  expect(reading(after.statements).length).toBeGreaterThan(0);
});

test('of a document that is registered the answer by its hash is kept, and not that of the registration, which comes once', async () => {
  const query = '{ articles(first: 3) { nodes { title summary } } }';
  const extensions = { persistedQuery: { version: 1, sha256Hash: hashOfText(query) } };
  const ask = (body: object) => counted(async () => (await fetch(`${a.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).text());
  const get = (search: Record<string, string>) => counted(async () => (await fetch(`${a.url}/graphql?${new URLSearchParams({ ...search, extensions: JSON.stringify(extensions) }).toString()}`, { headers: { 'apollo-require-preflight': 'true' } })).text());
  const first = await ask({ query, extensions });
  expect(reading((await ask({ query, extensions })).statements).length).toBeGreaterThan(0);
  expect((await ask({ extensions })).result).toBe(first.result);
  expect(reading((await ask({ extensions })).statements)).toEqual([]);
  await get({ query });
  expect(reading((await get({ query })).statements).length).toBeGreaterThan(0);
  await get({});
  expect(reading((await get({})).statements)).toEqual([]);
});

test('rows that are kept are not read again for another operation', async () => {
  const [question] = questions[0] as [string];
  await a.ask(question);
  const { statements } = await counted(() => a.ask(question.replace('first: 5', 'first: 4')));
  expect(reading(statements).join()).not.toMatch(/FROM (sources|publishers|authorships|source_authors)\b/);
});

test('answers of every example operation are the same from what is kept', async () => {
  for (const { document, variables } of operationNames.map(operation)) {
    if (isMutation(document)) continue;
    const now = withoutRequestIds(await truth.ask(document, variables));
    await a.ask(document, variables);
    expect(withoutRequestIds(await a.ask(document, variables))).toBe(now);
  }
});

/** Some examples need a key: their refusals, too, are the same. */
const withoutRequestIds = (text: string): string => text.replace(/"requestId":"[^"]*"/g, '"requestId":""');

test('while changes cannot be heard nothing is kept, and what was kept is gone', async () => {
  const [question] = questions[1] as [string];
  await a.ask(question);
  await administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ibid changes' AND datname = '${new URL(graph.url).pathname.slice(1)}'`);
  await b.dataSource.query(`UPDATE sources SET title = 'Unheard' WHERE id = (SELECT id FROM sources ORDER BY citation_count DESC, id DESC LIMIT 1)`);
  expect(await truth.ask(question)).toContain('Unheard');
  await a.changes.settled();
  expect(await a.ask(question)).toContain('Unheard');
});

describe('who may keep an answer', () => {
  const get = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${a.url}/graphql?${new URLSearchParams({ query }).toString()}`, { headers: { 'apollo-require-preflight': 'true', ...headers } });

  test('an anonymous read by GET is public and has a strong validator; asked again with it, it is 304', async () => {
    const first = await get('{ articles(first: 1) { nodes { title } } }');
    expect(first.headers.get('cache-control')).toMatch(/^public, .*s-maxage=\d+, stale-while-revalidate=\d+$/);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"/);
    const again = await get('{ articles(first: 1) { nodes { title } } }', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('a read with credentials is private and never answered from what was kept for others', async () => {
    const query = '{ articles(first: 2) { nodes { title } } }';
    await get(query);
    const { result, statements } = await counted(() => get(query, { authorization: 'Bearer somebody' }));
    expect(result.headers.get('cache-control')).toBe('private, no-cache');
    expect(reading(statements).length).toBeGreaterThan(0);
  });

  test('an answer with errors, and one by POST, is kept by nobody', async () => {
    expect((await get('{ articles(first: 0) { nodes { title } } }')).headers.get('cache-control')).toBe('no-store');
    expect((await get('{ nonsense }')).headers.get('cache-control')).toBe('no-store');
    const posted = await fetch(`${a.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ articles(first: 1) { nodes { title } } }"}' });
    expect(posted.headers.get('cache-control')).toBe('no-store');
  });
});
