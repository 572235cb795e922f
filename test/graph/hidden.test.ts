import { type NodeType, nodeId } from '../../src/graph/node-id';
import { scopeNames } from '../../src/keys/scopes';
import { askWith, keyWith } from '../support/keys';
import { insert, insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

/** An article with everything that hangs on it, all sharing one source, one author and one event with the others. */
async function articleWithEverything(slug: string, status: string): Promise<Record<'Article' | 'Citation' | 'Comment' | 'HistoricalEvent', string>> {
  const { id } = await insertArticle(graph, { slug, status, published_at: '2009-02-26T00:00:00Z', tags: ['war'], body_text: `secret of ${slug}`, title: `Title of ${slug}` });
  const [{ listed_at: listedAt } = { listed_at: null }] = await graph.sql<{ listed_at: Date | null }>('SELECT listed_at FROM articles WHERE id = $1', [id]);
  await graph.sql('INSERT INTO authorships (article_id, position, author_id) VALUES ($1, 1, 1)', [id]);
  const citation = await insert(graph, 'citations', { article_id: id, position: 1, raw_text: `line of ${slug}`, source_id: 1, confidence: 1, review_state: 'ACCEPTED', cited_at: status === 'PUBLISHED' ? listedAt : null });
  const comment = await insert(graph, 'comments', { origin_id: 1, origin_key: slug, article_id: id, author_name: 'Reader', body: `comment on ${slug}`, status: 'APPROVED' });
  await insert(graph, 'comments', { origin_id: 1, origin_key: `${slug}#answer`, article_id: id, parent_id: comment, author_name: 'Reader', body: `answer on ${slug}`, status: 'APPROVED' });
  const event = await insert(graph, 'historical_events', { origin_id: 1, origin_key: slug, date: '1920-07-19', year: 1920, month: 7, day: 19, text: `event of ${slug}` });
  await insert(graph, 'event_mentions', { event_id: event, in_article_id: id, position: 1, article_id: id, reason: 'LISTED' });
  await insert(graph, 'event_mentions', { event_id: 1, in_article_id: id, position: 2, article_id: id, reason: 'LISTED' }); // the event that all share
  await insert(graph, 'event_mentions', { event_id: 1, in_article_id: id, position: 3, article_id: null, reason: 'CROSS_REFERENCE', reference: `reference of ${slug}` });
  return { Article: nodeId('Article', id), Citation: nodeId('Citation', citation), Comment: nodeId('Comment', comment), HistoricalEvent: nodeId('HistoricalEvent', event) };
}

const statuses = { published: 'PUBLISHED', draft: 'DRAFT', withdrawn: 'WITHDRAWN' };
const ids: Record<string, Record<string, string>> = {};
const hiddenWord = /draft|withdrawn|moderated/;

beforeAll(async () => {
  await graph.sql(`INSERT INTO origins (name, kind) VALUES ('Made', 'plain-text')`);
  await graph.sql(`INSERT INTO authors (slug, name) VALUES ('writer', 'Writer')`);
  await graph.sql(`INSERT INTO publishers (slug, name) VALUES ('house', 'House')`);
  await graph.sql(`INSERT INTO sources (key, title, type, publisher_id) VALUES ('s', 'Shared source', 'book', 1)`);
  await graph.sql('INSERT INTO source_authors (source_id, position, author_id) VALUES (1, 1, 1)');
  await graph.sql(`INSERT INTO historical_events (origin_id, origin_key, date, year, month, day, text) VALUES (1, 'shared', '1920-07-19', 1920, 7, 19, 'Shared event')`);
  for (const [slug, status] of Object.entries(statuses)) ids[slug] = await articleWithEverything(slug, status);
  // A published list names the draft beside its event; the draft names the published article beside its own.
  const [{ p, d } = { p: 0, d: 0 }] = await graph.sql<{ p: number; d: number }>(`SELECT (SELECT id FROM articles WHERE slug = 'published') AS p, (SELECT id FROM articles WHERE slug = 'draft') AS d`);
  await insert(graph, 'event_mentions', { event_id: 1, in_article_id: p, position: 4, article_id: d, reason: 'CROSS_REFERENCE', reference: 'the piece that is not out' });
  await insert(graph, 'event_mentions', { event_id: 1, in_article_id: d, position: 5, article_id: p, reason: 'CROSS_REFERENCE', reference: 'reference of draft' });
  for (const status of ['PENDING', 'REJECTED', 'SPAM']) {
    const comment = await insert(graph, 'comments', { origin_id: 1, origin_key: status, article_id: p, author_name: 'moderated', body: 'moderated', status });
    ids[status] = { Comment: nodeId('Comment', comment) };
    const [{ parent } = { parent: 0 }] = await graph.sql<{ parent: number }>(`SELECT id AS parent FROM comments WHERE origin_key = 'published'`);
    const answer = await insert(graph, 'comments', { origin_id: 1, origin_key: `${status}#answer`, article_id: p, parent_id: parent, author_name: 'moderated', body: 'moderated', status });
    ids[`${status} answer`] = { Comment: nodeId('Comment', answer) };
  }
});

const everything = `{
  articles(first: 10) { totalCount nodes { ...article } }
  filtered: articles(filter: { tag: "war", author: { slug: "writer" }, citesPublisher: { slug: "house" }, publishedFrom: "2000-01-01T00:00:00Z" }) { totalCount nodes { title } }
  authors(first: 10) { nodes { articles { totalCount nodes { title } } sources { nodes { citedBy { nodes { rawText } } } } } }
  publishers(first: 10) { nodes { citationCount sources { nodes { citationCount citedBy { totalCount nodes { rawText article { title } } } } } } }
  sources(first: 10) { nodes { citationCount citedBy { totalCount nodes { rawText article { title } } } citedTogetherWith { totalCount nodes { title } } } }
  byPublisher: citationStats(groupBy: PUBLISHER) { nodes { count share } }
  byAuthor: citationStats(groupBy: AUTHOR) { nodes { count share } }
  byType: citationStats(groupBy: TYPE) { nodes { count share } }
  reliances: authors { nodes { reliesOn { nodes { count share shareOfPublisher } } } }
  historicalEvents { totalCount nodes { ...event } }
  onThisDay(month: 7, day: 19) { totalCount nodes { ...event } }
  origins { nodes { articles { totalCount nodes { title bodyText } } } }
}
fragment article on Article { title bodyText citations { totalCount nodes { rawText firstTime } } related { totalCount nodes { title } } firstTimeSources { totalCount } comments { totalCount nodes { body replies { totalCount nodes { body } } } } events { totalCount nodes { ...event } } }
fragment event on HistoricalEvent { text listedIn { title } references { text article { title } } articles { totalCount edges { reference node { title } } } }`;

describe('what is not published is not readable', () => {
  test('by node and nodes: an article that is a draft or withdrawn, its citations, comments and events are not found', async () => {
    for (const slug of ['draft', 'withdrawn']) {
      for (const [type, id] of Object.entries(ids[slug] ?? {})) {
        expect([type, await graph.query('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id })]).toEqual([type, { node: null, nodes: [null] }]);
      }
    }
    for (const id of Object.values(ids.published ?? {})) {
      expect(await graph.query('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id })).toEqual({ node: { id }, nodes: [{ id }] });
    }
  });

  test.each(['draft', 'withdrawn'])('by slug and by id: article(by:) gives null for one that is %s', async (slug) => {
    expect(await graph.query('query ($slug: String!, $id: ID!) { bySlug: article(by: { slug: $slug }) { id } byId: article(by: { id: $id }) { id } }', { slug, id: ids[slug]?.Article })).toEqual({ bySlug: null, byId: null });
  });

  test('by every list, every relation and every text of the graph', async () => {
    const text = JSON.stringify(await graph.query(everything));
    expect(text).toContain('Title of published');
    expect(text).not.toMatch(hiddenWord);
  });

  test.each(scopeNames)('by a key of the scope %s: what everyone sees is all that these paths show', async (scope) => {
    const key = await keyWith(graph, `the ${scope}`, scope);
    expect((await askWith(graph, key, everything)).data).toEqual(await graph.query(everything));
    for (const id of ['draft', 'withdrawn', 'PENDING', 'REJECTED answer', 'SPAM'].flatMap((name) => Object.values(ids[name] ?? {}))) {
      expect((await askWith(graph, key, 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id })).data).toEqual({ node: null, nodes: [null] });
    }
    expect((await askWith(graph, key, '{ article(by: { slug: "draft" }) { id } }')).data).toEqual({ article: null });
  });

  test('by counts: every count is that of what can be seen', async () => {
    const data = await graph.query(everything);
    const counts: number[] = [];
    JSON.stringify(data, (name, value: unknown) => {
      if ((name === 'totalCount' || name === 'citationCount') && typeof value === 'number') counts.push(value);
      return value;
    });
    expect(data).toMatchObject({
      articles: { totalCount: 1, nodes: [{ citations: { totalCount: 1 }, comments: { totalCount: 1, nodes: [{ replies: { totalCount: 1 } }] } }] },
      filtered: { totalCount: 1 }, sources: { nodes: [{ citationCount: 1, citedBy: { totalCount: 1 } }] }, publishers: { nodes: [{ citationCount: 1 }] },
      historicalEvents: { totalCount: 2 }, onThisDay: { totalCount: 2 },
    });
    const one = { nodes: [{ count: 1, share: 1 }] };
    expect(data).toMatchObject({ byPublisher: one, byAuthor: one, byType: one, reliances: { nodes: [{ reliesOn: { nodes: [{ count: 1, share: 1, shareOfPublisher: 1 }] } }] } });
    expect(Math.max(...counts)).toBeLessThanOrEqual(3); // the shared event, listed and named by the published article
  });

  test('by counts of ties: a tie counts only when both its articles are published', async () => {
    const { historicalEvents } = await graph.query<{ historicalEvents: { nodes: { text: string; articles: { totalCount: number; nodes: object[] } }[] } }>('{ historicalEvents { nodes { text articles { totalCount nodes { title } } } } }');
    for (const { articles } of historicalEvents.nodes) expect(articles.totalCount).toBe(articles.nodes.length);
  });

  test('by filters: a page of what cites a source has the same articles as without what is hidden', async () => {
    const { articles } = await graph.query<{ articles: object }>('query ($id: ID!) { articles(filter: { citesSource: $id }) { totalCount nodes { slug } pageInfo { hasNextPage } } }', { id: nodeId('Source', 1) });
    expect(articles).toEqual({ totalCount: 1, nodes: [{ slug: 'published' }], pageInfo: { hasNextPage: false } });
  });

  test.each(['PENDING', 'REJECTED', 'SPAM'])('a comment that is %s is in no thread, no count and behind no id', async (status) => {
    for (const id of [ids[status]?.Comment, ids[`${status} answer`]?.Comment]) expect(await graph.query('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  });
});

describe('an article that is withdrawn disappears at once, and comes back', () => {
  const shared = '{ source: node(id: "U291cmNlOjE") { ... on Source { citationCount citedBy { totalCount } } } publisher(by: { slug: "house" }) { citationCount } }';
  const setStatus = (status: string): Promise<unknown> => graph.sql(`UPDATE articles SET status = $1 WHERE slug = 'published'`, [status]);

  test('with its citations and what they count', async () => {
    await setStatus('WITHDRAWN');
    expect(await graph.query(shared)).toEqual({ source: { citationCount: 0, citedBy: { totalCount: 0 } }, publisher: { citationCount: 0 } });
    expect(JSON.stringify(await graph.query(everything))).not.toContain('published');
    for (const id of Object.values(ids.published ?? {})) expect(await graph.query('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
    await setStatus('PUBLISHED');
    expect(await graph.query(shared)).toEqual({ source: { citationCount: 1, citedBy: { totalCount: 1 } }, publisher: { citationCount: 1 } });
  });
});

test('every type that node finds is covered here or has nothing to hide', () => {
  const withNothingToHide: NodeType[] = ['Author', 'Origin', 'Publisher', 'Source'];
  expect([...Object.keys(ids.draft ?? {}), ...withNothingToHide].sort()).toEqual(['Article', 'Author', 'Citation', 'Comment', 'HistoricalEvent', 'Origin', 'Publisher', 'Source']);
});
