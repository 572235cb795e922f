import { OperationTypeNode, getOperationAST, parse } from 'graphql';
import { nodeCountOf } from '../../src/graph/node-count';
import { createSchema } from '../../src/schema';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
const schema = createSchema();

function nodesOf(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const operation = getOperationAST(document, null);
  if (operation?.operation !== OperationTypeNode.QUERY) throw new Error('expected one query');
  return nodeCountOf(schema, document, operation)(variables);
}

describe('the nodes an operation asks for', () => {
  test.each<[what: string, text: string, nodes: number, variables: Record<string, unknown>]>([
    ['no list', '{ article(by: { slug: "a" }) { title } }', 0, {}],
    ['a list', '{ articles(first: 7) { nodes { title } } }', 7, {}],
    ['a list without a size has 20', '{ articles { nodes { title } } }', 20, {}],
    ['last counts as first', '{ articles(last: 7) { nodes { title } } }', 7, {}],
    ['a list in a list', '{ articles(first: 10) { nodes { citations(first: 5) { nodes { rawText } } } } }', 60, {}],
    ['through edges', '{ articles(first: 10) { edges { node { citations(first: 5) { edges { node { rawText } } } } } } }', 60, {}],
    ['a list below one object of a list', '{ articles(first: 10) { nodes { citations(first: 5) { nodes { source { citedBy(first: 3) { nodes { position } } } } } } } }', 210, {}],
    ['a list under two names is two lists', '{ a: articles(first: 3) { nodes { title } } b: articles(first: 4) { nodes { title } } }', 7, {}],
    ['a variable', 'query ($n: Int) { articles(first: $n) { nodes { title } } }', 9, { n: 9 }],
    ['a variable that is not given', 'query ($n: Int) { articles(first: $n) { nodes { title } } }', 20, {}],
    ['the default of a variable', 'query ($n: Int = 8) { articles(first: $n) { nodes { title } } }', 8, {}],
    ['fragments', '{ articles(first: 2) { nodes { ...a ... on Article { citations(first: 3) { nodes { rawText } } } } } } fragment a on Article { comments(first: 4) { nodes { body } } }', 2 + 2 * 4 + 2 * 3, {}],
    ['a negative size takes nothing away', '{ a: articles(first: -5) { nodes { title } } b: articles(first: 4) { nodes { title } } }', 4, {}],
  ])('%s', (_what, text, nodes, variables) => { expect(nodesOf(text, variables)).toBe(nodes); });

  test('a bomb of fragments is counted at once, and is too large', () => {
    const fragments = Array.from({ length: 60 }, (_, i) => `fragment f${i} on Article { ...f${i + 1} ...f${i + 1} }`).join(' ');
    const nodes = nodesOf(`{ articles(first: 1) { nodes { ...f0 } } } ${fragments} fragment f60 on Article { citations(first: 1) { nodes { rawText } } }`);
    expect(nodes).toBeGreaterThan(1e15);
  });
});

test('an operation of too many nodes is refused with both numbers, before any statement', async () => {
  const text = '{ articles(first: 100) { nodes { citations(first: 100) { nodes { source { citedBy(first: 100) { nodes { position } } } } } } } }';
  const { status, data, errors } = await graph.ask(text);
  expect([status, data ?? null]).toEqual([400, null]);
  expect(errors).toEqual([expect.objectContaining({
    message: expect.stringMatching(/at most 50000 nodes, got one of 1010100/), extensions: expect.objectContaining({ code: 'TOO_MANY_NODES', nodes: 1_010_100, mostNodes: 50_000 }),
  })]);
});

test('the largest page under the largest page is answered', async () => {
  expect((await graph.ask('{ articles(first: 100) { nodes { citations(first: 100) { nodes { rawText } } } } }')).errors).toBeUndefined();
});
