import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample');

interface Item { id: string }
type Pairs = [string, string][];

/** Every (parent, child) of a relation, read by walking the list of parents and each list of children to its end. */
async function pairs(list: string, child: string, pick: (parent: Item, node: never) => [string, string] | null, selection: string): Promise<Pairs> {
  const found: Pairs = [];
  let after: string | null = null;
  do {
    const data: Record<string, { nodes: (Item & Record<string, { nodes: never[]; pageInfo: { hasNextPage: boolean } }>)[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }> = await graph.query(
      `query ($after: String) { ${list}(first: 100, after: $after) { nodes { id ${child}(first: 100) { nodes ${selection} pageInfo { hasNextPage } } } pageInfo { hasNextPage endCursor } } }`, { after });
    const page = data[list];
    for (const parent of page?.nodes ?? []) {
      const children = parent[child] as unknown as { nodes: never[]; pageInfo: { hasNextPage: boolean } };
      expect(children.pageInfo.hasNextPage).toBe(false);
      found.push(...children.nodes.flatMap((node) => [pick(parent, node)].filter((pair) => pair !== null)));
    }
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return found.sort((a, b) => a.join().localeCompare(b.join()));
}

/** Pairs of a list whose children are a plain list or a single row of each node. */
async function plainPairs(list: string, selection: string, pick: (node: never) => Pairs): Promise<Pairs> {
  const found: Pairs = [];
  let after: string | null = null;
  do {
    const data: Record<string, { nodes: never[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }> =
      await graph.query(`query ($after: String) { ${list}(first: 100, after: $after) { nodes ${selection} pageInfo { hasNextPage endCursor } } }`, { after });
    for (const node of data[list]?.nodes ?? []) found.push(...pick(node));
    after = data[list]?.pageInfo.hasNextPage ? data[list].pageInfo.endCursor : null;
  } while (after !== null);
  return found.sort((a, b) => a.join().localeCompare(b.join()));
}

describe('both directions of a relation agree', () => {
  test('Article.citations → Source and Source.citedBy → Article', async () => {
    const there = await pairs('articles', 'citations', ({ id }, node: { id: string; source: Item | null }) => (node.source ? [`${id} ${node.source.id}`, node.id] : null), '{ id source { id } }');
    const back = await pairs('sources', 'citedBy', ({ id }, node: { id: string; article: Item }) => [`${node.article.id} ${id}`, node.id], '{ id article { id } }');
    expect(there.length).toBeGreaterThan(100);
    expect(back).toEqual(there);
  });

  test('Source.publisher and Publisher.sources', async () => {
    const there = await plainPairs('sources', '{ id publisher { id } }', ({ id, publisher }: Item & { publisher: Item | null }) => (publisher ? [[publisher.id, id]] : []));
    const back = await pairs('publishers', 'sources', ({ id }, node: Item) => [id, node.id], '{ id }');
    expect(there.length).toBeGreaterThan(100);
    expect(back).toEqual(there);
  });

  test.each(['articles', 'sources'])('%s { authors } and Author.%s', async (list) => {
    const there = await plainPairs(list, '{ id authors { id } }', ({ id, authors }: Item & { authors: Item[] }) => authors.map((author): [string, string] => [author.id, id]));
    const back = await pairs('authors', list, ({ id }, node: Item) => [id, node.id], '{ id }');
    expect(there.length).toBeGreaterThan(5);
    expect(back).toEqual(there);
  });

  test('Article.events and HistoricalEvent.articles', async () => {
    const there = await pairs('articles', 'events', ({ id }, node: Item) => [id, node.id], '{ id }');
    const back = await pairs('historicalEvents', 'articles', ({ id }, node: Item) => [node.id, id], '{ id }');
    expect(there.length).toBeGreaterThan(60);
    expect(back).toEqual(there);
  });

  test('Article.origin and Origin.articles', async () => {
    const there = await plainPairs('articles', '{ id origin { id } }', ({ id, origin }: Item & { origin: Item }) => [[origin.id, id]]);
    const back = await pairs('origins', 'articles', ({ id }, node: Item) => [id, node.id], '{ id }');
    expect(back).toEqual(there);
  });

  test('Article.comments and Comment.article, Comment.replies and Comment.parent', async () => {
    const { articles } = await graph.query<{ articles: { nodes: (Item & { comments: { nodes: (Item & { article: Item; parent: null; replies: { nodes: { article: Item; parent: Item }[] } })[] } })[] } }>(
      '{ articles(first: 100) { nodes { id comments(first: 100) { nodes { id article { id } parent { id } replies(first: 3) { nodes { article { id } parent { id } } } } } } } }');
    const comments = articles.nodes.flatMap(({ id, comments: { nodes } }) => nodes.map((comment) => ({ of: id, comment })));
    expect(comments.length).toBeGreaterThan(20);
    for (const { of, comment } of comments) {
      expect(comment).toMatchObject({ article: { id: of }, parent: null });
      for (const reply of comment.replies.nodes) expect(reply).toEqual({ article: { id: of }, parent: { id: comment.id } });
    }
    expect(comments.flatMap(({ comment }) => comment.replies.nodes).length).toBeGreaterThan(5);
  });

  test('a source is cited as often as its citedBy has lines, and a publisher as often as its sources', async () => {
    const { sources } = await graph.query<{ sources: { nodes: { citationCount: number; citedBy: { totalCount: number } }[] } }>('{ sources(first: 100) { nodes { citationCount citedBy(first: 1) { totalCount } } } }');
    for (const { citationCount, citedBy } of sources.nodes) expect(citationCount).toBe(citedBy.totalCount);
    const { publishers } = await graph.query<{ publishers: { nodes: { citationCount: number; sources: { nodes: { citationCount: number }[] } }[] } }>(
      '{ publishers(first: 100) { nodes { citationCount sources(first: 100) { nodes { citationCount } } } } }');
    for (const { citationCount, sources: { nodes } } of publishers.nodes) expect(citationCount).toBe(nodes.reduce((sum, source) => sum + source.citationCount, 0));
  });
});
