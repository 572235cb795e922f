import { fillPublication } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
beforeAll(() => fillPublication(graph, { articles: 60, citationsEach: 12 }));

const counting = (statements: string[]): string[] => statements.filter((text) => /\bcount\(/i.test(text));

describe('totalCount is counted only when it is selected', () => {
  const lists = ['articles', 'sources', 'publishers', 'authors', 'historicalEvents', 'origins'];
  test.each(lists)('%s: one statement more with it, and none that counts without it', async (list) => {
    const page = `{ ${list}(first: 2) { nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const without = await graph.count(page);
    const having = await graph.count<Record<string, { totalCount: number }>>(page.replace('nodes', 'totalCount nodes'));
    expect(counting(without.statements)).toEqual([]);
    expect(without.statements).toHaveLength(1);
    expect(having.statements).toHaveLength(2);
    const [row] = await graph.sql<{ count: number }>(`SELECT count(*) FROM ${list === 'historicalEvents' ? 'historical_events' : list}`);
    expect(having.data[list]?.totalCount).toBe(row?.count);
  });

  const children = [
    ['articles', 'citations'], ['articles', 'comments'], ['articles', 'events'], ['sources', 'citedBy'], ['publishers', 'sources'],
    ['authors', 'articles'], ['authors', 'sources'], ['historicalEvents', 'articles'], ['origins', 'articles'],
  ];
  test.each(children)('%s { %s }: one statement more for all parents, and none that counts without it', async (list, child) => {
    const page = `{ ${list}(first: 50) { nodes { id ${child}(first: 2) { nodes { id } pageInfo { hasNextPage } } } } }`;
    const without = await graph.count(page);
    const having = await graph.count<Record<string, { nodes: Record<string, { totalCount: number }>[] }>>(page.replace('{ nodes { id } pageInfo', '{ totalCount nodes { id } pageInfo'));
    expect(counting(without.statements)).toEqual([]);
    expect(counting(having.statements)).toHaveLength(1);
    expect(having.statements).toHaveLength(without.statements.length + 1);
    for (const parent of having.data[list]?.nodes ?? []) expect(parent[child ?? '']?.totalCount).toBeGreaterThan(0);
  });

  test('a count of a filtered list counts what the filter lets through', async () => {
    const { articles } = await graph.query<{ articles: { totalCount: number } }>('{ articles(first: 1, filter: { tag: "tag-1" }) { totalCount } }');
    expect(articles.totalCount).toBe(20);
  });

  test('counts of children are those of their own parent', async () => {
    const { articles } = await graph.query<{ articles: { nodes: { slug: string; citations: { totalCount: number } }[] } }>('{ articles(first: 50) { nodes { slug citations(first: 1) { totalCount } } } }');
    const rows = await graph.sql<{ slug: string; count: number }>('SELECT a.slug, count(*) FROM articles a JOIN citations c ON c.article_id = a.id GROUP BY 1');
    const counts = new Map(rows.map(({ slug, count }) => [slug, count]));
    for (const { slug, citations } of articles.nodes) expect(citations.totalCount).toBe(counts.get(slug));
  });
});
