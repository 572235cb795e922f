import {
  type ExecutionResult, GraphQLEnumType, GraphQLError, type GraphQLObjectType, GraphQLScalarType, GraphQLSchema, buildSchema, execute, extendSchema, isInterfaceType, isObjectType, isUnionType, parse, validate,
} from 'graphql';
import { compileQuery } from 'graphql-jit';
import { createCommentDesk } from '../../src/comments/comment-desk';
import { createContext } from '../../src/context';
import { type Database, readSession } from '../../src/database/database';
import { createExecutor } from '../../src/graph/compiled-executor';
import { nodeId, nodeTypes } from '../../src/graph/node-id';
import { createSchema } from '../../src/schema';
import { type GeneratedOperation, type Material, generateOperation, randomOf } from '../support/generate-operation';
import { useDatabase } from '../support/use-database';

jest.mock('graphql-jit', () => {
  const actual = jest.requireActual<{ compileQuery: typeof compileQuery }>('graphql-jit');
  return { ...actual, compileQuery: jest.fn(actual.compileQuery) };
});
const compilations = jest.mocked(compileQuery);
beforeEach(() => { compilations.mockClear(); });

type Values = Record<string, unknown>;
type Run = ReturnType<typeof createExecutor>;

/**
 * An answer as text, its errors in the order of their paths. graphql-js gives several errors in the order in time, so that it depends on
 * what a loader holds already: more in the second run of an operation that has errors than in the first.
 */
function inOrderOfPaths({ errors, data }: ExecutionResult): string {
  const sorted = errors?.map((error) => JSON.stringify(error.path) + JSON.stringify(error)).sort();
  return JSON.stringify({ ...(sorted ? { errors: sorted } : {}), data });
}

/**
 * Runs an operation three times by the executor, first by graphql-js, then compiled with other values of its variables and with the first
 * ones again; gives what differs from graphql-js with an equal context.
 */
async function differences(schema: GraphQLSchema, run: Run, { document, text, variables: [one = {}, other = {}] }: GeneratedOperation, context: () => object,
  bytes: (answer: ExecutionResult) => string = JSON.stringify): Promise<string[]> {
  const expected = bytes(await run(document, null, one, context()));
  const expectedOfOther = bytes(await execute({ schema, document, variableValues: other, contextValue: context() }));
  const answerOfOther = bytes(await run(document, null, other, context()));
  const answer = bytes(await run(document, null, one, context()));
  return [[one, answer, expected], [other, answerOfOther, expectedOfOther]].filter(([, got, right]) => got !== right)
    .map(([values, got, right]) => `${text}\nvariables ${JSON.stringify(values)}\nexpected ${String(right)}\ngot ${String(got)}`);
}

/** What a run of generated operations gave: what differs, how many answers had errors, how many operations were compiled. */
interface Fuzzed { found: string[]; refused: number; compiled: number }

/** Generates operations, some at once, and compares their answers; stops at the first that differ. */
async function fuzz(schema: GraphQLSchema, material: Material, context: () => object, { seed, count, bytes }: { seed: number; count: number; bytes?: (answer: ExecutionResult) => string }): Promise<Fuzzed> {
  let refused = 0;
  const run: Run = createExecutor(schema);
  const counting: Run = async (...request) => {
    const answer = await run(...request);
    if (answer.errors) refused += 1;
    return answer;
  };
  const random = randomOf(seed);
  const found: string[] = [];
  for (let done = 0; done < count && found.length === 0; done += 32) {
    const operations = Array.from({ length: Math.min(32, count - done) }, () => generateOperation(schema, random, material));
    for (const list of await Promise.all(operations.map((operation) => differences(schema, counting, operation, context, bytes)))) found.push(...list);
  }
  return { found, refused: refused / (3 * count), compiled: compilations.mock.calls.length / count };
}

/** Compares an operation, run compiled, for each of several sets of values. */
async function expectEqualAnswers(schema: GraphQLSchema, text: string, sets: Values[] = [{}]): Promise<void> {
  const before = compilations.mock.calls.length;
  await compareAnswers(schema, text, sets);
  expect(compilations.mock.calls.length).toBeGreaterThan(before);
}

async function compareAnswers(schema: GraphQLSchema, text: string, sets: Values[] = [{}]): Promise<void> {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const run = createExecutor(schema);
  for (const values of sets) expect(await differences(schema, run, { text, document, variables: [values, values] }, () => ({}))).toEqual([]);
}

const long = process.env.IBID_FUZZ === 'long';

/** The rows of the sample stay as they are: a statement is asked once for the same values, so that thousands of operations take seconds. */
function askedOnce(db: () => Database): Database['rows'] {
  const answers = new Map<string, Promise<unknown[]>>();
  return <Row>(...[statement, values]: Parameters<Database['rows']>): Promise<Row[]> => {
    const key = JSON.stringify([statement.text, values]);
    let answer = answers.get(key);
    if (!answer) answers.set(key, answer = db().rows(statement, values));
    return answer.then((rows) => [...rows] as Row[]); // who asked may cut its list short
  };
}

const sdl = `
  schema { query: Query }
  interface Thing { id: ID! name: String friend: Thing must: First! things: [Thing] mustThings: [Second!]! }
  type First implements Thing { id: ID! name: String friend: Thing must: First! things: [Thing] mustThings: [Second!]! plain: String same: First chain: First! either: Either leaf: Leaf! }
  type Second implements Thing { id: ID! name: String friend: Thing must: First! things: [Thing] mustThings: [Second!]! plain: String other: Int failing: String! chain: Second }
  union Either = First | Second
  type Leaf {
    plain: String ok: String! later: String laterNonNull: String! nothing: Int nothingNonNull: Int! undefinedNonNull: String! laterNothingNonNull: Int! old: String @deprecated(reason: "Use ok.")
    throws: String throwsNonNull: String! rejects: String rejectsNonNull: String! refuses: String refusesNonNull: String! throwsText: String throwsNothing: Int returnsError: String returnsErrorNonNull: Int!
    wrongInt: Int wrongIntNonNull: Int! bigInt: Int notANumber: Float color: Color wrongColor: Color wrongColorNonNull: Color! odd: Odd badOdd: Odd badOddNonNull: Odd! undefinedOdd: Odd
    notAList: [Int] textForList: [String] numbers: [Int!]! withNull: [Int] withNullNonNull: [Int!] withNullNonNullWhole: [Int!]! withRejected: [Int] withRejectedNonNull: [Int!]! withErrors: [String] nested: [[Int!]!] nestedBad: [[Int!]!] nestedRejected: [[Int!]]
    unknownType: Thing noType: Thing wrongMember: Either thing: Thing! either: Either eithers: [Either!] leaf: Leaf leafNonNull: Leaf! leaves: [Leaf] leavesNonNull: [Leaf!]! laterLeaves: [Leaf!]
    echo(box: Box, boxes: [Box!], one: One, color: Color! = RED, colors: [Color], ints: [Int], grid: [[Int!]], odd: Odd, id: ID, flag: Boolean, number: Float = 1.5, text: String = "none", must: Int! = 7): String
    echoNonNull(n: Int!, box: Box! = { need: 2 }): String!
  }
  input Box { n: Int = 3 color: Color = GREEN colors: [Color!] inner: Box need: Int! odd: Odd must: Int! = 4 text: String }
  input One @oneOf { a: Int b: String c: Box }
  type Query { leaf: Leaf leafNonNull: Leaf! thing: Thing things: [Thing] either: Either mustThing: Thing! laterLeaf: Leaf leaves: [Leaf] throwing: Leaf refusing: Leaf! laterRefusing: Leaf! }
`;

/** A promise that is kept after some turns of the queue of promises. */
async function after<Value>(turns: number, value: () => Value): Promise<Value> {
  for (let i = 0; i < turns; i += 1) await null;
  return value();
}
const fail = (): never => { throw new Error('failed'); };
const refuse = (): never => { throw new GraphQLError('refused', { extensions: { code: 'REFUSED', argument: 'none' } }); };
const leaf = (): object => ({ plain: 'as it is' });
const first = (): object => ({ type: 'First', plain: 'first' });
const second = (): object => ({ type: 'Second', plain: 'second' });
/** Arguments as text: with what is left out told from null, dates from texts, and whatever their order. */
const shown = (value: unknown): string => {
  if (value instanceof Date) return `Date ${value.toISOString()}`;
  if (Array.isArray(value)) return `[${value.map(shown).join()}]`;
  return typeof value === 'object' && value !== null ? `{${Object.entries(value).map(([name, item]) => `${name}:${shown(item)}`).sort().join()}}` : `${typeof value} ${String(value)}`;
};

const resolvers: Record<string, (args: Values) => unknown> = {
  id: () => 7, name: () => after(2, () => 'name'), friend: second, must: () => after(1, () => null), things: () => [null, after(3, second), new Error('no thing')], mustThings: () => [second(), after(1, second)],
  same: first, chain: () => after(1, refuse), other: () => 'not a number', failing: fail,
  ok: () => 'ok', later: () => after(4, () => 'later'), laterNonNull: () => after(1, () => 'later'), nothing: () => null, nothingNonNull: () => null, undefinedNonNull: () => undefined, laterNothingNonNull: () => after(3, () => null), old: () => 'old',
  throws: fail, throwsNonNull: fail, rejects: () => after(2, fail), rejectsNonNull: () => after(1, fail), refuses: refuse, refusesNonNull: () => after(3, refuse), throwsText: () => { throw 'a text'; },
  throwsNothing: () => Promise.reject(), returnsError: () => new Error('returned'), returnsErrorNonNull: () => after(1, () => new Error('returned later')),
  wrongInt: () => 'abc', wrongIntNonNull: () => after(1, () => 'abc'), bigInt: () => 2 ** 40, notANumber: () => NaN, color: () => 2, wrongColor: () => 'RED', wrongColorNonNull: () => 9, odd: () => new Date(0), badOdd: () => 'bad', badOddNonNull: () => 'bad', undefinedOdd: () => 'undefined',
  notAList: () => 5, textForList: () => 'text', numbers: () => [1, after(2, () => 2), 3], withNull: () => [1, null, 3], withNullNonNull: () => [1, null, 'x'], withNullNonNullWhole: () => after(1, () => [null, 2, null]), withRejected: () => [1, after(2, fail), after(1, refuse), 4],
  withRejectedNonNull: () => [after(3, fail), 2, after(1, refuse)], withErrors: () => ['a', new Error('an item'), 'c'], nested: () => [[1, 2], [], [3]], nestedBad: () => [[1], [2, null], ['x', 4]], nestedRejected: () => [[1], after(1, () => [2, after(1, fail)]), null],
  unknownType: () => ({ type: 'Nobody' }), noType: () => ({}), wrongMember: () => ({ type: 'Leaf' }), thing: first, either: () => after(1, second), eithers: () => [second(), after(2, first)], leaf, leafNonNull: () => after(2, leaf), leaves: () => [leaf(), null, after(2, leaf), after(1, fail)],
  leavesNonNull: () => [leaf(), after(1, leaf)], laterLeaves: () => after(2, () => [leaf(), leaf()]), mustThing: first, laterLeaf: () => after(3, leaf), throwing: fail, refusing: refuse, laterRefusing: () => after(5, refuse),
  echo: shown, echoNonNull: (args) => after(1, () => shown(args)),
};

function writeOdd(value: unknown): unknown {
  if (value === 'undefined') return undefined;
  if (value instanceof Date) return value.toISOString();
  throw new Error(`no Odd: ${String(value)}`);
}

/** Not a JSON value: what is inlined or read twice by mistake shows. */
function readOdd(value: unknown): Date {
  if (typeof value === 'string' && /^\d{4}-/.test(value)) return new Date(value);
  throw new GraphQLError(`Odd: expected a date, got ${String(value)}`, { extensions: { code: 'BAD' } });
}

/**
 * A schema in which whatever can go wrong in a resolver does. Not within it: a list of non-null items in which one fails at once after another
 * that fails later; graphql-js itself leaves that rejection unhandled.
 */
function hostileSchema(): GraphQLSchema {
  const color = new GraphQLEnumType({ name: 'Color', values: { RED: { value: 0 }, GREEN: { value: 1 }, BLUE: { value: 2 } } });
  const odd = new GraphQLScalarType({ name: 'Odd', serialize: writeOdd, parseValue: readOdd });
  const schema = extendSchema(new GraphQLSchema({ types: [color, odd], assumeValid: true }), parse(sdl), { assumeValid: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) || isUnionType(type)) type.resolveType = (value: { type?: string }) => value.type;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      const resolve = resolvers[name];
      if (resolve) field.resolve = (_source, args: Values) => resolve(args);
      else if (name !== 'plain') throw new Error(`Expected a resolver for ${type.name}.${name}, got none.`);
    }
  }
  return schema;
}

describe('over the graph', () => {
  const graph = useDatabase('sample');
  const schema = createSchema();
  const rows = askedOnce(() => graph.db);
  const admin = { id: 1, name: 'tester', scopes: ['admin' as const] }; // else most operations would only be refused
  const context = (): object => createContext(Object.assign(readSession(graph.db, null), { rows }), { requestId: 'request', caller: admin, address: null, charge: null }, graph.db, { desk: createCommentDesk(graph.db, 'closed') });
  let material: Material;

  beforeAll(async () => {
    const texts = async (statement: string): Promise<string[]> => (await graph.sql<{ text: string }>(statement)).map(({ text }) => text);
    const slugs = (table: string): Promise<string[]> => texts(`SELECT slug AS text FROM ${table} ORDER BY id LIMIT 5`);
    const page = await graph.query<Record<string, { pageInfo: { endCursor: string } }>>('{ articles(first: 2) { pageInfo { endCursor } } sources(first: 2) { pageInfo { endCursor } } authors(first: 2) { pageInfo { endCursor } } }');
    const cursors = [...Object.values(page).map(({ pageInfo }) => pageInfo.endCursor), 'garbage', ''];
    const ids = [...nodeTypes.flatMap((type) => [1, 1, 2, 2, 3, 3, 999_999].map((id) => nodeId(type, id))), 'garbage'];
    const mostly = (good: unknown[], ...bad: unknown[]): unknown[] => [...Array.from({ length: 12 }, () => good).flat(), ...bad];
    const likely: Values = { first: 0.97, last: 0.02, after: 0.04, before: 0.03 };
    const values: Record<string, readonly unknown[]> = {
      first: mostly([1, 2, 3], 0, -1, 101), last: mostly([1, 2, 3], 0), after: cursors, before: cursors, id: ids, ids, citesSource: [nodeId('Source', 1), nodeId('Source', 2), nodeId('Article', 1)],
      slug: ['nothing'], 'ArticleBy.slug': await slugs('articles'), 'AuthorBy.slug': await slugs('authors'), 'PublisherBy.slug': await slugs('publishers'), doi: ['10.1000/1'],
      ...Object.fromEntries(nodeTypes.map((type) => [`${type}By.id`, [nodeId(type, 1), nodeId(type, 2), nodeId(type, 999_999)]])),
      tag: [...await texts('SELECT DISTINCT unnest(tags) AS text FROM articles ORDER BY 1 LIMIT 5'), 'nothing'], type: ['article-newspaper', 'report', 'book'],
      style: ['ieee', 'vancouver', 'nothing'], query: ['iran', 'basra oil', '"sons of iraq" -pay', 'asassins OR militi', 'nothing', '%'],
      day: mostly([19, 1, 31], 0, 32), month: mostly([7, 1, 12], 13), yearFrom: [1700, 1900], yearTo: [2000, -480],
      issuedFrom: ['2000', '2008-06', '1733-07-19', 'XXXX-07-19'], issuedTo: ['2009', '2010-01', '2008-13'], publishedFrom: ['2001-01-01T00:00:00Z'], updatedSince: ['2001-01-01T00:00:00Z'], publishedTo: ['2019-01-01T00:00:00.5+02:00', '2009-02-26T00:00:00Z'],
    };
    material = {
      given: (name) => Number(likely[name] ?? 0.25),
      scalar(type, name, within, random) {
        const known = (random() < 0.9 && values[`${within}.${name}`]) || values[name];
        if (!known) throw new Error(`Expected values for every input of the schema, got none for ${name}: ${type}.`);
        return known[Math.floor(random() * known.length)];
      },
    };
  });

  const check = async (seed: number, count: number): Promise<void> => {
    const { found, refused, compiled } = await fuzz(schema, material, context, { seed, count, bytes: inOrderOfPaths });
    expect(found).toEqual([]);
    expect(refused).toBeGreaterThan(0.05);
    expect(refused).toBeLessThan(0.4);
    expect(compiled).toBeGreaterThan(0.8);
  };

  test('1,200 generated operations that are compiled answer the bytes of graphql-js', () => check(1, 1200), 600_000);
  (long ? test : test.skip)('30,000 of them (run with IBID_FUZZ=long)', () => check(2, 30_000), 3_600_000);
});

describe('over a schema whose resolvers fail in every way', () => {
  const schema = hostileSchema();
  const { stackTraceLimit } = Error;
  beforeAll(() => { Error.stackTraceLimit = 0; }); // half of the time went into stacks that nobody reads
  afterAll(() => { Error.stackTraceLimit = stackTraceLimit; });
  const texts: Record<string, readonly unknown[]> = { Int: [1, 2, -5, 2_147_483_647], Float: [1.5, 2, -0, 1e300], String: ['text', '', 'a "quoted" \\ \u2028 \0 text', '__proto__'], ID: ['id', '7'], Odd: ['2001-01-01T00:00:00Z', '1733-07-19T00:00:00.5Z'] };
  const material: Material = {
    given: () => 0.35,
    scalar(type, _name, _within, random) {
      const known = texts[type] ?? [];
      return known[Math.floor(random() * known.length)];
    },
  };
  const check = async (seed: number, count: number): Promise<void> => {
    const { found, refused, compiled } = await fuzz(schema, material, () => ({}), { seed, count });
    expect(found).toEqual([]);
    expect(refused).toBeGreaterThan(0.3);
    expect(refused).toBeLessThan(0.9);
    expect(compiled).toBeGreaterThan(0.8);
  };

  test('800 generated operations that are compiled answer the bytes of graphql-js', () => check(3, 800), 120_000);
  (long ? test : test.skip)('20,000 of them (run with IBID_FUZZ=long)', () => check(4, 20_000), 3_600_000);

  test.each(Object.keys((schema.getType('Leaf') as GraphQLObjectType).getFields()))('%s alone, below null and beside others that fail', async (name) => {
    const selected = `${name}${name === 'echoNonNull' ? '(n: 1)' : ''}${selectionOf(name)}`;
    await expectEqualAnswers(schema, `{ leaf { ok ${selected} } }`);
    await expectEqualAnswers(schema, `{ leaf { leafNonNull { ${selected} } refusesNonNull leaves { ${selected} throws } } leafNonNull { leavesNonNull { ${selected} later } } laterRefusing { ok } }`);
  });

  test.each([
    ['an integer', 'query ($v: Int) { leaf { echo(ints: [$v, 1], box: { need: 1, n: $v }) } }', [1, 1.0, 1.5, 2_147_483_647, 2_147_483_648, -2_147_483_649, '1', true, null, [1], {}]],
    ['a required integer', 'query ($v: Int!) { leaf { echoNonNull(n: $v) } }', [1, 1.0, NaN, '1', null]],
    ['an id', 'query ($v: ID) { leaf { echo(id: $v) } }', [1, 1.0, 1.5, 'a', 9_007_199_254_740_993, 1e21, true, null, ['a'], {}]],
    ['a text', 'query ($v: String) { leaf { echo(text: $v, box: { need: 1, text: $v }) } }', ['', '\0', '__proto__', '\u2028', 1, true, null, ['a'], {}]],
    ['a number', 'query ($v: Float) { leaf { echo(number: $v) } }', [1, 1.5, 1e300, -0, '1', null, Infinity]],
    ['a truth', 'query ($v: Boolean) { leaf { echo(flag: $v) } }', [true, false, null, 'true', 0]],
    ['an enum value', 'query ($v: Color = BLUE) { leaf { echo(color: $v, colors: [$v, RED]) } }', ['RED', 'BLUE', 'PINK', 0, null, '__proto__']],
    ['a required enum value', 'query ($v: Color! = GREEN) { leaf { echo(color: $v) } }', ['RED', null, 'red']],
    ['a scalar of its own', 'query ($v: Odd = "2009-02-26T00:00:00Z") { leaf { echo(odd: $v, box: { need: 1, odd: $v }) } }', ['2001-01-01T00:00:00Z', 'bad', 1, null]],
    ['a list', 'query ($v: [Int] = [1, 2]) { leaf { echo(ints: $v) } }', [[], [1, null], 1, [1.5], ['a'], [[1]], null, { length: 1 }]],
    ['a list of lists', 'query ($v: [[Int!]]) { leaf { echo(grid: $v) } }', [[[1], null], [1], 1, [[null]], [[1, [2]]], null]],
    ['an input object', 'query ($v: Box) { leaf { echo(box: $v, boxes: [{ need: 2 }]) } }', [{ need: 1 }, {}, { need: null }, { need: 1, must: null }, { need: 1, n: null, color: 'PINK' }, { need: 1, extra: 1 }, { need: 1, inner: { need: 'x', colors: ['RED', null] } }, { need: 1, colors: 'RED', odd: 'bad' }, [], 'text', null]],
    ['input objects', 'query ($v: [Box!]) { leaf { echo(boxes: $v) } }', [{ need: 1 }, [{ need: 1 }, null], [{ need: 1 }, {}, { nead: 1 }], []]],
    ['one of several', 'query ($v: One) { leaf { echo(one: $v) } }', [{ a: 1 }, { a: 1, b: 'b' }, {}, { a: null }, { c: { need: 1 } }, { c: {} }, null]],
    ['a part of one of several', 'query ($v: Int!) { leaf { echo(one: { a: $v }) } }', [1, null]],
    ['a required part of an input object', 'query ($v: Int = 1) { leaf { echo(box: { need: $v, must: $v }) refuses } }', [1, null]],
    ['a condition', 'query ($v: Boolean = true) { leaf { ok @include(if: $v) later @skip(if: $v) ... @include(if: $v) { throws } } }', [true, false, null, 'true']],
  ] as const)('%s in a variable, given, left out or wrong, is read as graphql-js reads it', async (_, text, values) => {
    await expectEqualAnswers(schema, text, [{}, ...values.map((v) => ({ v })), { v: undefined }, { other: 1 }]);
  });

  test('more wrong values than are reported give the message of graphql-js', async () => {
    await compareAnswers(schema, 'query ($v: [Int!]) { leaf { echo(ints: $v) } }', [{ v: Array.from({ length: 60 }, () => 'x') }]);
  });
});

describe('what graphql-jit does otherwise', () => {
  const schema = hostileSchema();

  test('a fragment that is spread twice, once under a condition, is there when either of them is', async () => {
    const sets = [{ a: true, b: true }, { a: true, b: false }, { a: false, b: true }, { a: false, b: false }];
    await expectEqualAnswers(schema, 'query ($a: Boolean!, $b: Boolean!) { leaf { ...F @include(if: $a) ...F @include(if: $b) } leafNonNull { ...F } } fragment F on Leaf { ok leafNonNull { later @skip(if: $a) } }', sets);
    await expectEqualAnswers(schema, 'query ($a: Boolean!, $b: Boolean!) { leaf { ...F @skip(if: $a) ... @skip(if: $b) { ...F ok } ok @skip(if: $a) @include(if: $b) } } fragment F on Leaf { echo(number: 2) leaf { ok } }', sets);
  });
  test('everything below a field may be left out', () => expectEqualAnswers(schema, 'query ($a: Boolean!) { leaf { leaf { ok @include(if: $a) } } thing { ... on First @include(if: $a) { same { plain } } } }', [{ a: true }, { a: false }]));
  test('a variable within a literal that is not given is left out, not null', () => expectEqualAnswers(schema, 'query ($n: Int, $c: Color, $t: String) { leaf { echo(box: { need: 1, n: $n, color: $c, inner: { need: 2, text: $t } }, ints: [1, $n]) } }', [{}, { n: null }, { n: 5, c: 'BLUE', t: 'x' }]));
  test('variables with the names that made arguments have', () => expectEqualAnswers(schema, 'query ($made0: Int, $made1: Int, $made_0: Int, $constructor: Int) { leaf { echo(box: { need: 1, n: $made0 }, ints: [$made1, $made_0, $constructor]) } }', [{ made0: 1, made1: 2, made_0: 3, constructor: 4 }, {}]));
  test('__proto__ as an alias and as a variable, and introspection, are left to graphql-js', async () => {
    await compareAnswers(schema, '{ leaf { __proto__: ok constructor: later } }');
    await compareAnswers(schema, 'query ($__proto__: String) { leaf { echo(text: $__proto__) } }', [JSON.parse('{"__proto__":"x"}') as Values]);
    await compareAnswers(schema, '{ __schema { types { name } } __type(name: "AnyValue") { name } other: __type(name: "Leaf") { fields { name } } leaf { __typename } }');
    expect(compilations).not.toHaveBeenCalled();
  });
  test('a mutation is left to graphql-js', async () => {
    const run = createExecutor(buildSchema('type Query { a: Int } type Mutation { b: Int }'));
    const document = parse('mutation { b }');
    for (let i = 0; i < 3; i += 1) expect(await run(document, null, {}, {})).toEqual({ data: { b: null } });
    expect(compilations).not.toHaveBeenCalled();
  });
  test('an operation is one of several in its document, by its name', async () => {
    const document = parse('query A($x: Int!) { leaf { ...F echo(box: { need: $x }) } } query B($if: Boolean!) { leaf { later ...G } } fragment F on Leaf { ok } fragment G on Leaf { old @skip(if: $if) ...F }');
    const run = createExecutor(schema);
    for (let i = 0; i < 3; i += 1) {
      for (const operationName of ['A', 'B', 'C', null]) {
        const request = { schema, document, operationName, variableValues: { x: 1, if: true } };
        expect(JSON.stringify(await run(document, operationName, request.variableValues, {}))).toBe(JSON.stringify(await execute(request)));
      }
    }
    expect(compilations).toHaveBeenCalledTimes(2);
  });
});

describe('what compiled operations keep', () => {
  const schema = hostileSchema();

  test('10,000 operations that come once compile nothing', async () => {
    const run = createExecutor(schema);
    for (let i = 0; i < 10_000; i += 1) expect((await run(parse(`{ leaf { ok${i}: ok } }`), null, {}, {})).errors).toBeUndefined();
    expect(compilations).not.toHaveBeenCalled();
  });

  test('an operation is compiled once, however often and with whatever values it comes', async () => {
    const run = createExecutor(schema);
    const document = parse('query ($n: Int) { leaf { echo(number: 1, ints: [$n]) } }');
    for (let n = 0; n < 100; n += 1) await run(document, null, { n }, {});
    expect(compilations).toHaveBeenCalledTimes(1);
  });

  test('conditions make at most 16 forms of an operation; the rest is answered all the same', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const text = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { leaf { ${names.map((name) => `${name}: ok @include(if: $${name})`).join(' ')} } }`;
    await expectEqualAnswers(schema, text, Array.from({ length: 32 }, (_, bits) => Object.fromEntries(names.map((name, i) => [name, (bits >> i) % 2 === 1]))));
    expect(compilations).toHaveBeenCalledTimes(16);
  });

  test('runs of one operation at the same time keep their variables and contexts apart', async () => {
    const waiting = buildSchema('type Query { mine(n: Int!): [Mine!]! } type Mine { n: Int! who: String! mine(n: Int!): Mine }');
    const mine = (n: number): object => ({ n, who: (_: object, who: string) => who });
    const resolve = (_: unknown, { n }: { n: number }): Promise<object> => after(n % 7, () => mine(n));
    const queryFields = waiting.getQueryType()?.getFields() ?? {};
    const fields = (waiting.getType('Mine') as GraphQLObjectType).getFields();
    Object.assign(queryFields.mine ?? {}, { resolve: async (...values: Parameters<typeof resolve>) => [await resolve(...values), await resolve(...values)] });
    Object.assign(fields.mine ?? {}, { resolve });
    Object.assign(fields.who ?? {}, { resolve: (_source: object, _args: object, context: { who: string }) => after(3, () => context.who) });
    const document = parse('query ($n: Int!, $m: Int!, $if: Boolean!) { mine(n: $n) { n who mine(n: $m) { n @include(if: $if) who } } }');
    const run = createExecutor(waiting);
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => run(document, null, { n, m: n * 1000, if: n % 3 > 0 }, { who: `who ${n}` })));
    for (const [n, answer] of answers.entries()) {
      const row = { n, who: `who ${n}`, mine: { ...(n % 3 > 0 ? { n: n * 1000 } : {}), who: `who ${n}` } };
      expect(JSON.stringify(answer)).toBe(JSON.stringify({ data: { mine: [row, row] } }));
    }
    expect(compilations).toHaveBeenCalledTimes(2);
  });
});

describe('while the database does not answer', () => {
  test('nothing is asked twice, and every error reaches the client as graphql-js gives it', async () => {
    const schema = buildSchema('type Query { one: Int two: Int! }');
    let asked = 0;
    const refuseConnection = (): Promise<never> => { asked += 1; return Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })); };
    for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) field.resolve = refuseConnection;
    const run = createExecutor(schema);
    const document = parse('{ one }');
    const both = parse('{ one two }');
    for (const each of [document, both]) await run(each, null, {}, {});
    const answer = await run(document, null, {}, {});
    expect(JSON.stringify(answer)).toBe(JSON.stringify(await execute({ schema, document })));
    expect(answer.errors?.[0]).toBeInstanceOf(GraphQLError);
    asked = 0;
    expect(JSON.stringify(await run(both, null, {}, {}))).toBe(JSON.stringify(await execute({ schema, document: both })));
    expect(asked).toBe(2 + 2);
  });
});

/** Some fields of every object type below a field of `Leaf`. */
function selectionOf(name: string): string {
  if (/leaf|leaves/i.test(name)) return ' { ok nothing }';
  if (/either|wrongMember/i.test(name)) return ' { __typename ... on First { plain } ... on Second { other failing } }';
  return /thing|Type$/i.test(name) && !/nothing/i.test(name) ? ' { id name }' : '';
}
