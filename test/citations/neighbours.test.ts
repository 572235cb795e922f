import { nodeId } from '../../src/graph/node-id';
import { type Line, fillAtRandom, tally, visibleLines } from '../support/random-publication';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
beforeAll(() => fillAtRandom(graph, 1, { articles: 70, sources: 40, publishers: 5, authors: 12 }));

interface Edge { count: number; node: { id: string } }
interface RelatedEdge { sharedCount: number; shared: { id: string }[]; node: { id: string } }

const sourcesOf = (lines: Line[], article: number): number[] =>
  [...new Set(lines.filter((line) => line.article === article).sort((a, b) => a.position - b.position).map(({ source }) => source))];
const idsOfSources = (count: number): string[] => Array.from({ length: count }, (_, i) => nodeId('Source', i + 1));

describe('sources that are cited together', () => {
  test('each with the number of articles that cite both, most first, as counted by hand', async () => {
    const lines = await visibleLines(graph);
    const { nodes } = await graph.query<{ nodes: { citedTogetherWith: { totalCount: number; edges: Edge[] } }[] }>(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Source { citedTogetherWith(first: 100) { totalCount edges { count node { id } } } } } }', { ids: idsOfSources(40) });
    const byHand = Array.from({ length: 40 }, (_, i) => i + 1).map((id) => {
      const articles = new Set(lines.filter(({ source }) => source === id).map(({ article }) => article));
      const others = [...articles].flatMap((article) => sourcesOf(lines, article).filter((source) => source !== id));
      return [...tally(others, (source) => source)].sort(([a, m], [b, n]) => n - m || b - a).map(([source, count]) => ({ count, node: { id: nodeId('Source', source) } }));
    });
    expect(nodes.map(({ citedTogetherWith: { edges } }) => edges)).toEqual(byHand);
    expect(nodes.map(({ citedTogetherWith: { totalCount } }) => totalCount)).toEqual(byHand.map(({ length }) => length));
    expect(Math.max(...byHand.flat().map(({ count }) => count))).toBeGreaterThan(3);
  });

  test('come page by page, in both directions, without a gap', async () => {
    const page = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { node(id: $id) { ... on Source {
      citedTogetherWith(first: $first, after: $after, last: $last, before: $before) { edges { cursor count node { id } } pageInfo { hasNextPage hasPreviousPage startCursor } } } } }`;
    interface Page { edges: (Edge & { cursor: string })[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string } }
    const ask = async (variables: object): Promise<Page> => (await graph.query<{ node: { citedTogetherWith: Page } }>(page, { id: nodeId('Source', 1), ...variables })).node.citedTogetherWith;
    const { edges: all } = await ask({ first: 100 });
    const one = await ask({ first: 7 });
    const two = await ask({ first: 7, after: all[6]?.cursor });
    expect([...one.edges, ...two.edges]).toEqual(all.slice(0, 14));
    expect([one.pageInfo.hasPreviousPage, one.pageInfo.hasNextPage, two.pageInfo.hasPreviousPage]).toEqual([false, true, true]);
    expect((await ask({ last: 7, before: two.pageInfo.startCursor })).edges).toEqual(one.edges);
    expect((await ask({ last: 3 })).edges).toEqual(all.slice(-3));
  });

  test('of a source that is cited more often, the newest hundred articles count', async () => {
    await graph.sql(`INSERT INTO sources (key, title, type) VALUES ('old', 'Old companion', 'book'), ('everywhere', 'Everywhere', 'book'), ('new', 'New companion', 'book')`);
    await graph.sql(`INSERT INTO articles (origin_id, origin_key, slug, title, title_key, status, published_at, content_hash)
      SELECT 1, 'many ' || n, 'many-' || n, 'Many', 'many', 'PUBLISHED', timestamptz '2012-01-01T00:00:00Z' + n * interval '1 day', '' FROM generate_series(1, 130) n`);
    await graph.sql(`INSERT INTO citations (article_id, position, raw_text, source_id, confidence, review_state, cited_at)
      SELECT a.id, p, 'line', s.id, 1, 'ACCEPTED', a.listed_at FROM articles a, LATERAL (VALUES (1, 'everywhere'), (2, CASE WHEN a.listed_at < '2012-01-31' THEN 'old' ELSE 'new' END)) AS l (p, key)
      JOIN sources s USING (key) WHERE a.title = 'Many'`);
    const [source] = await graph.sql<{ id: number }>(`SELECT id FROM sources WHERE key = 'everywhere'`);
    const { node } = await graph.query<{ node: object }>('query ($id: ID!) { node(id: $id) { ... on Source { citedTogetherWith { edges { count node { title } } } } } }', { id: nodeId('Source', source?.id ?? 0) });
    expect(node).toEqual({ citedTogetherWith: { edges: [{ count: 100, node: { title: 'New companion' } }] } });
    await graph.sql(`DELETE FROM articles WHERE title = 'Many'`);
  });

  test('are two statements for many sources as for one', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Source { citedTogetherWith(first: 5) { edges { count node { title } } } } } }';
    expect((await graph.count(query, { ids: idsOfSources(40) })).statements).toHaveLength(2);
    expect((await graph.count(query, { ids: idsOfSources(1) })).statements).toHaveLength(2);
  });
});

describe('related articles', () => {
  test('share sources, which are named in the order of the bibliography; most first, then the newest', async () => {
    const lines = await visibleLines(graph);
    const { articles } = await graph.query<{ articles: { nodes: { id: string; related: { totalCount: number; edges: RelatedEdge[] } }[] } }>(
      '{ articles(first: 60) { nodes { id related(first: 60) { totalCount edges { sharedCount shared(first: 8) { id } node { id } } } } } }');
    const published = [...new Set(lines.map(({ article }) => article))];
    const dateOf = new Map(lines.map(({ article, at }) => [article, at]));
    const byHand = new Map(published.map((article) => {
      const own = sourcesOf(lines, article);
      const others = published.filter((other) => other !== article)
        .map((other) => ({ other, shared: own.filter((source) => sourcesOf(lines, other).includes(source)) })).filter(({ shared }) => shared.length > 0)
        .sort((a, b) => b.shared.length - a.shared.length || (dateOf.get(b.other) ?? '').localeCompare(dateOf.get(a.other) ?? '') || b.other - a.other);
      return [nodeId('Article', article), others.map(({ other, shared }) => ({ sharedCount: shared.length, shared: shared.map((id) => ({ id: nodeId('Source', id) })), node: { id: nodeId('Article', other) } }))];
    }));
    for (const { id, related: { edges, totalCount } } of articles.nodes) {
      expect(edges).toEqual(byHand.get(id) ?? []);
      expect(totalCount).toBe(edges.length);
    }
    expect(Math.max(...[...byHand.values()].flat().map(({ sharedCount }) => sharedCount))).toBeGreaterThan(2);
  });

  test('name as many of the shared sources as are asked for, and refuse a wrong number', async () => {
    const some = (first: number): string => `{ articles(first: 20) { nodes { related(first: 1) { edges { sharedCount shared(first: ${first}) { id } } } } } }`;
    const { articles } = await graph.query<{ articles: { nodes: { related: { edges: RelatedEdge[] } }[] } }>(some(1));
    const edges = articles.nodes.flatMap(({ related }) => related.edges);
    expect(edges.some(({ sharedCount }) => sharedCount > 1)).toBe(true);
    for (const { shared } of edges) expect(shared).toHaveLength(1);
    const { errors } = await graph.ask(some(0));
    expect(errors?.[0]).toMatchObject({ message: 'first: expected a number from 1 to 100, got 0.', extensions: { code: 'BAD_USER_INPUT', argument: 'first' } });
  });

  test('are as many statements for many articles as for one', async () => {
    const query = 'query ($first: Int!) { articles(first: $first) { nodes { related(first: 5) { totalCount edges { sharedCount shared(first: 3) { title } node { title } } } } } }';
    expect((await graph.count(query, { first: 40 })).statements).toHaveLength(4);
    expect((await graph.count(query, { first: 2 })).statements).toHaveLength(4);
  });
});

describe('sources that appear for the first time', () => {
  const query = '{ articles(first: 100) { nodes { id firstTimeSources(first: 100) { totalCount nodes { id } } citations(first: 100) { nodes { id firstTime } } } } }';
  interface Answer { articles: { nodes: { id: string; firstTimeSources: { totalCount: number; nodes: { id: string }[] }; citations: { nodes: { id: string; firstTime: boolean }[] } }[] } }

  test('are those that no published article cites before, in the order of the bibliography', async () => {
    const lines = await visibleLines(graph);
    const firstArticle = new Map<number, number>();
    for (const { source, article } of lines) if (!firstArticle.has(source)) firstArticle.set(source, article);
    const { articles } = await graph.query<Answer>(query);
    for (const { id, firstTimeSources, citations } of articles.nodes) {
      const own = lines.filter(({ article, source }) => nodeId('Article', article) === id && firstArticle.get(source) === article);
      const inOrder = [...new Set([...own].sort((a, b) => a.position - b.position).map(({ source }) => nodeId('Source', source)))];
      expect(firstTimeSources).toEqual({ totalCount: inOrder.length, nodes: inOrder.map((source) => ({ id: source })) });
      expect(citations.nodes.filter(({ firstTime }) => firstTime).map((line) => line.id).sort()).toEqual(own.map((line) => nodeId('Citation', line.id)).sort());
    }
    expect(articles.nodes.flatMap(({ firstTimeSources: { nodes } }) => nodes)).toHaveLength(firstArticle.size);
  });

  test('are as many statements for many articles as for one', async () => {
    const counted = 'query ($first: Int!) { articles(first: $first) { nodes { firstTimeSources(first: 5) { nodes { title } } citations(first: 50) { nodes { firstTime } } } } }';
    expect((await graph.count(counted, { first: 40 })).statements).toHaveLength(4);
    expect((await graph.count(counted, { first: 2 })).statements).toHaveLength(4);
  });

  test('become those of the next article when the first is withdrawn', async () => {
    const articles = [...new Set((await visibleLines(graph)).filter(({ source }) => source === 1).map(({ article }) => article))];
    const firstTime = async (): Promise<string[]> => (await graph.query<Answer>(query)).articles.nodes
      .filter(({ firstTimeSources: { nodes } }) => nodes.some(({ id }) => id === nodeId('Source', 1))).map(({ id }) => id);
    expect(await firstTime()).toEqual([nodeId('Article', articles[0] ?? 0)]);
    await graph.sql(`UPDATE articles SET status = 'WITHDRAWN' WHERE id = $1`, [articles[0]]);
    expect(await firstTime()).toEqual([nodeId('Article', articles[1] ?? 0)]);
    await graph.sql(`UPDATE articles SET status = 'PUBLISHED' WHERE id = $1`, [articles[0]]);
  });
});
