import { createLog } from '../../src/log';
import { type RunningServer, startServer } from '../../src/server';
import { getWith, postJson } from '../support/http-client';
import { insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
let server: RunningServer;
beforeAll(async () => { server = await startServer({ port: 0, host: '127.0.0.1' }, graph.db, createLog('silent')); });
afterAll(() => server.stop());

const texts: [string, string][] = [
  ['composed', 'caf\u00E9'], ['decomposed', 'cafe\u0301'], ['right to left', '\u202Eabc \u0627\u0644\u0639\u0631\u0627\u0642'], ['of four bytes', '😀 \u{20000} \u{10FFFF}'], ['joined', '👩‍👩‍👧'],
  ['with line separators', 'a\u2028b\u2029c\r\nd\te'], ['with controls', '\u0001\u001B[31m\u007F'], ['with quotes and backslashes', '"\\\'\u0060{}$%_'], ['with a byte order mark', '\uFEFFa\uFFFE\uFFFF'],
];

test.each(texts)('a text that is %s is found by what it is and comes back byte for byte, by POST and GET', async (_, text) => {
  await insertArticle(graph, { slug: text, title: text, tags: [text] });
  const query = 'query ($t: String!) { article(by: { slug: $t }) { slug title tags } articles(filter: { tag: $t }) { totalCount } }';
  const expected = { article: { slug: text, title: text, tags: [text] }, articles: { totalCount: 1 } };
  const literal = `{ article(by: { slug: ${JSON.stringify(text)} }) { title } }`;
  expect((await postJson(`${server.url}/graphql`, { query, variables: { t: text } })).data).toEqual(expected);
  expect((await getWith(`${server.url}/graphql`, { query, variables: JSON.stringify({ t: text }) })).data).toEqual(expected);
  expect((await postJson(`${server.url}/graphql`, { query: literal })).data).toEqual({ article: { title: text } });
});
