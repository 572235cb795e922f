import { type GraphQLArgument, type GraphQLObjectType, type GraphQLSchema, execute, getNamedType, getNullableType, getOperationAST, isEnumType, isInterfaceType, isListType, isObjectType, isScalarType, parse, validate } from 'graphql';
import { isPaged, listArgument, nodeCountOf } from '../../src/graph/node-count';
import { nodesGivenBy } from '../../src/graph/nodes-given';
import { createSchema } from '../../src/schema';
import { seededRandom } from '../support/random';

type Random = ReturnType<typeof seededRandom>;
interface Page { size: number }
const schema = createSchema();
const full = fullLists(createSchema());

/** The schema over a publication in which every list is as long as any page: a page gives what was asked for, a list of ids one each, another list one. */
function fullLists(made: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(made.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = () => 'Article';
    if (type.name.startsWith('__')) continue;
    if (isScalarType(type)) type.serialize = () => 'x';
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const returned = getNullableType(field.type), named = getNamedType(field.type), list = listArgument(field);
      const one = isEnumType(named) ? named.getValues()[0]?.value as unknown : isScalarType(named) ? 'x' : {};
      field.resolve = (source: Page, args: Record<string, unknown>) => {
        const size = (args.first ?? args.last ?? 20) as number;
        if (!isListType(returned)) return isPaged(field) ? { size } : one;
        return Array.from({ length: isPaged(field) ? size : list !== undefined ? (args[list] as unknown[]).length : type.name.endsWith('Connection') ? source.size : 1 }, () => one);
      };
    }
  }
  return made;
}

/** An operation of lists in lists, by themselves or through fragments, with sizes in the text, in variables and in defaults. */
function randomOperation(random: Random): { text: string; variables: Record<string, number> } {
  const variables: Record<string, number> = {}, declared: string[] = [], fragments: string[] = [];
  let names = 0;
  const sizeOf = (): string => {
    const size = 1 + random.below(4), dice = random.below(5), name = `v${(names += 1)}`;
    if (dice === 0) { variables[name] = size; declared.push(`$${name}: Int`); return `$${name}`; }
    if (dice === 1) { declared.push(`$${name}: Int = ${size}`); return `$${name}`; }
    return String(size);
  };
  const required = ({ name, type }: GraphQLArgument): string => {
    const named = getNamedType(type);
    if (isEnumType(named)) return `${name}: ${named.getValues()[0]?.name ?? ''}`;
    if (isListType(getNullableType(type))) return `${name}: [${Array.from({ length: 1 + random.below(3) }, () => '"x"').join(', ')}]`;
    return `${name}: ${named.name === 'Int' ? '1' : isScalarType(named) ? '"2009-01-01"' : '{ id: "x" }'}`;
  };
  const selections = (type: GraphQLObjectType, depth: number): string => {
    const fields = Object.values(type.getFields()).filter((field) => isObjectType(getNamedType(field.type)));
    const text = ['__typename'];
    for (let i = 0; depth > 0 && fields.length > 0 && i < 1 + random.below(2); i += 1) {
      const field = random.pick(fields), below = getNamedType(field.type) as GraphQLObjectType;
      const given = field.args.filter(({ type: { constructor }, defaultValue }) => constructor.name === 'GraphQLNonNull' && defaultValue === undefined).map(required);
      if (isPaged(field) && random.below(8) > 0) given.push(`${field.args.some(({ name }) => name === 'last') && random.below(3) === 0 ? 'last' : 'first'}: ${sizeOf()}`);
      const rows = below.getFields().nodes && random.below(3) === 0 ? 'nodes' : 'edges { node';
      const node = below.getFields().nodes && getNamedType(below.getFields().nodes?.type ?? below) as GraphQLObjectType;
      const inside = node && isPaged(field) ? `{ ${rows} ${selections(node, depth - 1)} ${rows === 'nodes' ? '' : '}'} }` : selections(below, depth - 1);
      text.push(`a${(names += 1)}: ${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${inside}`);
    }
    const written = `{ ${text.join(' ')} }`;
    if (random.below(4) > 0) return written;
    const name = `F${(names += 1)}`;
    fragments.push(`fragment ${name} on ${type.name} ${written}`);
    return `{ ...${name} }`;
  };
  const root = schema.getQueryType();
  if (!root) throw new Error('Expected a schema with a query type.');
  const body = selections(root, 4);
  return { text: `query${declared.length > 0 ? ` (${declared.join(', ')})` : ''} ${body} ${fragments.join(' ')}`, variables };
}

test('the nodes that an operation asks for are those that a full publication gives: 1,000 random operations', async () => {
  const random = seededRandom(6);
  let counted = 0, largest = 0;
  while (counted < 1000) {
    const { text, variables } = randomOperation(random);
    const document = parse(text);
    expect(validate(schema, document).map(({ message }) => `${message} in ${text}`)).toEqual([]);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('expected an operation');
    const asked = nodeCountOf(schema, document, operation)(variables);
    if (asked > 2000) continue; // only to be quick
    const result = await execute({ schema: full, document, variableValues: variables });
    expect([result.errors, text]).toEqual([undefined, text]);
    expect([nodesGivenBy(schema, document, operation)(result.data), text]).toEqual([asked, text]);
    largest = Math.max(largest, asked);
    counted += asked > 0 ? 1 : 0;
  }
  expect(largest).toBeGreaterThan(500);
}, 60_000);

test.each<[what: string, text: string, data: object | null, nodes: number]>([
  ['nodes', '{ articles { nodes { title } } }', { articles: { nodes: [{}, {}] } }, 2],
  ['nodes and edges of one page are the same', '{ articles { nodes { title } edges { node { title } } } }', { articles: { nodes: [{}, {}], edges: [{ node: {} }, { node: {} }] } }, 2],
  ['under other names', '{ a: articles { n: nodes { c: citations { nodes { rawText } } } } }', { a: { n: [{ c: { nodes: [{}] } }, { c: { nodes: [{}, {}] } }] } }, 5],
  ['what is left out', '{ articles { nodes @skip(if: true) { title } totalCount } }', { articles: { totalCount: 4 } }, 0],
  ['null', '{ article(by: { slug: "a" }) { citations { nodes { rawText } } } }', { article: null }, 0],
  ['no data', '{ articles { nodes { title } } }', null, 0],
  ['a field in two fragments is there once', '{ ...a ...b } fragment a on Query { articles { nodes { title } } } fragment b on Query { articles { nodes { slug } } }', { articles: { nodes: [{}] } }, 1],
  ['by ids', '{ nodes(ids: ["a", "b"]) { id ... on Article { citations { nodes { rawText } } } } }', { nodes: [null, { id: 'b', citations: { nodes: [{}] } }] }, 3],
])('nodes in an answer: %s', (_what, text, data, nodes) => {
  const document = parse(text), operation = getOperationAST(document);
  if (!operation) throw new Error('expected an operation');
  expect(nodesGivenBy(schema, document, operation)(data)).toBe(nodes);
});
