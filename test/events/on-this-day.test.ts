import { insert, insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

const dates: [string, number | null, number | null, number | null][] = [
  ['1958-07-19', 1958, 7, 19], ['1733-07-19', 1733, 7, 19], ['XXXX-07-19', null, 7, 19], ['-0480-07-19', -480, 7, 19], ['0622-07-19', 622, 7, 19], ['1920-07', 1920, 7, null], ['1920', 1920, null, null],
  ['2008-02-29', 2008, 2, 29], ['XXXX-02-29', null, 2, 29], ['2009-02-28', 2009, 2, 28], ['2009-12-31', 2009, 12, 31],
];

beforeAll(async () => {
  const { id: list } = await insertArticle(graph, { slug: 'the-list' });
  const { id: named } = await insertArticle(graph, { slug: 'the-named' });
  for (const [position, [date, year, month, day]] of dates.entries()) {
    const id = await insert(graph, 'historical_events', { origin_id: 1, origin_key: date, date, year, month, day, text: `of ${date}` });
    await insert(graph, 'event_mentions', { event_id: id, in_article_id: list, position: position * 2 + 1, article_id: list, reason: 'LISTED' });
    if (position === 0) await insert(graph, 'event_mentions', { event_id: id, in_article_id: list, position: 2, article_id: named, reason: 'CROSS_REFERENCE', reference: 'review The Named' });
  }
});

const onThisDay = async (month: number, day: number): Promise<string[]> =>
  (await graph.query<{ onThisDay: { nodes: { date: string }[] } }>('query ($month: Int!, $day: Int!) { onThisDay(month: $month, day: $day) { nodes { date } } }', { month, day })).onThisDay.nodes.map(({ date }) => date);

describe('on this day', () => {
  test('come the events of the day in any year, earliest first, of an unknown year last', async () => {
    expect(await onThisDay(7, 19)).toEqual(['-0480-07-19', '0622-07-19', '1733-07-19', '1958-07-19', 'XXXX-07-19']);
  });

  test('events that are known only to the month or the year are on no day', async () => {
    for (let day = 1; day <= 31; day++) expect((await onThisDay(7, day)).filter((date) => date.startsWith('1920'))).toEqual([]);
  });

  test('29 February is a day, and so is one without events', async () => {
    expect(await onThisDay(2, 29)).toEqual(['2008-02-29', 'XXXX-02-29']);
    expect(await onThisDay(2, 28)).toEqual(['2009-02-28']);
    expect(await onThisDay(12, 31)).toEqual(['2009-12-31']);
    expect(await onThisDay(1, 1)).toEqual([]);
  });

  test.each([[0, 1, 'month'], [13, 1, 'month'], [-1, 1, 'month'], [7, 0, 'day'], [7, 32, 'day'], [2, 30, 'day'], [4, 31, 'day'], [7, -1, 'day']])('month %i, day %i is refused and names the %s', async (month, day, argument) => {
    const { errors } = await graph.ask('query ($month: Int!, $day: Int!) { onThisDay(month: $month, day: $day) { nodes { date } } }', { month, day });
    expect(errors).toMatchObject([{ message: expect.stringMatching(new RegExp(`^${argument}: expected a number from 1 to`)) as string, extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  test('each event says which article lists it, and which are named beside it and why', async () => {
    const { onThisDay: { nodes } } = await graph.query<{ onThisDay: { nodes: object[] } }>('{ onThisDay(month: 7, day: 19) { nodes { date listedIn { slug } references { text article { slug } } articles { totalCount edges { reason reference node { slug } } } } } }');
    expect(nodes[3]).toEqual({
      date: '1958-07-19', listedIn: { slug: 'the-list' }, references: [{ text: 'review The Named', article: { slug: 'the-named' } }],
      articles: { totalCount: 2, edges: [{ reason: 'LISTED', reference: null, node: { slug: 'the-list' } }, { reason: 'CROSS_REFERENCE', reference: 'review The Named', node: { slug: 'the-named' } }] },
    });
  });
});

describe('historical events are filtered', () => {
  test.each([
    ['by years', '{ yearFrom: 1700, yearTo: 1920 }', ['1733-07-19', '1920', '1920-07']], ['by a month', '{ month: 2 }', ['2008-02-29', '2009-02-28', 'XXXX-02-29']],
    ['by a day of any month', '{ day: 31 }', ['2009-12-31']], ['before our era', '{ yearTo: -1 }', ['-0480-07-19']],
  ])('%s', async (_, filter, wanted) => {
    const { historicalEvents } = await graph.query<{ historicalEvents: { nodes: { date: string }[] } }>(`{ historicalEvents(filter: ${filter}) { nodes { date } } }`);
    expect(historicalEvents.nodes.map(({ date }) => date)).toEqual(wanted);
  });

  test('and ordered by date: those of an unknown year last, or first with the latest', async () => {
    const read = async (orderBy: string): Promise<string[]> => (await graph.query<{ historicalEvents: { nodes: { date: string }[] } }>(`{ historicalEvents(orderBy: ${orderBy}) { nodes { date } } }`)).historicalEvents.nodes.map(({ date }) => date);
    const oldest = await read('OLDEST');
    expect(oldest).toEqual(['-0480-07-19', '0622-07-19', '1733-07-19', '1920', '1920-07', '1958-07-19', '2008-02-29', '2009-02-28', '2009-12-31', 'XXXX-02-29', 'XXXX-07-19']);
    expect(await read('NEWEST')).toEqual(oldest.reverse());
  });
});
