import { fillPublication } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

/** More lines than are read of one step of a chain (8,000), a work and its author for each article that only this cites: what is left out would be missed. And an article that alone cites the one source of a publisher, which only author 9 wrote. */
beforeAll(async () => {
  await fillPublication(graph, { articles: 301, citationsEach: 30, sources: 600 });
  await graph.sql(`INSERT INTO publishers (slug, name, kind) VALUES ('lonely', 'Lonely', 'WIRE')`);
  await graph.sql(`INSERT INTO authors (slug, name, family_name, given_name) VALUES ('author-9', 'Author 9', 'Author', '9')`);
  await graph.sql(`DELETE FROM citations WHERE article_id = 301`);
  await graph.sql(`UPDATE sources SET publisher_id = 6 WHERE id = 600`);
  await graph.sql(`DELETE FROM citations WHERE source_id = 600`);
  await graph.sql(`INSERT INTO citations (article_id, position, raw_text, source_id, confidence, review_state, cited_at) SELECT id, 1, 'line', 600, 1, 'ACCEPTED', listed_at FROM articles WHERE id = 301`);
  await graph.sql(`UPDATE source_authors SET author_id = 9 WHERE source_id = 600 AND position = 1`);
  await graph.sql(`INSERT INTO authors (slug, name) SELECT 'own-' || n, 'Own ' || n FROM generate_series(1, 300) n`);
  await graph.sql(`INSERT INTO sources (key, title, type, issued, issued_order) SELECT 'own ' || n, 'Own ' || n, 'report', '2008', 2008 * 512 FROM generate_series(1, 300) n`);
  await graph.sql(`INSERT INTO source_authors (source_id, position, author_id) SELECT 600 + n, 1, 9 + n FROM generate_series(1, 300) n`);
  await graph.sql(`INSERT INTO citations (article_id, position, raw_text, source_id, confidence, review_state, cited_at) SELECT a.id, 31, 'line', 600 + a.id, 1, 'ACCEPTED', a.listed_at FROM articles a WHERE a.id <= 300`);
}, 60_000);

type List = 'articles' | 'sources' | 'publishers' | 'authors';
const inputs: Record<List, string> = { articles: 'ArticleFilter', sources: 'SourceFilter', publishers: 'PublisherFilter', authors: 'AuthorFilter' };
interface Found { list: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } }

/** Of all pages, in the order of ids. */
async function found(list: List, filter: object): Promise<number[]> {
  const ids: number[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { list: { nodes, pageInfo } }: Found = await graph.query<Found>(`query ($filter: ${inputs[list]}, $after: String) { list: ${list}(filter: $filter, first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`, { filter, after });
    ids.push(...nodes.map(({ id }) => Number(Buffer.from(id, 'base64url').toString().split(':')[1])));
    ({ hasNextPage: more, endCursor: after } = pageInfo);
  }
  return ids.sort((a, b) => a - b);
}

const publisher = (slug: string): object => ({ publisher: { slug } });
const citing = (slug: string): string => `SELECT x.article_id FROM citations x JOIN sources s ON s.id = x.source_id JOIN publishers p ON p.id = s.publisher_id WHERE p.slug = '${slug}'`;
const cited = (articles: string): string => `SELECT y.source_id FROM citations y WHERE y.article_id IN (${articles})`;

describe('a chain of relations gives what each of them says', () => {
  test.each<[what: string, list: List, filter: object, sql: string]>([
    ['when all is known', 'authors', { sources: { citedBy: { cites: publisher('lonely') } } }, `SELECT w.author_id FROM source_authors w WHERE w.source_id IN (${cited(citing('lonely'))})`],
    ['when there are too many of the last step', 'sources', { citedBy: { cites: publisher('publisher-2') } }, cited(citing('publisher-2'))],
    ['when there are too many of one between', 'authors', { sources: { citedBy: { cites: publisher('publisher-2') } } }, `SELECT w.author_id FROM source_authors w WHERE w.source_id IN (${cited(citing('publisher-2'))})`],
    ['when there are too many of the first', 'authors', { sources: { citedBy: { publishedFrom: '2009-01-02T00:00:00Z' } } }, `SELECT w.author_id FROM source_authors w WHERE w.source_id IN (${cited(`SELECT a.id FROM articles a WHERE a.listed_at >= '2009-01-02T00:00:00Z'`)})`],
    ['back and forth', 'articles', { cites: { citedBy: { cites: publisher('publisher-3') } } }, `SELECT z.article_id FROM citations z WHERE z.source_id IN (${cited(citing('publisher-3'))})`],
    ['of publishers, some of whose sources have none', 'publishers', { sources: { citedBy: { cites: publisher('lonely') } } }, `SELECT s.publisher_id FROM sources s WHERE s.id IN (${cited(citing('lonely'))})`],
    ['beside another condition', 'authors', { sources: { type: 'book', citedBy: { cites: publisher('publisher-2') } } }, 'SELECT 0 WHERE false'],
    ['beside another chain', 'authors', { articles: { cites: publisher('lonely') }, sources: { citedBy: { cites: publisher('publisher-2') } } },
      `SELECT w.author_id FROM source_authors w WHERE w.source_id IN (${cited(citing('publisher-2'))}) INTERSECT SELECT v.author_id FROM authorships v WHERE v.article_id IN (${citing('lonely')})`],
  ])('%s', async (_, list, filter, sql) => {
    const wanted = (await graph.sql<{ id: number }>(`SELECT DISTINCT id::integer FROM (${sql}) AS t (id) ORDER BY 1`)).map(({ id }) => id);
    expect(await found(list, filter)).toEqual(wanted);
  });

  test('of which none has more than there are to be found', async () => {
    expect(await found('authors', { sources: { citedBy: { cites: publisher('publisher-2') } } })).not.toContain(9);
    expect(await found('articles', { cites: { citedBy: { cites: publisher('publisher-3') } } })).not.toContain(301);
  });
});
