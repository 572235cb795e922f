import { needsKey, operation, operationNames } from '../support/operations';
import { fillPublication } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
beforeAll(() => fillPublication(graph, { articles: 60, citationsEach: 12 }));

const nested = `query ($articles: Int!) {
  articles(first: $articles) { nodes { title citations(first: 10) { nodes { rawText source { title publisher { name sources(first: 3) { nodes { title } } } } } } } }
}`;

describe('a paginated list of children is one statement for all its parents', () => {
  test('articles × citations(first: 10) × source × publisher × sources(first: 3) is five statements for 50 articles as for 1', async () => {
    const many = await graph.count<{ articles: { nodes: { citations: { nodes: unknown[] } }[] } }>(nested, { articles: 50 });
    const one = await graph.count(nested, { articles: 1 });
    expect(many.data.articles.nodes).toHaveLength(50);
    for (const { citations } of many.data.articles.nodes) expect(citations.nodes).toHaveLength(10);
    expect(many.statements).toHaveLength(5);
    expect(one.statements).toHaveLength(5);
  });

  test('the texts of the statements do not depend on how many parents there are', async () => {
    const many = await graph.count(nested, { articles: 50 });
    const one = await graph.count(nested, { articles: 1 });
    expect(many.statements).toEqual(one.statements);
  });

  test('two different pages of one field are exactly one statement more', async () => {
    const once = await graph.count('{ articles(first: 50) { nodes { citations(first: 3) { nodes { position } } } } }');
    const twice = await graph.count('{ articles(first: 50) { nodes { top: citations(first: 3) { nodes { position } } all: citations(first: 100) { nodes { position } } } } }');
    expect(twice.statements).toHaveLength(once.statements.length + 1);
  });

  test('the same page of one field under two names is no statement more', async () => {
    const once = await graph.count('{ articles(first: 50) { nodes { citations(first: 3) { nodes { position } } } } }');
    const twice = await graph.count('{ articles(first: 50) { nodes { a: citations(first: 3) { nodes { position } } b: citations(first: 3) { nodes { rawText } } } } }');
    expect(twice.statements).toHaveLength(once.statements.length);
  });

  test('each parent gets its own children, in order', async () => {
    const { articles } = await graph.query<{ articles: { nodes: { slug: string; citations: { nodes: { position: number; article: { slug: string } }[] } }[] } }>(
      '{ articles(first: 50) { nodes { slug citations(first: 4) { nodes { position article { slug } } } } } }');
    for (const { slug, citations } of articles.nodes) {
      expect(citations.nodes).toEqual([1, 2, 3, 4].map((position) => ({ position, article: { slug } })));
    }
  });

  test('pageInfo of a later page of children is asked once a direction, for all parents', async () => {
    const { articles } = await graph.query<{ articles: { nodes: { citations: { edges: { cursor: string }[] } }[] } }>('{ articles(first: 1) { nodes { citations(first: 2) { edges { cursor } } } } }');
    const after = articles.nodes[0]?.citations.edges.at(-1)?.cursor;
    const page = `query ($articles: Int!, $after: String) {
      articles(first: $articles) { nodes { citations(first: 3, after: $after) { nodes { position } pageInfo { hasNextPage hasPreviousPage } } } } }`;
    const many = await graph.count<{ articles: { nodes: { citations: object }[] } }>(page, { articles: 50, after });
    const one = await graph.count(page, { articles: 1, after });
    for (const { citations } of many.data.articles.nodes) {
      expect(citations).toEqual({ nodes: [3, 4, 5].map((position) => ({ position })), pageInfo: { hasNextPage: true, hasPreviousPage: true } });
    }
    expect(many.statements).toHaveLength(one.statements.length);
  });
});

describe('no statement a row: the number of statements is the same for 1 and for 50 parents', () => {
  const relations: [string, string][] = [
    ['articles', 'authors { name }'], ['articles', 'authors { aliases }'], ['articles', 'bodyHtml bodyText'], ['articles', 'origin { name }'],
    ['articles', 'citations { totalCount nodes { fields { name } } }'], ['articles', 'citations(last: 3) { nodes { source { authors { name } } } }'],
    ['articles', 'comments(first: 2) { totalCount nodes { replies(first: 2) { totalCount nodes { parent { body } } } } }'],
    ['articles', 'comments { nodes { article { title } } }'],
    ['articles', 'events(first: 2) { totalCount edges { reason reference node { listedIn { title } } } }'],
    ['sources', 'authors { name }'], ['sources', 'publisher { name aliases }'], ['sources', 'citedBy(first: 5) { totalCount nodes { article { authors { name } } } }'],
    ['articles', 'related(first: 3) { totalCount edges { sharedCount shared(first: 2) { title } node { title } } }'],
    ['articles', 'firstTimeSources(first: 3) { totalCount nodes { title } } citations { nodes { firstTime } }'],
    ['sources', 'citedTogetherWith(first: 3) { totalCount edges { count node { title } } }'],
    ['publishers', 'sources(first: 3, orderBy: NEWEST) { totalCount nodes { citedBy(first: 1) { nodes { rawText } } } }'],
    ['authors', 'articles(first: 3) { totalCount nodes { comments { totalCount } } }'], ['authors', 'sources(first: 3) { totalCount nodes { publisher { name } } }'],
    ['publishers', 'citedByAuthors(first: 3) { totalCount nodes { count share author { name } } }'],
    ['authors', 'reliesOn(first: 3) { totalCount nodes { count share firstCited publisher { name } } }'],
    ['historicalEvents', 'references { text } articles(first: 3) { totalCount nodes { authors { name } } }'],
    ['origins', 'articles(first: 3) { totalCount nodes { citations { totalCount } } }'],
  ];
  test.each(relations)('%s { %s }', async (list, selection) => {
    const document = `query ($first: Int!) { ${list}(first: $first) { nodes { ${selection} } } }`;
    const many = await graph.count(document, { first: 50 });
    const one = await graph.count(document, { first: 1 });
    expect(many.statements).toHaveLength(one.statements.length);
  });

  test.each(operationNames.filter((name) => 'first' in operation(name).variables && !needsKey(operation(name).document)))('the example %s', async (name) => {
    const { document } = operation(name);
    const many = await graph.count(document, { first: 50 });
    const one = await graph.count(document, { first: 1 });
    expect(many.statements).toHaveLength(one.statements.length);
  });

  test('nodes asks once a type, however many ids', async () => {
    const { articles, sources } = await graph.query<Record<'articles' | 'sources', { nodes: { id: string }[] }>>('{ articles(first: 50) { nodes { id } } sources(first: 40) { nodes { id } } }');
    const ids = [...articles.nodes, ...sources.nodes].map(({ id }) => id);
    const { data, statements } = await graph.count<{ nodes: { id: string }[] }>('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(data.nodes.map(({ id }) => id)).toEqual(ids);
    expect(statements).toHaveLength(2);
  });
});
