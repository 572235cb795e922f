import { fillPublication } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
beforeAll(() => fillPublication(graph, { articles: 60, citationsEach: 40 }));

const nested = `query ($articles: Int!) {
  articles(first: $articles) { nodes { slug citations(first: 100) { nodes { position article { slug } source { title publisher { name } authors { name } } } } } }
}`;
interface Nested { articles: { nodes: { slug: string; citations: { nodes: { position: number; article: { slug: string } }[] } }[] } }

test('an answer of thousands of rows takes the statements of a small one, and every row is in its place', async () => {
  const many = await graph.count<Nested>(nested, { articles: 60 });
  const one = await graph.count<Nested>(nested, { articles: 1 });
  expect(many.statements).toEqual(one.statements);
  for (const { slug, citations } of many.data.articles.nodes) {
    expect(citations.nodes).toHaveLength(40);
    for (const [i, { position, article }] of citations.nodes.entries()) expect({ position, slug: article.slug }).toEqual({ position: i + 1, slug });
  }
});
