import {
  type GraphQLArgument, type GraphQLInputField, type GraphQLInputType, type GraphQLObjectType, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, isScalarType,
} from 'graphql';
import { graphErrorCodes } from '../../src/errors';
import { nodeId } from '../../src/graph/node-id';
import { createSchema } from '../../src/schema';
import { askWith, keyWith } from '../support/keys';
import { type Answer, useDatabase } from '../support/use-database';

/** Every argument of the schema, and every field of its inputs, is given what does not belong there. */
const graph = useDatabase('sample');
const schema = createSchema();
let key = '';
/** What is asked, and what mutations are let loose on: they hide, merge and withdraw. */
const ids: Record<string, string> = {}, changed: Record<string, string> = {};
beforeAll(async () => {
  key = await keyWith(graph, 'tester', 'admin');
  const tables = { Article: 'articles', Author: 'authors', Citation: 'citations', Comment: 'comments', HistoricalEvent: 'historical_events', Origin: 'origins', ImportRun: 'import_runs', Publisher: 'publishers', Source: 'sources' };
  await graph.sql(`INSERT INTO import_runs (origin_id, format, status) SELECT min(id), 'plain-text', 'FINISHED' FROM origins`);
  await graph.sql(`WITH hook AS (INSERT INTO webhooks (url, events, secret, created_by) SELECT 'https://hooks.example/', '{comment.posted}', 'whsec_c2VjcmV0', 'tester' FROM generate_series(1, 2) RETURNING id),
    event AS (INSERT INTO webhook_events (type, entity, payload) VALUES ('comment.posted', 'Comment:1', '{}') RETURNING id),
    delivery AS (INSERT INTO webhook_deliveries (webhook_id, event_id, entity, status) SELECT hook.id, event.id, 'Comment:1', 'DEAD' FROM hook, event RETURNING id)
    INSERT INTO webhook_attempts (delivery_id, duration_ms) SELECT id, 1 FROM delivery`);
  for (const [type, table] of Object.entries(tables)) {
    const [{ first, last } = { first: 1, last: 1 }] = await graph.sql<{ first: number; last: number }>(`SELECT min(id) AS first, max(id) AS last FROM ${table}`);
    ids[type] = nodeId(type as 'Article', first);
    changed[type] = nodeId(type as 'Article', last);
  }
});

/** How a type is reached that has no global id. */
const ways: Record<string, string> = {
  RelatedArticleEdge: '{ articles(first: 3) { nodes { related(first: 1) { edges { FIELD } } } } }',
  Webhook: '{ webhooks(first: 2) { nodes { FIELD } } }',
  WebhookDelivery: '{ webhooks(first: 2) { nodes { deliveries(first: 1) { nodes { FIELD } } } } }',
  CommentModeration: '{ commentsToModerate(first: 1, status: APPROVED) { nodes { moderation { FIELD } } } }',
};

/** A place where a client writes a value: an argument, or a field of an input in one. */
interface Place { field: string; argument: GraphQLArgument; path: string[]; type: GraphQLInputType }
const objectTypes = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__') && type.name !== 'Subscription');
const places: Place[] = objectTypes.flatMap((owner) => Object.values(owner.getFields()).flatMap((field) => field.args.flatMap((argument) =>
  leaves(argument.type, []).map(({ path, type }) => ({ field: `${owner.name}.${field.name}`, argument, path, type })))));

/** Filters lead to each other without end: one within another is followed. */
function leaves(type: GraphQLInputType, path: string[], around: readonly string[] = []): { path: string[]; type: GraphQLInputType }[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [{ path, type }];
  if (around.includes(named.name) || (named.name.endsWith('Filter') && around.length > 1)) return [];
  return Object.values(named.getFields()).flatMap((field) => leaves(field.type, [...path, field.name], [...around, named.name]));
}
const nameOf = ({ field, argument, path }: Place): string => `${field}(${[argument.name, ...path].join('.')})`;

/** An operation that gives one place a value, and the others what they need. */
function operationAt(place: Place, value: unknown): { document: string; variables: Record<string, unknown> } {
  const [owner = '', name = ''] = place.field.split('.');
  const field = (schema.getType(owner) as GraphQLObjectType).getFields()[name];
  if (!field) throw new Error(`Expected ${place.field} in the schema.`);
  const variables: Record<string, unknown> = {};
  for (const argument of field.args) {
    if (argument === place.argument) variables[argument.name] = placed(argument.type, place.path, value);
    else if (isRequired(argument)) variables[argument.name] = usual(argument.name, argument.type);
  }
  const given = field.args.filter(({ name: argument }) => argument in variables);
  const call = `${name}${given.length > 0 ? `(${given.map((argument) => `${argument.name}: $${argument.name}`).join(', ')})` : ''}${below(getNamedType(field.type) as GraphQLObjectType)}`;
  const declared = given.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const kind = owner === 'Mutation' ? 'mutation' : 'query';
  const way = owner === 'Query' || owner === 'Mutation' ? `{ ${call} }` : (ways[owner] ?? `{ node(id: "${ids[owner] ?? ''}") { ... on ${owner} { FIELD } } }`).replace('FIELD', () => call);
  return { document: `${kind} (${declared}) ${way}`, variables };
}

/** What shows that something was found, and how many. */
function below(type: GraphQLObjectType): string {
  if (!isObjectType(type)) return schema.getPossibleTypes(type as never).length > 0 && !isEnumType(type) && !isScalarType(type) ? ' { __typename id }' : '';
  const fields = type.getFields();
  if (fields.nodes) return ` { nodes { __typename }${fields.totalCount ? ' totalCount' : ''} }`;
  return fields.userErrors ? ' { userErrors { field message code } }' : ' { __typename }';
}

const isRequired = ({ type, defaultValue }: GraphQLArgument | GraphQLInputField): boolean => isNonNullType(type) && defaultValue === undefined;

/** A value for a whole argument with `value` at the path in it. */
function placed(type: GraphQLInputType, path: string[], value: unknown): unknown {
  if (isNonNullType(type)) return placed(type.ofType, path, value);
  if (isListType(type)) return path.length === 0 ? value : [placed(type.ofType as GraphQLInputType, path, value)];
  const [next, ...rest] = path;
  if (!isInputObjectType(type) || next === undefined) return value;
  const fields = Object.values(type.getFields());
  const needed = type.isOneOf ? [] : fields.filter((field) => isRequired(field) && field.name !== next);
  return { ...Object.fromEntries(needed.map((field) => [field.name, usual(field.name, field.type)])), [next]: placed((type.getFields()[next] as GraphQLInputField).type, rest, value) };
}

/** What a client would usually give. */
function usual(name: string, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return usual(name, type.ofType);
  if (isListType(type)) return [usual(name, type.ofType as GraphQLInputType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) return placed(type, [Object.keys(type.getFields())[0] ?? ''], 'x');
  if (type.name === 'ID') return changed[name.replace(/Ids?$/, '').replace(/^./, (letter) => letter.toUpperCase())] ?? changed.Article;
  return { Int: 1, Float: 1, Boolean: true, DateTime: '2009-01-01T00:00:00Z', PartialDate: '2009', URL: 'https://example.org/' }[type.name] ?? 'x';
}

const ask = (place: Place, value: unknown): Promise<Answer<Record<string, unknown>>> => {
  const { document, variables } = operationAt(place, value);
  return askWith(graph, key, document, variables);
};

interface UserError { field: string; message: string; code: string }
/** What an answer refuses: the errors of GraphQL, and those of the payload of a mutation. */
function refusals({ errors = [], data }: Answer<Record<string, unknown>>): { code: string; message: string }[] {
  const payloads = Object.values(data ?? {}).flatMap((payload) => (payload as { userErrors?: UserError[] } | null)?.userErrors ?? []);
  return [...errors.map(({ message, extensions: { code } }) => ({ code, message })), ...payloads.map(({ field, message }) => ({ code: 'BAD_USER_INPUT', message: `${field}: ${message}` }))];
}

/** Words of the inside, of which none may reach a client; the value itself may be quoted. */
const inside = /stacktrace|node_modules|\.ts:\d|\bSELECT\b|\bFROM\b|\bINSERT\b|22021|pg_|syntax error at|relation "|column "|violates|TypeORM|undefined is|Cannot read/;

/** Asserts that an answer is right or a clear refusal: nothing of the inside, no fault, no more than a page. */
function expectFair(place: Place, value: unknown, answer: Answer<Record<string, unknown>>): void {
  const where = [nameOf(place), JSON.stringify(value)?.slice(0, 200)];
  const codes = (answer.errors ?? []).map(({ extensions: { code } }) => code);
  expect([...where, answer.status < 500, codes.filter((code) => !(code in graphErrorCodes) || code === 'INTERNAL_SERVER_ERROR' || code === 'SERVICE_UNAVAILABLE')]).toEqual([...where, true, []]);
  const words = refusals(answer).map(({ message }) => (typeof value === 'string' && value !== '' ? message.replaceAll(JSON.stringify(value).slice(1, -1), '').replaceAll(value, '') : message));
  expect([...where, words.filter((message) => inside.test(message))]).toEqual([...where, []]);
}
/** Asserts that an answer refuses a value and says for which argument. */
function expectRefused(place: Place, value: unknown, answer: Answer<Record<string, unknown>>): void {
  expectFair(place, value, answer);
  const last = place.path.at(-1) ?? place.argument.name;
  expect([nameOf(place), JSON.stringify(value)?.slice(0, 200), refusals(answer).map(({ code, message }) => [code, message.includes(last) ? last : message])])
    .toEqual([nameOf(place), JSON.stringify(value)?.slice(0, 200), expect.arrayContaining([['BAD_USER_INPUT', last]])]);
}

const ofType = (...names: string[]) => places.filter(({ type }) => names.includes(getNamedType(type).name)).map((place) => [nameOf(place), place] as const);
/** A value for a place: a list of one where a list belongs. */
const inList = ({ type }: Place, value: unknown): unknown => (isListType(isNonNullType(type) ? type.ofType : type) ? [value] : value);

test('every argument is reached: of each field with arguments one usual question is answered', async () => {
  const unreached: string[] = [];
  for (const place of places.filter(({ argument, path }, i, all) => all.findIndex((other) => other.argument === argument) === i || path.length === 0)) {
    const answer = await ask(place, inList(place, usual(place.path.at(-1) ?? place.argument.name, getNamedType(place.type) as GraphQLInputType)));
    if (answer.errors?.some(({ extensions: { code } }) => code === 'GRAPHQL_VALIDATION_FAILED')) unreached.push(`${nameOf(place)}: ${answer.errors[0]?.message ?? ''}`);
    if (/^\{"data":\{"node":null/.test(answer.text)) unreached.push(nameOf(place));
  }
  expect(unreached).toEqual([]);
  expect(places.length).toBeGreaterThan(150);
});

describe('a text that means something to SQL, to shells or to pages', () => {
  const pairs = [["x' OR '1'='1", "x' OR '1'='2"], ['x" OR ""="', 'x" OR ""="a'], ["x') OR ('1'='1", "x') OR ('1'='2"], ["'||(SELECT version())||'", "'||(SELECT 1/0)||'"], ['%', '_'], ['$1', '$2'], ['x\\', 'x\\\\'], ["x'; SELECT 1/0; --", "x'; SELECT 1; --"]];
  const others = ['x'.repeat(10_000), "'", '"', '`', ';', '--', '/*', "'; DROP TABLE articles; --", '1; SELECT pg_sleep(5)', '{{7*7}}', '${7*7}', '../../etc/passwd', '\r\nSet-Cookie: a=b', '<script>alert(1)</script>', '__proto__', 'null'];

  test.each(ofType('String', 'ID'))('%s', async (_, place) => {
    const few = /^(after|before)$/.test(place.argument.name) ? 2 : pairs.length; // one decoder reads all cursors
    for (const [one, other] of pairs.slice(0, few)) {
      const answers = [await ask(place, inList(place, one)), await ask(place, inList(place, other))] as const;
      expectFair(place, one, answers[0]);
      expectFair(place, other, answers[1]);
      // Of a mutation the second may find what the first made; a search finds the words that differ (test/search).
      if (!place.field.startsWith('Mutation.') && place.field !== 'Query.search') expect([nameOf(place), one, answers[1].data]).toEqual([nameOf(place), one, answers[0].data]);
    }
    for (const value of others.slice(0, few * 2)) expectFair(place, value, await ask(place, inList(place, value)));
  });
});

describe('a text of characters that are rare', () => {
  test.each(ofType('String', 'ID', 'URL', 'PartialDate', 'DateTime'))('%s: with a NUL or half a character it is refused by name, of whole characters it is not a fault', async (_, place) => {
    for (const value of ['\0', 'a\0b', '\uD800', 'a\uDC00', '\uDE00\uD83D']) expectRefused(place, value, await ask(place, inList(place, value)));
    for (const value of ['\u202Eabc', '😀', '\u00E9', 'e\u0301', '\u2028', '\uFEFF', '\uFFFF', '\u{10FFFF}', '\u0007', '', ' ']) expectFair(place, value, await ask(place, inList(place, value)));
  });
});

describe('a value of another type', () => {
  test.each(places.map((place) => [nameOf(place), place] as const))('%s', async (_, place) => {
    const named = getNamedType(place.type).name;
    for (const value of [{}, { a: 1 }, [[['x']]], true, 1.5, 'NOPE', '5']) {
      if ((named === 'String' || named === 'ID') && (typeof value === 'string' || (named === 'ID' && value === 1.5))) continue;
      if (named === 'Boolean' && value === true) continue;
      expectRefused(place, value, await ask(place, value));
    }
    expectFair(place, null, await ask(place, null));
  });
});

describe('a number at the limits', () => {
  test.each(ofType('Int'))('%s', async (_, place) => {
    const size = /^(first|last)$/.test(place.argument.name);
    for (const value of [1_000_000, 2_147_483_647, -1, -2_147_483_648, 0, 101]) {
      const answer = await ask(place, value);
      if (size) expectRefused(place, value, answer);
      else expectFair(place, value, answer);
    }
    for (const value of [2_147_483_648, -2_147_483_649, 1e300]) expectRefused(place, value, await ask(place, value));
  });
});

describe('a date that is none', () => {
  test.each(ofType('DateTime'))('%s', async (_, place) => {
    for (const value of ['yesterday', '2009-02-30T00:00:00Z', '2009-02-29T00:00:00Z', '2009-04-31T00:00:00Z', '2009-13-01T00:00:00Z', '2009-00-10T00:00:00Z', '2009-01-01T24:00:00Z', '2009-01-01T00:60:00Z', '2009-01-01', '2009-01-01T00:00:00', '+010000-01-01T00:00:00Z', '2009-01-01T00:00:00+99:99', "2009-01-01T00:00:00Z'", '']) {
      expectRefused(place, value, await ask(place, value));
    }
    for (const value of ['2008-02-29T00:00:00Z', '0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00', '2009-01-01t00:00:00.123456789z']) expectFair(place, value, await ask(place, value));
  });
  test.each(ofType('PartialDate'))('%s', async (_, place) => {
    for (const value of ['yesterday', '2009-13', '2009-02-30', 'XXXX-02-30', '08/04', '2009-1-1', '', '99999999999999999999', '-99999999999999999999']) expectRefused(place, value, await ask(place, value));
    for (const value of ['-0000', '0000', '9999-12-31', '99999', '1984~', 'XXXX-07-19', '-9999']) expectFair(place, value, await ask(place, value));
  });
});

describe('a variable that does not fit', () => {
  test.each([['query ($n: Int) { articles(first: $n) { __typename } }', { n: 'x' }, 'first'], ['query ($s: String!) { articles(filter: { tag: $s }) { __typename } }', { s: 'a\0' }, 'tag'], ['query ($f: ArticleFilter) { articles(first: 1, filter: $f) { __typename } }', { f: { author: { slug: 1 } } }, 'filter.author.slug'],
    ['query ($i: [ID!]!) { nodes(ids: $i) { __typename } }', { i: ['x', {}] }, 'ids[1]'], ['query ($i: ID!) { nodes(ids: ["x", $i]) { __typename } }', { i: {} }, 'ids'],
    ['query ($b: ArticleBy = { slug: "x" }) { article(by: $b) { __typename } }', { b: null }, 'by'], ['query ($o: ArticleOrder = NEWEST) { articles(orderBy: $o) { __typename } }', { o: null }, 'orderBy']])('%s %j is refused under the name of the argument', async (document, variables, name) => {
    const { errors } = await graph.ask(document, variables);
    expect(errors?.map(({ message, extensions }) => [message.split(':')[0], extensions.code, extensions.argument])).toEqual([[name, 'BAD_USER_INPUT', name]]);
  });
});

describe('a literal that does not fit', () => {
  test.each([['articles(first: "5")', 'first'], ['articles(filter: { tag: 5 })', 'tag'], ['articles(filter: { author: { slug: [1] } })', 'slug'], ['nodes(ids: ["x", { a: 1 }])', 'ids'], ['articles(orderBy: "NEWEST")', 'orderBy'], ['articles(filter: { publishedFrom: "x" })', 'publishedFrom'],
    ['article(by: { slug: "a\\u0000b" })', 'slug']])('%s is refused under its name', async (field, name) => {
    const { errors } = await graph.ask(`{ ${field} { __typename } }`);
    expect(errors?.map(({ message, extensions }) => [message.split(':')[0], extensions.code, extensions.argument])).toEqual([[name, 'GRAPHQL_VALIDATION_FAILED', name]]);
  });
});
