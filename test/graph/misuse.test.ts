import { graphErrorCodes } from '../../src/errors';
import { encodeCursor } from '../../src/graph/cursor';
import { nodeId } from '../../src/graph/node-id';
import { fillPublication } from '../support/rows';
import { type Answer, type Variables, useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
beforeAll(() => fillPublication(graph, { articles: 5, citationsEach: 3 }));

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Asserts that an answer is one clear refusal: a code of the closed list, a request id, and nothing of the inside. */
function expectRefusal({ status, text, errors }: Answer<unknown>, code: string, message: RegExp | string): void {
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  expect(Object.keys(graphErrorCodes)).toContain(code);
  expect(errors?.[0]?.message).toMatch(message);
  expect(errors?.[0]?.extensions.requestId).toMatch(uuid);
  expect(status).toBeLessThan(500);
  expect(text).not.toMatch(/stacktrace|node_modules|\.ts:\d|\bSELECT\b|\bFROM\b|22021|pg_/);
}
const refuse = async (document: string, code: string, message: RegExp | string, variables?: Variables): Promise<void> => { expectRefusal(await graph.ask(document, variables), code, message); };

describe('a page size that is not from 1 to 100', () => {
  const lists = ['articles', 'authors', 'publishers', 'sources', 'historicalEvents', 'origins', 'onThisDay(month: 7, day: 19)', 'article(by: { slug: "article-1" }) { citations', 'article(by: { slug: "article-1" }) { comments',
    'article(by: { slug: "article-1" }) { events', 'author(by: { slug: "author-1" }) { articles', 'author(by: { slug: "author-1" }) { sources', 'publisher(by: { slug: "publisher-1" }) { sources'];
  const document = (list: string, args: string): string => `query ($n: Int) { ${list.endsWith(')') ? list.replace(/\)$/, `, ${args})`) : `${list}(${args})`} { nodes { __typename } }${list.includes('{ ') && !list.endsWith(')') ? ' }' : ''} }`;

  test.each(lists)('%s', async (list) => {
    for (const argument of ['first', 'last']) {
      for (const n of [0, -1, 101, 2_147_483_647]) await refuse(document(list, `${argument}: $n`), 'BAD_USER_INPUT', `${argument}: expected a number from 1 to 100, got ${n}.`, { n });
      await refuse(document(list, `${argument}: $n`), 'BAD_USER_INPUT', /2147483648|32-bit/, { n: 2_147_483_648 });
      await refuse(document(list, `${argument}: 2147483648`).replace('($n: Int) ', ''), 'GRAPHQL_VALIDATION_FAILED', '2147483648');
    }
    await refuse(document(list, 'first: 1, last: 1').replace('($n: Int) ', ''), 'BAD_USER_INPUT', 'last: expected either `first` or `last`, not both');
  });
});

describe('a cursor that is not of the list', () => {
  const cursorsOf = async (document: string, path: string[]): Promise<string> => path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], await graph.query(document)) as string;

  test('of another list, of another order, cut short, garbage or of wrong values: BAD_USER_INPUT that names the argument', async () => {
    const sources = await cursorsOf('{ sources(first: 1) { pageInfo { endCursor } } }', ['sources', 'pageInfo', 'endCursor']);
    const oldest = await cursorsOf('{ articles(first: 1, orderBy: OLDEST) { pageInfo { endCursor } } }', ['articles', 'pageInfo', 'endCursor']);
    const child = await cursorsOf('{ author(by: { slug: "author-5" }) { articles(first: 1) { pageInfo { endCursor } } } }', ['author', 'articles', 'pageInfo', 'endCursor']);
    const good = await cursorsOf('{ articles(first: 1) { pageInfo { endCursor } } }', ['articles', 'pageInfo', 'endCursor']);
    const made = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const bad = {
      sources, oldest, child, short: good.slice(0, -6), shorter: good.slice(0, 5), empty: '', garbage: 'garbage', json: made(), nothing: Buffer.from('null').toString('base64url'), object: Buffer.from('{"a":1}').toString('base64url'),
      'too few': made('articles', 'NEWEST', '2009-01-01T00:00:00.000Z'), 'too many': made('articles', 'NEWEST', '2009-01-01T00:00:00.000Z', 1, 2), 'id of text': made('articles', 'NEWEST', '2009-01-01T00:00:00.000Z', '1'),
      'id too large': made('articles', 'NEWEST', '2009-01-01T00:00:00.000Z', 1e300), 'a fraction': made('articles', 'NEWEST', '2009-01-01T00:00:00.000Z', 1.5), 'no month': made('articles', 'NEWEST', '2009-13-41T00:00:00.000Z', 1), 'no day': made('articles', 'NEWEST', '2009-02-30T00:00:00.000Z', 1), 'no year': made('articles', 'NEWEST', '0000-01-01T00:00:00.000Z', 1),
      'a word for a date': made('articles', 'NEWEST', 'infinity', 1), null: made('articles', 'NEWEST', null, 1), injection: made('articles', 'NEWEST', "2009-01-01T00:00:00.000Z'; DROP TABLE articles; --", 1),
    };
    for (const cursor of Object.values(bad)) {
      await refuse('query ($c: String) { articles(first: 1, after: $c) { nodes { id } } }', 'BAD_USER_INPUT', 'after: expected a cursor of the list "articles" ordered by NEWEST', { c: cursor });
      await refuse('query ($c: String) { articles(last: 1, before: $c) { nodes { id } } }', 'BAD_USER_INPUT', 'before: expected a cursor of the list "articles" ordered by NEWEST', { c: cursor });
    }
    expect((await graph.ask('query ($c: String) { articles(first: 1, after: $c) { nodes { id } } }', { c: good })).errors).toBeUndefined();
  });

  test('values at the edges of what a cursor can hold give an empty or a full page, never a fault', async () => {
    const cursor = (values: object, name: string, column: 'bigint' | 'text' | 'timestamptz', property: string, list: string): string =>
      encodeCursor(list, { name, descending: true, columns: [{ sql: '', property, type: column }, { sql: '', property: 'id', type: 'bigint' }] }, values);
    const edges = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0];
    for (const edge of edges) {
      await graph.query('query ($c: String) { sources(after: $c) { nodes { id } } }', { c: cursor({ citationCount: edge, id: edge }, 'MOST_CITED', 'bigint', 'citationCount', 'sources') });
      await graph.query('query ($c: String) { historicalEvents(orderBy: NEWEST, after: $c) { nodes { id } } }', { c: cursor({ dateOrder: edge, id: edge }, 'NEWEST', 'bigint', 'dateOrder', 'historicalEvents') });
    }
    for (const listedAt of ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']) {
      await graph.query('query ($c: String) { articles(after: $c) { nodes { id } } }', { c: cursor({ listedAt, id: 1 }, 'NEWEST', 'timestamptz', 'listedAt', 'articles') });
    }
  });
});

describe('an id that is not of this graph', () => {
  const bad = ['', '1', 'Article:1', 'x'.repeat(10_000), nodeId('Article', 1).slice(0, 8), Buffer.from('Nobody:1').toString('base64url'), Buffer.from('Article:-1').toString('base64url'), Buffer.from('Article:0').toString('base64url'),
    Buffer.from('Article:1.5').toString('base64url'), Buffer.from('Article:9223372036854775808').toString('base64url'), Buffer.from('Article:1:2').toString('base64url'), Buffer.from('__proto__:1').toString('base64url'), '😀'];

  test('is refused wherever it is taken', async () => {
    for (const id of bad) {
      await refuse('query ($id: ID!) { node(id: $id) { id } }', 'BAD_USER_INPUT', 'id: expected an id as this graph gives it', { id });
      await refuse('query ($id: ID!) { nodes(ids: [$id]) { id } }', 'BAD_USER_INPUT', /^ids\[0\]: expected an id/, { id });
      await refuse('query ($id: ID!) { article(by: { id: $id }) { id } }', 'BAD_USER_INPUT', 'by.id: expected the id of a Article', { id });
      await refuse('query ($id: ID!) { articles(filter: { citesSource: $id }) { nodes { id } } }', 'BAD_USER_INPUT', 'filter.citesSource', { id });
      await refuse('query ($id: ID!) { articles(filter: { citesPublisher: { id: $id } }) { nodes { id } } }', 'BAD_USER_INPUT', 'filter.citesPublisher.id', { id });
      await refuse('query ($id: ID!) { sources(filter: { author: { id: $id } }) { nodes { id } } }', 'BAD_USER_INPUT', 'filter.author.id', { id });
    }
  });

  test.each([['article', 'Source'], ['author', 'Article'], ['publisher', 'Author'], ['source', 'Publisher']] as const)('%s(by:) refuses the id of a %s', async (field, type) => {
    await refuse(`query ($id: ID!) { ${field}(by: { id: $id }) { id } }`, 'BAD_USER_INPUT', 'by.id: expected the id of a', { id: nodeId(type, 1) });
  });

  test('more than 100 ids at once are refused, 100 are not', async () => {
    const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => nodeId('Article', i + 1));
    await refuse('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', 'BAD_USER_INPUT', 'ids: expected at most 100 ids', { ids: ids(101) });
    expect((await graph.query<{ nodes: unknown[] }>('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ids(100) })).nodes).toHaveLength(100);
  });
});

describe('an input of exactly one field', () => {
  test.each(['{}', '{ id: null }', '{ slug: "a", id: "b" }', '{ slug: null }'])('%s is refused', async (by) => {
    for (const field of ['article', 'author', 'publisher']) await refuse(`{ ${field}(by: ${by}) { id } }`, 'GRAPHQL_VALIDATION_FAILED', /OneOf|exactly one|must be non-null/i);
  });

  test.each([[{}], [{ id: null }], [{ slug: 'a', id: 'b' }], [{ slug: null }]])('%j in a variable is refused', async (by) => {
    for (const type of ['Article', 'Author', 'Publisher']) await refuse(`query ($by: ${type}By!) { ${type.toLowerCase()}(by: $by) { id } }`, 'BAD_USER_INPUT', /exactly one|must not be null|must be non-null/i, { by });
  });
});

describe('a NUL character, which PostgreSQL cannot hold', () => {
  test.each([
    ['by.slug', 'query ($text: String!) { article(by: { slug: $text }) { id } }'],
    ['by.slug', 'query ($text: String!) { author(by: { slug: $text }) { id } }'],
    ['by.slug', 'query ($text: String!) { publisher(by: { slug: $text }) { id } }'],
    ['by.doi', 'query ($text: String!) { source(by: { doi: $text }) { id } }'],
    ['filter.tag', 'query ($text: String!) { articles(filter: { tag: $text }) { nodes { id } } }'],
    ['filter.author.slug', 'query ($text: String!) { articles(filter: { author: { slug: $text } }) { nodes { id } } }'],
    ['filter.citesPublisher.slug', 'query ($text: String!) { articles(filter: { citesPublisher: { slug: $text } }) { nodes { id } } }'],
    ['filter.type', 'query ($text: String!) { sources(filter: { type: $text }) { nodes { id } } }'],
    ['filter.publisher.slug', 'query ($text: String!) { sources(filter: { publisher: { slug: $text } }) { nodes { id } } }'],
    ['filter.author.slug', 'query ($text: String!) { sources(filter: { author: { slug: $text } }) { nodes { id } } }'],
  ])('%s in %s', async (_argument, document) => {
    for (const text of ['\0', 'a\0b']) await refuse(document, 'BAD_USER_INPUT', /NUL/, { text });
    await graph.query(document, { text: `'; DROP TABLE articles; -- \\ " % _ 😀 ${'x'.repeat(5000)}` });
  });
});

describe('other values that do not fit', () => {
  test.each([
    ['an unknown enum value', '{ articles(orderBy: BIGGEST) { nodes { id } } }', 'GRAPHQL_VALIDATION_FAILED', 'BIGGEST'],
    ['an unknown field', '{ articles { nodes { secret } } }', 'GRAPHQL_VALIDATION_FAILED', 'secret'],
    ['an unknown argument', '{ articles(limit: 1) { nodes { id } } }', 'GRAPHQL_VALIDATION_FAILED', 'limit'],
    ['no GraphQL', '{ articles', 'GRAPHQL_PARSE_FAILED', 'Syntax Error'],
    ['a date that is none', '{ articles(filter: { publishedFrom: "yesterday" }) { nodes { id } } }', 'GRAPHQL_VALIDATION_FAILED', 'RFC 3339'],
    ['a date without an offset', '{ articles(filter: { publishedFrom: "2009-01-01T00:00:00" }) { nodes { id } } }', 'GRAPHQL_VALIDATION_FAILED', 'RFC 3339'],
    ['no partial date', '{ sources(filter: { issuedFrom: "08/04" }) { nodes { id } } }', 'GRAPHQL_VALIDATION_FAILED', 'EDTF'],
    ['a month that is none', '{ sources(filter: { issuedFrom: "2008-13" }) { nodes { id } } }', 'GRAPHQL_VALIDATION_FAILED', 'issuedFrom: PartialDate: expected a date of the calendar'],
    ['a date without a year', '{ sources(filter: { issuedTo: "XXXX-07-19" }) { nodes { id } } }', 'BAD_USER_INPUT', 'filter.issuedTo: expected a date with a year'],
    ['a year past all calendars', '{ historicalEvents(filter: { yearFrom: 2147483647 }) { nodes { id } } }', 'BAD_USER_INPUT', 'filter.yearFrom'],
    ['an operation that is not in the document', 'query A { articles { nodes { id } } } query B { origins { nodes { id } } }', 'OPERATION_RESOLUTION_FAILURE', 'operation'],
  ])('%s', (_, document, code, message) => refuse(document, code, message));

  test('an unknown enum value in a variable', () => refuse('query ($o: ArticleOrder!) { articles(orderBy: $o) { nodes { id } } }', 'BAD_USER_INPUT', 'BIGGEST', { o: 'BIGGEST' }));
  test('a text where a number belongs', () => refuse('query ($n: Int) { articles(first: $n) { nodes { id } } }', 'BAD_USER_INPUT', 'Int cannot represent', { n: '5' }));
  test('a variable that is missing', () => refuse('query ($by: ArticleBy!) { article(by: $by) { id } }', 'BAD_USER_INPUT', 'was not provided'));
  test('dates at the edges of the calendar are answered', async () => {
    for (const at of ['0001-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999Z', '2009-02-26T00:00:00+14:00']) {
      await graph.query('query ($at: DateTime) { articles(filter: { publishedFrom: $at, publishedTo: $at }) { nodes { id } } }', { at });
    }
    for (const at of ['-9999', '0000', '9999-12-31']) await graph.query('query ($at: PartialDate) { sources(filter: { issuedFrom: $at, issuedTo: $at }) { nodes { id } } }', { at });
  });
});
