import { insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

interface Page { edges: { cursor: string; node: { slug: string } }[]; nodes: { slug: string }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } }
const names = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'a9'];
const cursorOf = new Map<string, string>();

/** A page of the oldest first, by arguments in which `<a3>` stands for the cursor of a3. */
async function page(args: string): Promise<Page> {
  const filled = args.replace(/<(\w+)>/g, (_, slug: string) => JSON.stringify(cursorOf.get(slug)));
  return (await graph.query<{ articles: Page }>(`{ articles(orderBy: OLDEST${filled ? `, ${filled}` : ''}) {
    edges { cursor node { slug } } nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`)).articles;
}

beforeAll(async () => {
  for (const [n, slug] of names.entries()) await insertArticle(graph, { slug, published_at: `2009-01-0${n + 1}T00:00:00Z` });
  for (const { cursor, node } of (await page('first: 100')).edges) cursorOf.set(node.slug, cursor);
});

describe('pageInfo is right in both directions', () => {
  test.each([
    ['', 'a1 a2 a3 a4 a5 a6 a7 a8 a9', false, false],
    ['first: 3', 'a1 a2 a3', false, true],
    ['first: 9', 'a1 a2 a3 a4 a5 a6 a7 a8 a9', false, false],
    ['first: 3, after: <a3>', 'a4 a5 a6', true, true],
    ['first: 3, after: <a6>', 'a7 a8 a9', true, false],
    ['first: 3, after: <a9>', '', true, false],
    ['after: <a4>', 'a5 a6 a7 a8 a9', true, false],
    ['last: 3', 'a7 a8 a9', true, false],
    ['last: 9', 'a1 a2 a3 a4 a5 a6 a7 a8 a9', false, false],
    ['last: 3, before: <a7>', 'a4 a5 a6', true, true],
    ['last: 3, before: <a4>', 'a1 a2 a3', false, true],
    ['last: 3, before: <a1>', '', false, true],
    ['before: <a4>', 'a1 a2 a3', false, true],
    ['first: 2, before: <a4>', 'a1 a2', false, true],
    ['first: 5, before: <a4>', 'a1 a2 a3', false, true],
    ['last: 2, after: <a4>', 'a8 a9', true, false],
    ['first: 9, after: <a2>, before: <a6>', 'a3 a4 a5', true, true],
    ['first: 2, after: <a2>, before: <a6>', 'a3 a4', true, true],
    ['last: 2, after: <a2>, before: <a6>', 'a4 a5', true, true],
    ['first: 3, after: <a6>, before: <a2>', '', true, true],
    ['first: 3, after: null, last: null, before: null', 'a1 a2 a3', false, true],
  ])('%s gives %s', async (args, slugs, hasPreviousPage, hasNextPage) => {
    const { edges, nodes, pageInfo } = await page(args);
    const wanted = slugs === '' ? [] : slugs.split(' ');
    expect(nodes.map(({ slug }) => slug)).toEqual(wanted);
    expect(edges.map(({ node }) => node.slug)).toEqual(wanted);
    expect(pageInfo).toEqual({
      hasPreviousPage, hasNextPage,
      startCursor: cursorOf.get(wanted.at(0) ?? '') ?? null, endCursor: cursorOf.get(wanted.at(-1) ?? '') ?? null,
    });
  });

  test('the page of 20 is the default', async () => {
    await graph.sql(`INSERT INTO articles (origin_id, origin_key, slug, title, title_key, status, published_at, content_hash)
      SELECT 1, 'more-' || n, 'more-' || n, 't', 't', 'PUBLISHED', '2010-01-01', '' FROM generate_series(1, 30) n`);
    expect((await page('')).nodes).toHaveLength(20);
    expect((await page(`before: <a9>`)).nodes).toHaveLength(8);
    await graph.sql(`DELETE FROM articles WHERE slug LIKE 'more-%'`);
  });

  test('an empty list has no cursor and no neighbours', async () => {
    const { articles } = await graph.query<{ articles: Page }>('{ articles(filter: { tag: "none" }) { edges { cursor } nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }');
    expect(articles).toEqual({ edges: [], nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } });
  });

  test('a filter holds for the neighbours of a page too', async () => {
    await graph.sql(`UPDATE articles SET tags = '{odd}' WHERE slug IN ('a5', 'a7')`);
    const { articles } = await graph.query<{ articles: Page }>(
      'query ($after: String) { articles(orderBy: OLDEST, filter: { tag: "odd" }, after: $after, first: 1) { nodes { slug } pageInfo { hasNextPage hasPreviousPage } } }', { after: cursorOf.get('a4') });
    expect(articles).toEqual({ nodes: [{ slug: 'a5' }], pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  });
});
