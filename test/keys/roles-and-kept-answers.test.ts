import { type Scope, scopeNames } from '../../src/keys/scopes';
import { randomOf } from '../support/generate-operation';
import { type HttpAnswer, getWith, postJson } from '../support/http-client';
import { type KeepingServer, startKeepingServer } from '../support/keeping-server';
import { keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
let keeping: KeepingServer, forgetful: KeepingServer;
const keys = new Map<Scope | null, string>();
beforeAll(async () => {
  [keeping, forgetful] = await Promise.all([startKeepingServer(graph.url, { keep: true }), startKeepingServer(graph.url, { keep: false })]);
  for (const scope of scopeNames) keys.set(scope, await keyWith(graph, `a ${scope}`, scope));
  await graph.sql(`UPDATE comments SET status = 'PENDING' WHERE id = (SELECT max(id) FROM comments)`);
  await graph.sql(`UPDATE articles SET status = 'DRAFT' WHERE id = (SELECT max(id) FROM articles)`);
});
afterAll(() => Promise.all([keeping.stop(), forgetful.stop()]));

const operations = [
  '{ articles(first: 20) { totalCount nodes { title comments(first: 5) { totalCount nodes { body } } } } }',
  '{ keys(first: 20) { totalCount nodes { name prefix scopes } } }',
  '{ commentsToModerate(first: 20, status: PENDING) { totalCount nodes { body } } }',
  '{ articles(first: 1) { nodes { slug } } keys(first: 1) { nodes { name } } }',
  '{ publishers(first: 5) { nodes { name citationCount } } }',
  '{ nothing }',
];
const encodings = ['identity', 'gzip', 'br'];

/** What everyone may compare: the data and what was refused. */
const facts = ({ status, data, codes }: HttpAnswer): unknown => [status, data, codes];

test.each([1, 2, 3])('in any order of who asks what, by which method and in which encoding, the answer is that of a server that keeps nothing (seed %i)', async (seed) => {
  const random = randomOf(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item; // the lists are not empty
  for (let step = 0; step < 60; step += 1) {
    const scope = pick([null, null, null, ...scopeNames]);
    const key = keys.get(scope);
    const headers: Record<string, string> = { 'accept-encoding': pick(encodings), ...(key === undefined ? {} : pick<Record<string, string>>([{ 'x-api-key': key }, { authorization: `Bearer ${key}` }])) };
    const query = pick(operations);
    const ask = pick([(url: string) => getWith(url, { query }, headers), (url: string) => postJson(url, { query }, headers)]);
    const [kept, fresh] = [await ask(`${keeping.url}/graphql`), await ask(`${forgetful.url}/graphql`)];
    expect([scope, query, facts(kept)]).toEqual([scope, query, facts(fresh)]);
    if (scope !== null) expect(kept.headers.get('cache-control')).toMatch(/^(private, no-cache|no-store)$/);
    else if (query.includes('keys')) expect(kept.codes).toEqual(['UNAUTHENTICATED']);
  }
}, 60_000);
