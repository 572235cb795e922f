import { insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

interface Found { search: { totalCount: number; complete: boolean; nodes: { title: string }[] } }
const find = async (query: string, more: object = {}): Promise<{ titles: string[]; count: number; complete: boolean }> => {
  const { search } = await graph.query<Found>('query ($query: String!, $filter: SearchFilter) { search(query: $query, types: [SOURCE], filter: $filter, first: 100) { totalCount complete nodes { ... on Source { title } } } }', { query, ...more });
  return { titles: search.nodes.map(({ title }) => title), count: search.totalCount, complete: search.complete };
};

/** More than are read one by one (5,000) and than the index is asked for (2,500); the higher the number the newer. */
const sources = 9000;
beforeAll(async () => {
  await graph.sql(`INSERT INTO sources (key, title, type, issued, issued_order)
    SELECT n::text, concat_ws(' ', 'Harbour', CASE WHEN n % 2 = 0 THEN 'pilot' END, CASE WHEN n IN (7, 8) THEN 'oldest wreck' END, CASE WHEN n <= 3 THEN 'wreck pilot' END, 'boats', CASE WHEN n IN (100, 8000, 8003) THEN 'pilot' END, n),
      'book', '2001', 1900 * 512 + n FROM generate_series(1, ${sources}) n`);
  await graph.sql('ANALYZE search_documents');
});

describe('among many documents', () => {
  test('of a word that stands in all the newest are ranked, and there are more', async () => {
    expect(await find('harbour')).toMatchObject({ count: 200, complete: false });
  });

  test.each([
    ['a rare word', 'oldest', ['7', '8']], ['a rare word beside one that stands in all', 'wreck harbour', ['1', '2', '3', '7', '8']], ['a rare phrase of rare words', '"oldest wreck"', ['7', '8']],
    ['a rare word without a frequent one', 'wreck -pilot', ['7']],
  ])('%s is found wherever it stands, and there are no more', async (_, query, wanted) => {
    const { titles, complete } = await find(query);
    expect(titles.map((title) => title.split(' ').at(-1)).sort()).toEqual(wanted);
    expect(complete).toBe(true);
  });

  test('a phrase of frequent words is looked for in the newest, and the answer says that there may be more', async () => {
    expect(await find('"boats pilot"')).toEqual({ titles: ['Harbour boats pilot 8003', 'Harbour pilot boats pilot 8000'], count: 2, complete: false });
  });

  test('so is a frequent word without another', async () => {
    const { titles, count, complete } = await find('harbour -pilot');
    expect(titles.filter((title) => title.includes('pilot'))).toEqual([]);
    expect({ count, complete }).toEqual({ count: 200, complete: false });
  });

  test('within years the newest of these are, and all when they are few', async () => {
    expect(await find('"boats pilot"', { filter: { yearFrom: 1900, yearTo: 1900 } })).toEqual({ titles: ['Harbour pilot boats pilot 100'], count: 1, complete: true });
    expect(await find('harbour', { filter: { yearFrom: 1900, yearTo: 1900 } })).toMatchObject({ count: 200, complete: false });
  });

  test('facets count what was ranked, the most frequent twenty values', async () => {
    const { search } = await graph.query<{ search: { totalCount: number; facets: { types: { value: string; count: number }[]; years: { count: number }[] } } }>(
      '{ search(query: "boats", types: [SOURCE, ARTICLE]) { totalCount facets { types { value count } years { count } } } }');
    expect(search.facets.types).toEqual([{ value: 'SOURCE', count: search.totalCount }]);
    expect(search.facets.years.reduce((sum, { count }) => sum + count, 0)).toBe(search.totalCount);
  });
});

test('no index of words has a list beside it once a write has ended, which each search would read', async () => {
  await insertArticle(graph, { slug: 'one', title: 'Beacon', body_text: 'lanterns' });
  const left = await graph.sql<{ name: string; pages: number }>(`SELECT i.relname AS name, gin_clean_pending_list(i.oid)::integer AS pages FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_am m ON m.oid = i.relam
    WHERE m.amname = 'gin' AND t.relname LIKE 'search_documents_%' AND i.relkind = 'i'`);
  expect(left).toHaveLength(7);
  expect(left.filter(({ pages }) => pages > 0)).toEqual([]);
});
