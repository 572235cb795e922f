import { nodeId } from '../../src/graph/node-id';
import { parsePartialDate, partialDateOrder } from '../../src/dates/partial-date';
import { insert, insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

beforeAll(async () => {
  await graph.sql(`INSERT INTO publishers (slug, name, kind) VALUES ('times', 'Times', 'NEWSPAPER'), ('press', 'Press', 'PRESS'), ('agency', 'Agency', 'WIRE')`);
  await graph.sql(`INSERT INTO authors (slug, name) VALUES ('ann', 'Ann')`);
  const sources = [['a', '2008', 'book', 2, 0], ['b', '2008-06', 'report', null, 1], ['c', '2008-06-15', 'article-newspaper', 1, 3], ['d', '2009-01-01', 'article-newspaper', 1, 2], ['e', null, 'webpage', null, 0], ['f', '-0480', 'book', 2, 0]] as const;
  const { id: article } = await insertArticle(graph, { slug: 'cites', published_at: '2010-01-01T00:00:00Z' });
  let position = 0;
  for (const [title, issued, type, publisher, citations] of sources) {
    const date = issued === null ? null : parsePartialDate(issued);
    const id = await insert(graph, 'sources', { key: title, title, type, publisher_id: publisher, issued, issued_order: date ? partialDateOrder(date) : 0 });
    for (let n = 0; n < citations; n++) await insert(graph, 'citations', { article_id: article, position: ++position, raw_text: 'line', source_id: id, confidence: 1, review_state: 'ACCEPTED', cited_at: '2010-01-01T00:00:00Z' });
  }
  await graph.sql(`INSERT INTO source_authors (source_id, position, author_id) SELECT id, 1, 1 FROM sources WHERE title IN ('a', 'c')`);
});

const titles = async (filter: object | null, orderBy = 'OLDEST'): Promise<string> => {
  const { sources } = await graph.query<{ sources: { totalCount: number; nodes: { title: string }[] } }>('query ($filter: SourceFilter, $orderBy: SourceOrder!) { sources(filter: $filter, orderBy: $orderBy) { totalCount nodes { title } } }', { filter, orderBy });
  expect(sources.totalCount).toBe(sources.nodes.length);
  return sources.nodes.map(({ title }) => title).join(' ');
};

describe('sources are filtered', () => {
  test.each([
    ['by their publisher', { publisher: { slug: 'times' } }, 'c d'], ['by their publisher’s id', { publisher: { id: nodeId('Publisher', 2) } }, 'f a'],
    ['by an author', { author: { slug: 'ann' } }, 'a c'], ['by their type', { type: 'article-newspaper' }, 'c d'],
    ['from a month on: what is only dated by its year stands before it', { issuedFrom: '2008-06' }, 'b c d'],
    ['up to a month: all of it', { issuedTo: '2008-06' }, 'f a b c'], ['up to a year: all of it', { issuedTo: '2008' }, 'f a b c'],
    ['up to a day', { issuedTo: '2008-06-14' }, 'f a b'], ['within a year', { issuedFrom: '2008', issuedTo: '2008' }, 'a b c'], ['before our era', { issuedTo: '-0001' }, 'f'],
  ])('%s', async (_, filter, wanted) => { expect(await titles(filter)).toBe(wanted); });

  test('and ordered: most cited, newest, oldest', async () => {
    expect(await titles(null, 'MOST_CITED')).toBe('c d b f e a');
    const dated = async (orderBy: string): Promise<string> => (await titles(null, orderBy)).split(' ').filter((title) => title !== 'e').join(' ');
    expect(await dated('NEWEST')).toBe('d c b a f');
    expect(await dated('OLDEST')).toBe('f a b c d');
  });
});

describe('publishers', () => {
  test('are filtered by their sort and ordered by how often they are cited or by name', async () => {
    const names = async (args: string): Promise<string> => (await graph.query<{ publishers: { nodes: { name: string }[] } }>(`{ publishers(${args}) { nodes { name } } }`)).publishers.nodes.map(({ name }) => name).join(' ');
    expect(await names('orderBy: NAME')).toBe('Agency Press Times');
    expect((await names('orderBy: MOST_CITED')).split(' ')[0]).toBe('Times');
    expect(await names('filter: { kind: WIRE }')).toBe('Agency');
  });

  test('have their sources in the order that is asked for, page by page', async () => {
    const { publisher } = await graph.query<{ publisher: { sources: { edges: { cursor: string; node: { title: string } }[] } } }>('{ publisher(by: { slug: "times" }) { sources(first: 1, orderBy: NEWEST) { edges { cursor node { title } } } } }');
    expect(publisher.sources.edges[0]?.node.title).toBe('d');
    const rest = await graph.query('query ($after: String) { publisher(by: { slug: "times" }) { sources(first: 1, orderBy: NEWEST, after: $after) { nodes { title } pageInfo { hasNextPage hasPreviousPage } } } }', { after: publisher.sources.edges[0]?.cursor });
    expect(rest).toEqual({ publisher: { sources: { nodes: [{ title: 'c' }], pageInfo: { hasNextPage: false, hasPreviousPage: true } } } });
  });
});
