import { nodeId } from '../../src/graph/node-id';
import { counted } from '../support/counted';
import { fillPublication } from '../support/rows';
import { startKeepingServer } from '../support/keeping-server';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

/** Ten articles of which 9 is a draft and 10 withdrawn; article n cites source n, and source 1; source 20 only the draft cites, source 12 has no publisher. */
beforeAll(async () => {
  await fillPublication(graph, { articles: 10, citationsEach: 0, sources: 20 });
  await graph.sql(`UPDATE articles SET status = CASE id WHEN 9 THEN 'DRAFT' ELSE 'WITHDRAWN' END WHERE id > 8`);
  await graph.sql(`UPDATE sources SET publisher_id = NULL WHERE id = 12`);
  await graph.sql(`UPDATE publishers SET kind = 'WIRE' WHERE id = 3`);
  for (const [article, source] of [...Array.from({ length: 10 }, (_, i) => [i + 1, i + 1]), ...Array.from({ length: 10 }, (_, i) => [i + 1, 1]), [9, 20], [8, 12]]) {
    await graph.sql(`INSERT INTO citations (article_id, position, raw_text, source_id, confidence, review_state, cited_at)
      SELECT a.id, (SELECT count(*) + 1 FROM citations c WHERE c.article_id = a.id), 'line', $2, 1, 'ACCEPTED', CASE WHEN a.status = 'PUBLISHED' THEN a.listed_at END FROM articles a WHERE a.id = $1`, [article, source]);
  }
});

type List = 'articles' | 'sources' | 'publishers' | 'authors' | 'historicalEvents';
const inputs: Record<List, string> = { articles: 'ArticleFilter', sources: 'SourceFilter', publishers: 'PublisherFilter', authors: 'AuthorFilter', historicalEvents: 'EventFilter' };
const document = (list: List): string => `query ($filter: ${inputs[list]}) { ${list}(filter: $filter, first: 100) { nodes { id } } }`;
const idsOf = (data: Partial<Record<List, { nodes: { id: string }[] }>>, list: List): number[] =>
  (data[list]?.nodes ?? []).map(({ id }) => Number(Buffer.from(id, 'base64url').toString().split(':')[1])).sort((a, b) => a - b);
const found = async (list: List, filter: unknown): Promise<number[]> => idsOf(await graph.query(document(list), { filter }), list);
const upTo = (last: number, ...without: number[]): number[] => Array.from({ length: last }, (_, i) => i + 1).filter((n) => !without.includes(n));
const publisher = (n: number): object => ({ publisher: { slug: `publisher-${n}` } });

describe('a relation in a filter', () => {
  test.each<[what: string, list: List, filter: object, ids: number[]]>([
    ['asks for one row that all of it holds for', 'articles', { cites: { ...publisher(4), citedBy: { tag: 'tag-0' } } }, [3]],
    ['and for two rows with `and`', 'articles', { and: [{ cites: publisher(2) }, { cites: publisher(4) }] }, [3, 8]],
    ['that is empty asks for any', 'articles', { cites: {} }, upTo(8)],
    ['leads back and forth', 'sources', { citedBy: { cites: { publisher: { id: nodeId('Publisher', 4) } } } }, [1, 3, 8, 12]],
    ['never leads through a draft or a withdrawn article', 'sources', { citedBy: {} }, [...upTo(8), 12]],
    ['so what only those cite is cited by none', 'sources', { not: { citedBy: {} } }, upTo(20, ...upTo(8), 12)],
    ['by a sort of publisher', 'articles', { cites: { publisherKind: 'WIRE' } }, [2, 7]],
    ['of publishers', 'publishers', { sources: { citedBy: { tag: 'tag-2' } } }, [1, 2, 3, 4]],
    ['of authors, to articles', 'authors', { articles: { cites: { not: publisher(2), publisherKind: 'WIRE' } } }, [1, 2, 4, 5]],
    ['of authors, to sources', 'authors', { sources: { citedBy: { publishedFrom: '2009-01-03T12:00:00Z' } } }, []],
    ['of events', 'historicalEvents', { articles: { cites: publisher(5) } }, [4]],
    ['to events', 'articles', { events: { month: 7, articles: { tag: 'tag-1' } } }, [1, 4, 7]],
  ])('%s', async (_, list, filter, ids) => { expect(await found(list, filter)).toEqual(ids); });
});

describe('what is empty or null has one meaning', () => {
  test.each<[what: string, list: List, filter: unknown, ids: number[]]>([
    ['null', 'articles', null, upTo(8)], ['nothing', 'articles', {}, upTo(8)], ['null conditions', 'articles', { cites: null, and: null, or: null, not: null, events: null }, upTo(8)],
    ['an empty `and` says nothing', 'articles', { and: [] }, upTo(8)], ['an empty `or` leaves nothing over', 'articles', { or: [] }, []],
    ['not nothing leaves nothing over', 'articles', { not: {} }, []], ['one of something and nothing is all', 'articles', { or: [{ tag: 'tag-1' }, {}] }, upTo(8)],
    ['a single one where a list belongs', 'articles', { or: { tag: 'tag-1' } }, [1, 4, 7]],
    ['not of a publisher: also those without one', 'sources', { not: publisher(2), citedBy: {} }, [2, 3, 4, 5, 7, 8, 12]],
    ['not of a publisher that is not there: all', 'sources', { not: publisher(99), citedBy: {} }, [...upTo(8), 12]],
    ['not citing one that is not there', 'articles', { not: { cites: publisher(99) } }, upTo(8)],
  ])('%s', async (_, list, filter, ids) => { expect(await found(list, filter)).toEqual(ids); });
});

test('ids and slugs that were merged away lead to what stays, within filters too', async () => {
  await graph.sql(`INSERT INTO redirects (type, old_id, slug, new_id) VALUES ('Publisher', 901, 'gone', 4), ('Source', 902, NULL, 3)`);
  for (const gone of [{ slug: 'gone' }, { id: nodeId('Publisher', 901) }]) expect(await found('articles', { cites: { publisher: gone } })).toEqual([3, 8]);
  expect(await found('sources', { citedBy: { citesSource: nodeId('Source', 902) } })).toEqual([1, 3]);
});

test('tombstones come under `updatedSince` whatever else a filter says, for nothing is asked of what is hidden', async () => {
  for (const others of [{ tag: 'tag-1' }, { tag: 'no' }, { cites: publisher(1) }, { not: { cites: {} } }, { or: [] }]) {
    const ids = await found('articles', { updatedSince: '2000-01-01T00:00:00Z', ...others });
    expect(ids.filter((id) => id > 8)).toEqual([9, 10]);
    expect(ids.filter((id) => id <= 8)).toEqual(await found('articles', others));
  }
  expect(await found('articles', { and: [{ updatedSince: '2000-01-01T00:00:00Z' }] })).toEqual(upTo(8));
});

describe('a filter is refused, by the name of the place,', () => {
  test.each<[what: string, list: List, filter: object, argument: string, message: RegExp]>([
    ['with relations too deep', 'articles', { cites: { citedBy: { cites: { citedBy: {} } } } }, 'filter.cites.citedBy.cites.citedBy', /at most 3 filters within each other .* got 4/],
    ['with everything too deep', 'sources', { or: [{}, { not: { citedBy: { and: [{}] } } }] }, 'filter.or[1].not.citedBy.and[0]', /at most 3 filters/],
    ['with too many conditions', 'articles', { or: Array.from({ length: 31 }, () => ({})) }, 'filter', /at most 30 conditions in the whole filter, got 31/],
    ['with too many in different places', 'articles', { or: Array.from({ length: 16 }, () => ({ tag: 'a' })) }, 'filter.or[14]', /got 31/],
    ['with an id of another type', 'articles', { and: [{ cites: { publisher: { id: nodeId('Author', 1) } } }] }, 'filter.and[0].cites.publisher.id', /the id of a Publisher/],
    ['with a date that is none', 'publishers', { sources: { issuedFrom: 'XXXX-07-19' } }, 'filter.sources.issuedFrom', /a date with a year/],
    ['with a month that is none', 'articles', { events: { month: 13 } }, 'filter.events.month', /from 1 to 12/],
  ])('%s', async (_, list, filter, argument, message) => {
    const { errors } = await graph.ask(document(list), { filter });
    expect(errors).toMatchObject([{ message: expect.stringMatching(message) as string, extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  test('that leads through itself is no deeper than it is written', async () => {
    expect(await found('articles', { cites: { citedBy: { cites: publisher(4) } } })).toEqual(upTo(8));
    expect(await found('articles', { and: [{ and: [{ and: [{ tag: 'tag-1' }] }] }] })).toEqual([1, 4, 7]);
  });
});

test('a page is one statement, however many relations its filter has; counting is one more, when asked', async () => {
  for (const filter of [{ cites: publisher(1) }, { cites: { citedBy: { cites: publisher(1) } }, author: { slug: 'author-1' }, or: [{ tag: 'a' }, { events: {} }], not: { cites: publisher(2) } }]) {
    expect((await graph.count(document('articles'), { filter })).statements).toHaveLength(1);
    expect((await graph.count('query ($filter: ArticleFilter) { articles(filter: $filter) { totalCount nodes { id } } }', { filter })).statements).toHaveLength(2);
  }
});

test('values go in as parameters, not as text', async () => {
  const tag = `'); DELETE FROM articles; -- " $1`;
  const { statements } = await graph.count(document('articles'), { filter: { or: [{ tag }, { cites: { type: tag, citedBy: { tag } } }] } });
  expect(statements.join()).not.toContain('DELETE');
  expect(await found('articles', {})).toEqual(upTo(8));
});

test('a kept answer is dropped when a source that its filter leads to changes its publisher, an article its status, an id its place', async () => {
  const server = await startKeepingServer(graph.url, { keep: true });
  try {
    const text = (n: number): string => `{ articles(filter: { cites: { publisher: { slug: "publisher-${n}" } } }, first: 100) { nodes { id } } sources(filter: { citedBy: { tag: "tag-1" } }, first: 100) { nodes { id } } }`;
    const ask = async (n: number): Promise<[number[], number[]]> => {
      const { data } = JSON.parse(await server.ask(text(n))) as { data: Record<List, { nodes: { id: string }[] }> };
      return [idsOf(data, 'articles'), idsOf(data, 'sources')];
    };
    const after = async (statement: string, n: number): Promise<[number[], number[]]> => {
      await ask(n);
      expect((await counted(() => ask(n))).statements.filter((statement) => statement.includes('articles'))).toEqual([]); // it is kept
      await server.dataSource.query(statement);
      await server.changes.settled();
      return ask(n);
    };
    expect(await ask(4)).toEqual([[3, 8], [1, 4, 7]]);
    expect(await after('UPDATE sources SET publisher_id = 4 WHERE id = 6', 4)).toEqual([[3, 6, 8], [1, 4, 7]]);
    expect(await after(`UPDATE articles SET status = 'WITHDRAWN' WHERE id = 6`, 4)).toEqual([[3, 8], [1, 4, 7]]);
    expect(await after(`UPDATE articles SET tags = '{}' WHERE id = 7`, 4)).toEqual([[3, 8], [1, 4]]);
    expect((await after(`INSERT INTO redirects (type, old_id, slug, new_id) VALUES ('Publisher', 903, 'publisher-77', 5)`, 77))[0]).toEqual([4]);
  } finally {
    await server.stop();
  }
});
