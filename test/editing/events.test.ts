import { Readable } from 'node:stream';
import { nodeId } from '../../src/graph/node-id';
import { importFiles } from '../../src/imports/import-files';
import { filesAt } from '../../src/imports/text-files';
import { askWith, keyWith } from '../support/keys';
import { insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
let key = '';
let article = '';
let draft = '';
beforeAll(async () => {
  key = await keyWith(graph, 'ed', 'write');
  article = (await insertArticle(graph, { slug: 'article' })).globalId;
  draft = (await insertArticle(graph, { slug: 'draft', status: 'DRAFT' })).globalId;
});

interface Event { id: string; date: string; text: string; calendar: string; updatedAt: string; articles: { edges: { reason: string; node: { slug: string } }[] } }
async function upsert(input: object): Promise<{ event: Event | null; userErrors: object[] }> {
  const { data, errors } = await askWith<{ upsertEvent: { event: Event | null; userErrors: object[] } }>(graph, key,
    'mutation ($input: UpsertEventInput!) { upsertEvent(input: $input) { event { id date text calendar updatedAt articles { edges { reason node { slug } } } } userErrors { field message code } } }', { input });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.upsertEvent;
}

describe('an event that an editor writes', () => {
  test('stands in its day, with the articles that the editor ties it to', async () => {
    const { event } = await upsert({ key: 'treaty', date: '1920-07-19', text: 'The treaty was signed.', articleIds: [article, article] });
    expect(event).toMatchObject({ date: '1920-07-19', calendar: 'GREGORIAN', articles: { edges: [{ reason: 'EDITOR', node: { slug: 'article' } }] } });
    expect(await graph.query('{ onThisDay(month: 7, day: 19) { nodes { text } } historicalEvents { totalCount } article(by: { slug: "article" }) { events { nodes { text } } } }')).toEqual({
      onThisDay: { nodes: [{ text: 'The treaty was signed.' }] }, historicalEvents: { totalCount: 1 }, article: { events: { nodes: [{ text: 'The treaty was signed.' }] } },
    });
    const again = await upsert({ key: 'treaty', date: '1920-07-20', articleIds: [] });
    expect(again.event).toMatchObject({ id: event?.id, date: '1920-07-20', text: 'The treaty was signed.', articles: { edges: [] } });
    expect(await graph.query('{ onThisDay(month: 7, day: 19) { nodes { text } } }')).toEqual({ onThisDay: { nodes: [] } });
  });

  test('that belongs to a draft alone is not seen', async () => {
    const { event } = await upsert({ date: 'XXXX-07-19', text: 'Not yet told.', articleIds: [draft] });
    expect(event?.text).toBe('Not yet told.');
    expect(await graph.query('query ($id: ID!) { node(id: $id) { id } }', { id: event?.id })).toEqual({ node: null });
  });

  test.each<[string, object, object]>([
    ['no date', { text: 'x' }, { field: 'input.date', code: 'INVALID' }],
    ['no text', { date: '1920' }, { field: 'input.text', code: 'INVALID' }],
    ['a year beyond all', { date: '123456', text: 'x' }, { field: 'input.date', code: 'INVALID' }],
    ['an id of nothing', { id: nodeId('HistoricalEvent', 999), text: 'x' }, { field: 'input.id', code: 'NOT_FOUND' }],
    ['an article of nothing', { date: '1920', text: 'x', articleIds: [nodeId('Article', 1), nodeId('Article', 999)] }, { field: 'input.articleIds[1]', code: 'NOT_FOUND' }],
    ['a text with a control character', { date: '1920', text: 'x\u0007' }, { field: 'input.text', code: 'INVALID' }],
  ])('is refused with %s, and nothing is written', async (_case, input, expected) => {
    const before = await graph.sql('SELECT count(*) FROM historical_events');
    expect(await upsert(input)).toMatchObject({ event: null, userErrors: [expected] });
    expect(await graph.sql('SELECT count(*) FROM historical_events')).toEqual(before);
  });

  test('is not changed twice at once', async () => {
    const { event } = await upsert({ key: 'contested', date: '1921', text: 'One.' });
    await upsert({ key: 'contested', text: 'Two.', expectedUpdatedAt: event?.updatedAt });
    expect(await upsert({ key: 'contested', text: 'Three.', expectedUpdatedAt: event?.updatedAt })).toMatchObject({ event: null, userErrors: [{ field: 'input.expectedUpdatedAt', code: 'CONFLICT' }] });
  });
});

describe('an event that a post lists', () => {
  const post = (...lines: string[]): Promise<unknown> => importFiles(graph.dataSource, filesAt('-', Readable.from([Buffer.from(`Sunday, July 19, 2009\n\nThis Day In Iraqi History - Jul 19\n\n${lines.join('\n\n')}\n`)])), { format: 'plain-text', originName: 'Posts' });
  const events = (): Promise<{ id: number; text: string; date: string }[]> => graph.sql(`SELECT id, date, text FROM historical_events WHERE year IN (1733, 1958) ORDER BY year`);

  test('keeps what an editor made of it, and its ties, when the post comes again or is changed', async () => {
    await post('1733 The siege was broken', '1958 The cabinet met');
    const [siege, cabinet] = await events();
    await upsert({ id: nodeId('HistoricalEvent', siege?.id ?? 0), text: 'The siege of the city was broken.', articleIds: [article] });
    await post('1733 The siege was broken', '1958 The cabinet met twice');
    expect(await events()).toEqual([{ ...siege, text: 'The siege of the city was broken.' }, { ...cabinet, text: 'The cabinet met twice' }]);
    await post('1733 The long siege was broken', '1958 The cabinet met twice');
    expect(await events()).toEqual([{ ...siege, text: 'The siege of the city was broken.' }, { ...cabinet, text: 'The cabinet met twice' }]);
    await post('1958 The cabinet met twice');
    expect(await events()).toHaveLength(2);
    const { article: found } = await graph.query<{ article: { events: { edges: object[] } } }>('{ article(by: { slug: "article" }) { events { edges { reason node { text } } } } }');
    expect(found.events.edges).toEqual([{ reason: 'EDITOR', node: { text: 'The siege of the city was broken.' } }]);
  });
});
