import { operation, operationNames } from '../support/operations';
import { useDatabase } from '../support/use-database';

const graph = useDatabase();

/** Statements of each example operation. One a level of the graph, whatever the number of rows; what each is for stands beside it. */
const statements: Record<string, number> = {
  FeedPage: 7, // articles, their authors, citations, comments; sources, their publishers and authors
  ArticlePage: 14, // article, body, authors, citations, fields, sources, publishers, source authors, comments and count, replies and count, events, origin
  Headlines: 1,
  PublisherPage: 7, // publisher, aliases, sources and count, citations and count, articles
  OnThisDay: 3, // events, where they are listed, their articles
  Backwards: 2, // articles, count
  ByNode: 4, // one a type
  TwoPages: 3, // article, and one a use of citations
  ArticlesCiting: 2, // articles, count
};

/** The sample is plain text, which has no tags; and its publishers are cited under one name. */
const emptyInTheSample = ['.articles.nodes.tags', '.publisher.aliases'];

describe('the example operations of the playground', () => {
  test('each has its number of statements asserted here', () => {
    expect(Object.keys(statements)).toEqual(operationNames);
  });

  test.each(operationNames)('%s answers on the sample publication without a fault, in its number of statements', async (name) => {
    const { document, variables } = operation(name);
    const { data, statements: sent } = await graph.count<Record<string, unknown>>(document, variables);
    expect(sent).toHaveLength(statements[name] ?? NaN);
    for (const [field, value] of Object.entries(data)) expect([field, value]).not.toEqual([field, null]);
  });

  test.each(operationNames)('%s shows something of every list it asks for', async (name) => {
    const { document, variables } = operation(name);
    const found = emptyEverywhere(await graph.query(document, variables));
    expect(found.filter((path) => !emptyInTheSample.includes(path))).toEqual([]);
  });
});

/** Lists that are empty wherever they occur in an answer, by their path without indexes. */
function emptyEverywhere(value: unknown, path = '', seen = new Map<string, number>()): string[] {
  if (Array.isArray(value)) {
    seen.set(path, (seen.get(path) ?? 0) + value.length);
    for (const item of value) emptyEverywhere(item, path, seen);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) emptyEverywhere(item, `${path}.${name}`, seen);
  }
  return [...seen].filter(([, length]) => length === 0).map(([empty]) => empty);
}
