import { insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

interface Page { nodes: { slug: string }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } }
type Between = () => Promise<void>;
const nothing: Between = () => Promise.resolve();
const day = (n: number): string => `2009-01-${String(n).padStart(2, '0')}T00:00:00.000Z`;

/** All slugs by pages from one end; `between` runs before each further page. */
async function walk(direction: 'forward' | 'backward', orderBy: string, size: number, between = nothing): Promise<string[]> {
  const slugs: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const args: string = direction === 'forward' ? 'first: $size, after: $cursor' : 'last: $size, before: $cursor';
    const { articles }: { articles: Page } = await graph.query<{ articles: Page }>(
      `query ($size: Int!, $cursor: String) { articles(${args}, orderBy: ${orderBy}) { nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`, { size, cursor });
    const page = articles.nodes.map(({ slug }) => slug);
    if (direction === 'forward') slugs.push(...page);
    else slugs.unshift(...page);
    cursor = direction === 'forward' ? articles.pageInfo.endCursor : articles.pageInfo.startCursor;
    if (!(direction === 'forward' ? articles.pageInfo.hasNextPage : articles.pageInfo.hasPreviousPage)) return slugs;
    await between();
  }
}

async function expected(order: 'DESC' | 'ASC'): Promise<string[]> {
  return (await graph.sql<{ slug: string }>(`SELECT slug FROM articles WHERE status = 'PUBLISHED' ORDER BY listed_at ${order}, id ${order}`)).map(({ slug }) => slug);
}

beforeAll(async () => {
  // Every instant is shared by four articles, more than a small page holds; one article has no date.
  for (let n = 1; n <= 28; n++) await insertArticle(graph, { slug: `a${n}`, published_at: day(Math.ceil(n / 4)) });
  await insertArticle(graph, { slug: 'without-date', published_at: null });
});

describe('pages continue where the last one ended', () => {
  test.each([1, 2, 3, 5, 7, 29, 30, 100])('forward and backward, in either order, by %i: every article once, in order', async (size) => {
    const newest = await expected('DESC');
    const oldest = await expected('ASC');
    expect(await walk('forward', 'NEWEST', size)).toEqual(newest);
    expect(await walk('backward', 'NEWEST', size)).toEqual(newest);
    expect(await walk('forward', 'OLDEST', size)).toEqual(oldest);
    expect(await walk('backward', 'OLDEST', size)).toEqual(oldest);
  });

  test.each(['forward', 'backward'] as const)('articles that appear between two pages going %s make no article repeat or fail to come', async (direction) => {
    const before = await expected('DESC');
    let n = 0;
    const seen = await walk(direction, 'NEWEST', 3, async () => {
      n += 1;
      // One before everything, one after everything, one into the middle of a shared instant.
      await insertArticle(graph, { slug: `${direction}-new-${n}`, published_at: '2009-12-01T00:00:00Z' });
      await insertArticle(graph, { slug: `${direction}-old-${n}`, published_at: '2008-01-01T00:00:00Z' });
      await insertArticle(graph, { slug: `${direction}-middle-${n}`, published_at: day(4) });
      if (n > 40) throw new Error('Expected the walk to end before the new articles do; it reads what it inserts for ever.');
      if (n > 12) await graph.sql(`DELETE FROM articles WHERE slug LIKE '${direction}-%'`);
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((slug) => before.includes(slug))).toEqual(before);
    await graph.sql(`DELETE FROM articles WHERE slug LIKE '${direction}-%'`);
  });

  test('a cursor still works when its own article has gone', async () => {
    const { id } = await insertArticle(graph, { slug: 'gone', published_at: day(5) });
    const document = 'query ($after: String) { articles(first: 100, after: $after) { edges { cursor node { slug } } } }';
    const read = (after: string | null) => graph.query<{ articles: { edges: { cursor: string; node: { slug: string } }[] } }>(document, { after });
    const { edges } = (await read(null)).articles;
    const at = edges.findIndex(({ node }) => node.slug === 'gone');
    await graph.sql('DELETE FROM articles WHERE id = $1', [id]);
    const rest = (await read(edges[at]?.cursor ?? null)).articles.edges;
    expect(rest).toEqual(edges.slice(at + 1));
  });

  test('a page is read by its key: no statement skips rows by their number, joins, or removes doubles', async () => {
    const { articles } = await graph.query<{ articles: Page }>('{ articles(first: 5) { nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }');
    const { statements } = await graph.count('query ($after: String) { articles(first: 5, after: $after) { nodes { slug } } }', { after: articles.pageInfo.endCursor });
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatch(/\(a\.listed_at, a\.id\) < \(/);
    expect(statements[0]).not.toMatch(/\bOFFSET\b|\bDISTINCT\b|\bJOIN\b/i);
  });
});

describe('pages of a list that is joined to another table', () => {
  test('an author’s articles come once each and complete, though each has several authors and tags', async () => {
    const author = await graph.sql<{ id: number }>(`INSERT INTO authors (slug, name) VALUES ('one', 'One'), ('two', 'Two'), ('three', 'Three') RETURNING id`);
    for (const [i, { id }] of author.entries()) await graph.sql('INSERT INTO authorships (article_id, position, author_id) SELECT id, $1, $2 FROM articles', [i + 1, id]);
    const slugs: string[] = [];
    let after: string | null = null;
    do {
      const { author: found }: { author: { articles: Page & { totalCount: number } } } = await graph.query(
        `query ($after: String) { author(by: { slug: "two" }) { articles(first: 4, after: $after) { totalCount nodes { slug authors { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`, { after });
      expect(found.articles.totalCount).toBe(29);
      slugs.push(...found.articles.nodes.map(({ slug }) => slug));
      after = found.articles.pageInfo.hasNextPage ? found.articles.pageInfo.endCursor : null;
    } while (after !== null);
    expect(slugs).toEqual(await expected('DESC'));
  });
});
