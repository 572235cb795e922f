import { createSchema } from '../../src/schema';
import { loggedError, withoutSecrets } from '../../src/redact';
import { makeKey } from '../../src/keys/key-text';
import { cleanUp, serve } from '../support/program';
import { keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';

createSchema();
const graph = useDatabase('sample');
afterEach(cleanUp);

test('a thousand requests with secrets in header, address, variables and broken bodies, beside a database that fails: none is in the log, the metrics or an answer', async () => {
  const database = new URL(graph.url);
  const server = await serve({ DATABASE_URL: graph.url, LOG_LEVEL: 'trace' });
  const right = await keyWith(graph, 'watcher', 'read');
  const mark = 'GeheimnisDesHauses';
  const secretKey = (n: number): string => `ibid_${`${n}`.padStart(8, '0')}${mark}${'x'.repeat(24 - mark.length)}`;
  const answers: string[] = [];
  const ask = async (init: RequestInit, query = ''): Promise<void> => {
    const response = await fetch(`${server.url}/graphql${query}`, init);
    answers.push(await response.text(), JSON.stringify([...response.headers]));
  };
  const json = { 'content-type': 'application/json' };
  const post = (body: string, headers: Record<string, string> = {}) => ask({ method: 'POST', headers: { ...json, ...headers }, body });
  for (let n = 0; n < 100; n += 1) {
    const key = secretKey(n);
    await Promise.all([
      post('{"query":"{ __typename }"}', { authorization: `Bearer ${key}` }),
      post('{"query":"{ __typename }"}', { 'x-api-key': `${mark}${n}` }),
      ask({ headers: { 'apollo-require-preflight': '1' } }, `?query=%7B__typename%7D&apikey=${mark}${n}&token=${key}`),
      post(JSON.stringify({ query: 'query ($s: String!) { article(by: { slug: $s }) { id } }', variables: { s: `${mark}${n}` } })),
      post(JSON.stringify({ query: 'query ($n: Int) { articles(first: $n) { totalCount } }', variables: { n: key } })),
      post(`{"query": "{ __typename }", "secret": "${mark}${n}`),
      post(`${mark}${n}`),
      post(JSON.stringify({ query: '{ __typename }', extensions: { token: `${mark}${n}` } }), { cookie: `session=${mark}${n}`, referer: `https://news.example/?key=${mark}` }),
      post(JSON.stringify({ query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id: key } }), { 'x-api-key': right }),
      ask({ method: 'POST', headers: { ...json, authorization: `Basic ${Buffer.from(mark).toString('base64')}` }, body: '{"query":"{ articles(first: 0) { totalCount } }"}' }, `?secret=${mark}${n}`),
    ]);
  }
  await graph.sql('ALTER TABLE sources RENAME COLUMN doi TO doi_away');
  await post(JSON.stringify({ query: 'query ($d: String!) { source(by: { doi: $d }) { id } }', variables: { d: `${mark}-in-a-statement-that-fails` } }));
  await graph.sql('ALTER TABLE sources RENAME COLUMN doi_away TO doi');
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  server.child.kill('SIGTERM');
  const { stdout, stderr } = await server.finished;
  expect(answers).toHaveLength(2002);
  expect(stderr).toContain('a field failed');
  for (const [place, text] of Object.entries({ stdout, stderr, metrics, answers: answers.join('\n') })) {
    expect([place, text.includes(mark), text.includes(Buffer.from(mark).toString('base64')), text.includes(right.slice(13)), database.password !== '' && text.includes(database.password)]).toEqual([place, false, false, false, false]);
  }
}, 60_000);

test('a line break in a request makes no second line in the log', async () => {
  const server = await serve({ DATABASE_URL: graph.url, LOG_LEVEL: 'trace' });
  const forged = '\r\n{"level":60,"msg":"forged"}\n\u2028{"level":60,"msg":"forged"}\u0085';
  await fetch(`${server.url}/graphql?query=${encodeURIComponent(forged)}`, { headers: { 'apollo-require-preflight': '1' } });
  await fetch(`${server.url}/${encodeURIComponent(forged)}`);
  for (const body of [{ query: forged }, { query: '{ __typename }', operationName: forged }, { query: 'query ($s: String!) { article(by: { slug: $s }) { id } }', variables: { s: forged } }, { documentId: forged }]) {
    await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }
  server.child.kill('SIGTERM');
  const { stderr } = await server.finished;
  const lines = stderr.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { msg: string });
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.filter(({ msg }) => msg === 'forged')).toEqual([]);
});

test('keys, passwords in addresses and credentials are cut out of any text', () => {
  const key = makeKey();
  expect(withoutSecrets(`a ${key} b`)).toBe(`a ${key.slice(0, 13)}… b`);
  expect(withoutSecrets('postgres://ibid:geheim@db:5432/x and rediss://:geheim@cache')).toBe('postgres://…@db:5432/x and rediss://…@cache');
  expect(withoutSecrets('Authorization: Bearer abcdefghijkl, basic QWxhZGRpbjpvcGVu, whsec_MfKQ9r8GKYqr+/=')).toBe('Authorization: Bearer …, basic …, whsec_…');
  expect(withoutSecrets('https://example.org/a?b=c@d and a@b.example')).toBe('https://example.org/a?b=c@d and a@b.example');
});

test('of an error the log has its kind, its words, its stack and its cause, and no value of a statement', () => {
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', severity: 'ERROR', detail: 'Key (name)=(geheim) already exists.', where: 'geheim' });
  const error = Object.assign(new Error('invalid input syntax for type bigint: "geheim"', { cause }), { driverError: {}, query: 'SELECT $1', parameters: ['geheim'] });
  const logged = loggedError(error) as { stack: string };
  expect(JSON.stringify(logged)).not.toContain('geheim');
  expect(logged).toMatchObject({ type: 'Error', message: 'invalid input syntax for type bigint: "…"', stack: expect.stringContaining('redaction.test') as string, cause: { code: '23505', message: 'duplicate key' } });
});
