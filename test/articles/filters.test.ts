import { nodeId } from '../../src/graph/node-id';
import { insert, insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

beforeAll(async () => {
  await graph.sql(`INSERT INTO authors (slug, name) VALUES ('ann', 'Ann'), ('ben', 'Ben')`);
  await graph.sql(`INSERT INTO publishers (slug, name) VALUES ('times', 'Times'), ('post', 'Post')`);
  await graph.sql(`INSERT INTO sources (key, title, type, publisher_id) VALUES ('1', 'In the Times', 'article-newspaper', 1), ('2', 'In the Post', 'article-newspaper', 2), ('3', 'Nowhere', 'book', NULL)`);
  const articles = [
    { slug: 'first', published_at: '2009-01-01T00:00:00Z', tags: ['oil', 'law'], authors: [1], sources: [1, 1, 2] },
    { slug: 'second', published_at: '2009-02-01T12:00:00Z', tags: ['oil'], authors: [1, 2], sources: [2] },
    { slug: 'third', published_at: '2009-03-01T00:00:00Z', tags: [], authors: [2], sources: [3] },
    { slug: 'undated', published_at: null, tags: ['Oil'], authors: [], sources: [] },
  ];
  for (const { authors, sources, ...row } of articles) {
    const { id } = await insertArticle(graph, row);
    for (const [i, author] of authors.entries()) await graph.sql('INSERT INTO authorships (article_id, position, author_id) VALUES ($1, $2, $3)', [id, i + 1, author]);
    for (const [i, source] of sources.entries()) await insert(graph, 'citations', { article_id: id, position: i + 1, raw_text: 'line', source_id: source, confidence: 1, review_state: 'ACCEPTED', cited_at: row.published_at });
  }
});

describe('articles are filtered', () => {
  test.each([
    ['by nothing', {}, 'first second third undated'],
    ['from an instant on, which is included', { publishedFrom: '2009-02-01T12:00:00Z' }, 'second third undated'],
    ['from an instant with another offset', { publishedFrom: '2009-02-01T13:00:00.001+01:00' }, 'third undated'],
    ['up to an instant, which is included', { publishedTo: '2009-02-01T12:00:00Z' }, 'first second'],
    ['between two instants', { publishedFrom: '2009-01-02T00:00:00Z', publishedTo: '2009-02-28T23:59:59Z' }, 'second'],
    ['between two instants the wrong way round', { publishedFrom: '2009-03-01T00:00:00Z', publishedTo: '2009-01-01T00:00:00Z' }, ''],
    ['by a tag, letter for letter', { tag: 'oil' }, 'first second'],
    ['by a tag that looks like a pattern', { tag: '%' }, ''],
    ['by an author', { author: { slug: 'ben' } }, 'second third'],
    ['by an author’s id', { author: { id: nodeId('Author', 1) } }, 'first second'],
    ['by an author who is not there', { author: { slug: 'nobody' } }, ''],
    ['by a publisher that is cited', { citesPublisher: { slug: 'post' } }, 'first second'],
    ['by a publisher that is cited twice: the article comes once', { citesPublisher: { slug: 'times' } }, 'first'],
    ['by a source', { citesSource: nodeId('Source', 3) }, 'third'],
    ['by everything at once', { publishedFrom: '2009-01-15T00:00:00Z', tag: 'oil', author: { slug: 'ann' }, citesPublisher: { slug: 'post' } }, 'second'],
    ['by nulls, which say nothing', { tag: null, author: null, publishedFrom: null, citesSource: null }, 'first second third undated'],
  ])('%s', async (_, filter, slugs) => {
    const { articles } = await graph.query<{ articles: { totalCount: number; nodes: { slug: string }[] } }>('query ($filter: ArticleFilter) { articles(orderBy: OLDEST, filter: $filter) { totalCount nodes { slug } } }', { filter });
    const wanted = slugs === '' ? [] : slugs.split(' ');
    expect(articles.nodes.map(({ slug }) => slug)).toEqual(wanted);
    expect(articles.totalCount).toBe(wanted.length);
  });

  test('a filter by a relation is one statement, which asks only whether there is one', async () => {
    const { statements } = await graph.count('{ articles(filter: { citesPublisher: { slug: "times" }, author: { slug: "ann" } }) { nodes { slug } } }');
    expect(statements).toHaveLength(1);
    expect(statements[0]?.match(/EXISTS \(/g)).toHaveLength(2);
  });
});

test('articles without a date stand in the list where they were first seen', async () => {
  const { articles } = await graph.query<{ articles: { nodes: { slug: string; publishedAt: string | null }[] } }>('{ articles(first: 1) { nodes { slug publishedAt } } }');
  expect(articles.nodes).toEqual([{ slug: 'undated', publishedAt: null }]);
});
