import { type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType, getNamedType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, parse } from 'graphql';
import { authorization, guardFields, guardedTypes } from '../../src/authorization';
import { createSubgraph } from '../../src/federation/publication-subgraph';
import { createExecutor } from '../../src/graph/compiled-executor';
import { type Scope, allows, scopeNames } from '../../src/keys/scopes';
import { createSchema } from '../../src/schema';
import { askWith, keyWith } from '../support/keys';
import { type Answer, useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
const schema = createSchema();
const roles = ['anonymous', ...scopeNames] as const;
type Role = (typeof roles)[number];
const keys = new Map<Role, string>();
beforeAll(async () => { for (const scope of scopeNames) keys.set(scope, await keyWith(graph, `the ${scope} of the test`, scope)); });

const table: Record<string, Scope | 'anyone'> = authorization;
const objectTypes = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'));
const rootFields = (root: GraphQLObjectType | null | undefined) => Object.values(root?.getFields() ?? {});

describe('the table of who may ask what', () => {
  test('says of every mutation who may ask it', () => {
    expect(rootFields(schema.getMutationType()).map(({ name }) => `Mutation.${name}`).filter((place) => !(place in table))).toEqual([]);
  });

  test('guards every way to a type that not everyone may see', () => {
    const guarded = objectTypes.filter(({ name }) => guardedTypes.some((type) => [type, `${type}Connection`, `${type}Edge`].includes(name)));
    expect(guarded.map(({ name }) => name)).toEqual(expect.arrayContaining([...guardedTypes]));
    const waysIn = objectTypes.filter((type) => !guarded.includes(type) && !/Payload$/.test(type.name))
      .flatMap((type) => Object.values(type.getFields()).filter(({ type: of }) => guarded.includes(getNamedType(of) as GraphQLObjectType)).map(({ name }) => `${type.name}.${name}`));
    expect(waysIn.filter((place) => (table[place] ?? 'anyone') === 'anyone')).toEqual([]);
    for (const type of guarded) expect(type.getInterfaces()).toEqual([]); // node(id) asks no scope
  });

  test('may not name what is not there', () => {
    for (const wrong of ['Query.nothing', 'Nobody.name', 'Query.articles(limit)', 'articles']) expect(() => guardFields(createSchema(), { [wrong]: 'read' })).toThrow(JSON.stringify(wrong));
  });
});

describe('every field of the schema, asked by every role', () => {
  const selected = new Set<string>();
  const operations = (['query', 'mutation'] as const).flatMap((kind) => rootFields(kind === 'query' ? schema.getQueryType() : schema.getMutationType()).map((field) => {
    const owner = kind === 'query' ? 'Query' : 'Mutation';
    return { place: `${owner}.${field.name}`, document: `${kind} { ${selection(owner, field.name, new Set(), 0)} }` };
  }));

  test('is asked by one of these operations', () => {
    const all = objectTypes.flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)).filter((place) => !place.startsWith('Subscription.'));
    expect(all.filter((place) => !selected.has(place))).toEqual([]);
  });

  test.each(roles)('%s gets what the table says, and is refused the rest', async (role) => {
    for (const { place, document } of operations) {
      const answer = await askAs(role, document);
      const refusals = (answer.errors ?? []).filter(({ extensions: { code } }) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN');
      const mayAsk = isAllowed(role, place);
      const atRoot = refusals.filter(({ path }) => path?.length === 1);
      expect([place, atRoot.map(({ extensions }) => extensions.code)]).toEqual([place, mayAsk ? [] : [role === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN']]);
      const below = refusals.filter(({ path }) => path && path.length > 1).map(({ path }) => String(path?.filter((part) => typeof part === 'string').at(-1)));
      const names = Object.keys(table).filter((listed) => !isAllowed(role, listed)).map((listed) => listed.replace(/^\w+\.|\(.*/g, ''));
      expect(below.filter((name) => !names.includes(name))).toEqual([]);
    }
  }, 120_000);

  function isAllowed(role: Role, place: string): boolean {
    const needed = table[place] ?? 'anyone';
    return needed === 'anyone' || (role !== 'anonymous' && allows([role], needed));
  }
  function askAs(role: Role, document: string): Promise<Answer<Record<string, unknown>>> {
    const key = keys.get(role);
    return key === undefined ? graph.ask(document) : askWith(graph, key, document);
  }

  /** A field with its arguments and all that can be selected below it; a type that was gone through already only by its name. */
  function selection(owner: string, name: string, seen: Set<string>, depth: number): string {
    selected.add(`${owner}.${name}`);
    const field = (schema.getType(owner) as GraphQLObjectType).getFields()[name];
    if (!field) throw new Error(`Expected ${owner}.${name} in the schema.`);
    const given = field.args.flatMap((argument) => {
      if (argument.name === 'first') return ['first: 1'];
      return isNonNullType(argument.type) && argument.defaultValue === undefined ? [`${argument.name}: ${value(argument.name, argument.type)}`] : [];
    });
    const type = getNamedType(field.type);
    return `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${isLeafType(type) ? '' : ` ${below(type, seen, depth)}`}`;
  }
  function below(type: GraphQLNamedType, seen: Set<string>, depth: number): string {
    if (!isObjectType(type) || seen.has(type.name) || depth > 5) return '{ __typename }';
    seen.add(type.name);
    return `{ ${Object.keys(type.getFields()).map((name) => selection(type.name, name, seen, depth + 1)).join(' ')} }`;
  }
});

/** A value of the right form that names nothing. */
function value(name: string, type: GraphQLInputType): string {
  if (isNonNullType(type)) return value(name, type.ofType);
  if (isListType(type)) return `[${value(name, type.ofType as GraphQLInputType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const given = type.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
    return `{ ${given.map((field) => `${field.name}: ${value(field.name, field.type)}`).join(', ')} }`;
  }
  return { Int: '1', Float: '1', Boolean: 'true', DateTime: '"2009-01-01T00:00:00Z"', PartialDate: '"2009"', URL: '"https://example.org/"' }[type.name] ?? (name.endsWith('Id') || name === 'id' ? '"QXJ0aWNsZTox"' : '"x"');
}

test('the same graph as a subgraph of others is guarded alike', async () => {
  const run = createExecutor(createSubgraph());
  for (const [document, codes] of [['{ keys { totalCount } }', ['UNAUTHENTICATED']], ['mutation { revokeKey(input: { prefix: "x" }) { userErrors { code } } }', ['UNAUTHENTICATED']]] as const) {
    const { errors } = await run(parse(document), null, {}, { caller: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(codes);
  }
});

describe('a guard', () => {
  const run = createExecutor(guardFields(createSchema(), { 'PageInfo.endCursor': 'moderate', 'Query.articles(filter)': 'write' }));
  const ask = (caller: { name: string; scopes: Scope[] } | null, text: string) => {
    const context = { caller, db: { rows: () => Promise.resolve([]), tables: new Set() } };
    return run(parse(text), null, {}, context);
  };
  const codes = async (scopes: Scope[] | null, text: string) => (await ask(scopes && { name: 'n', scopes }, text)).errors?.map(({ extensions }) => extensions.code) ?? [];

  test('stands before a plain field as before a resolver', async () => {
    const text = '{ articles { pageInfo { endCursor } } }';
    expect([await codes(null, text), await codes(['write'], text), await codes(['moderate'], text), await codes(['admin'], text)]).toEqual([['UNAUTHENTICATED'], ['FORBIDDEN'], [], []]);
  });

  test('of an argument asks only when the argument is given', async () => {
    const [bare, empty, given] = ['{ articles { __typename } }', '{ articles(filter: null) { __typename } }', '{ articles(filter: { tag: "x" }) { __typename } }'];
    expect([await codes(null, bare), await codes(null, empty), await codes(null, given), await codes(['write'], given)]).toEqual([[], [], ['UNAUTHENTICATED'], []]);
  });
});
