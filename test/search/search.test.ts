import { nodeId } from '../../src/graph/node-id';
import { insert, insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

interface Result { cursor: string; score: number; snippet: string | null; node: { __typename: string; title?: string; name?: string; text?: string; body?: string } | null }
interface Answer { search: { totalCount: number; complete: boolean; correctedQuery: string | null; edges: Result[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null } } }
const document = `query ($query: String!, $types: [SearchType!], $filter: SearchFilter, $first: Int, $after: String, $last: Int, $before: String) {
  search(query: $query, types: $types, filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount complete correctedQuery pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { cursor score snippet node { __typename ... on Article { title } ... on Source { title } ... on Author { name } ... on Publisher { name } ... on HistoricalEvent { text } ... on Comment { body } } }
  } }`;
const find = async (query: string, more: object = {}): Promise<Answer['search']> => (await graph.query<Answer>(document, { query, ...more })).search;
const nameOf = ({ node }: Result): string => node?.title ?? node?.name ?? node?.text ?? node?.body ?? '';
const found = async (query: string, more: object = {}): Promise<string[]> => (await find(query, more)).edges.map(nameOf);

const ids: Record<string, number> = {};
beforeAll(async () => {
  await graph.sql(`INSERT INTO publishers (slug, name, kind) VALUES ('harbour-times', 'Harbour Times', 'NEWSPAPER'), ('quay-press', 'Quay Press', 'PRESS')`);
  await graph.sql(`INSERT INTO publisher_aliases (key, publisher_id, name) VALUES ('ht', 1, 'HT Wire')`);
  await graph.sql(`INSERT INTO authors (slug, name) VALUES ('zoe-muller', 'Zoë Müller'), ('ann-lee', 'Ann Lee')`);
  await graph.sql(`INSERT INTO sources (key, title, type, publisher_id, issued, issued_order) VALUES ('1', 'Dredging the Estuary', 'report', 1, '2004', 2004 * 512), ('2', 'Pilots of the Estuary', 'book', 2, '2006', 2006 * 512)`);
  await graph.sql('INSERT INTO source_authors (source_id, position, author_id) VALUES (1, 1, 1), (2, 1, 2)');
  for (const [slug, row] of Object.entries({
    english: { language: 'en', title: 'Lighthouses at night', summary: 'A walk', body_text: 'The keepers were running <b>along</b> the pier & singing "old" songs. <script>alert(1)</script> Nobody slept.', tags: ['coast'], published_at: '2009-03-01T00:00:00Z' },
    german: { language: 'de-AT', title: 'Die Häuser am Meer', body_text: 'In den Häusern brannte Licht.', published_at: '2010-03-01T00:00:00Z' },
    unknown: { title: 'Café Zürich', body_text: 'Running water stood in the café. 100% of snake_case is kept.', tags: ['coast', 'coffee'], published_at: '2011-03-01T00:00:00Z' },
    draft: { language: 'en', status: 'DRAFT', title: 'Lighthouses nobody may see', body_text: 'unpublishedword' },
    withdrawn: { language: 'en', status: 'WITHDRAWN', title: 'Lighthouses taken back', body_text: 'unpublishedword' },
  })) ids[slug] = (await insertArticle(graph, { slug, ...row })).id;
  await graph.sql('INSERT INTO authorships (article_id, position, author_id) VALUES ($1, 1, 2)', [ids.english]);
  for (const [status, article] of [['APPROVED', 'english'], ['PENDING', 'english'], ['REJECTED', 'english'], ['SPAM', 'english'], ['APPROVED', 'draft']] as const) {
    await insert(graph, 'comments', { origin_id: 1, origin_key: `${status} ${article}`, article_id: ids[article], author_name: 'Reader', body: `A foghorn, ${status} on ${article}`, status });
  }
  await insert(graph, 'historical_events', { origin_id: 1, origin_key: 'e', date: '1733-07-19', year: 1733, month: 7, day: 19, text: 'The lamp is lit' });
});

describe('words are found', () => {
  test.each([
    ['in another form, in the language of the article', 'lighthouse', 'Lighthouses at night'], ['in another form, in German', 'Haus', 'Die Häuser am Meer'],
    ['as they are, in an unknown language', 'running water', 'Café Zürich'], ['without their accents', 'cafe zurich', 'Café Zürich'], ['with accents that the text has not', 'lîghthouse', 'Lighthouses at night'],
    ['in names without accents', 'zoe muller', 'Zoë Müller'], ['when only begun', 'lightho', 'Lighthouses at night'], ['in the text', 'keepers', 'Lighthouses at night'],
    ['among the tags', 'coffee', 'Café Zürich'], ['in the alias of a publisher', 'wire', 'Harbour Times'], ['in comments', 'foghorn', 'A foghorn, APPROVED on english'],
    ['in events', 'lamp', 'The lamp is lit'], ['of an author and a title together', 'muller dredging', 'Dredging the Estuary'], ['of a publisher and a title together', 'quay pilots', 'Pilots of the Estuary'],
    ['with a letter too few', 'lighthuse', 'Lighthouses at night'], ['with two letters changed places', 'esutary dredging', 'Dredging the Estuary'],
  ])('%s', async (_, query, wanted) => { expect((await found(query))[0]).toBe(wanted); });

  test('misspelt: the answer says what was searched for as well', async () => {
    expect((await find('lighthuse')).correctedQuery).toMatch(/^lighthouse/);
    expect((await find('lighthouse')).correctedQuery).toBeNull();
  });

  test('quotes make a phrase, a minus excludes, OR separates alternatives, which bind less than words', async () => {
    expect(await found('"along the pier"')).toEqual(['Lighthouses at night']);
    expect(await found('"pier along the"')).toEqual([]);
    expect(await found('estuary -pilots')).toEqual(['Dredging the Estuary']);
    expect((await found('lamp OR foghorn')).sort()).toEqual(['A foghorn, APPROVED on english', 'The lamp is lit']);
    expect((await found('lamp OR estuary dredg')).sort()).toEqual(['Dredging the Estuary', 'The lamp is lit']);
    expect(await found('lamp dredging OR estuary pilots')).toEqual(['Pilots of the Estuary']);
  });
});

describe('no query does harm', () => {
  test.each(['%', '_', '%%%%', '\'', '"', '\\', '\\\\\' OR 1=1 --', '-', '--', '- -', '!', '!!', '&', '|', '<->', '()', '(((', ':*', ':A', '\'a\' & !', '*', '-lighthouse', '-"a b"', 'OR', 'or or or', '" "', '🕯️', '𐍈', '\u202E', 'a\u0301', '\u200B.', '<b>', '; DROP TABLE articles', '$1', '{}', '[]', '\t\n'])(
    'such as %j: it finds nothing', async (query) => {
      const { data, errors } = await graph.ask<Answer>(document, { query });
      if (errors) expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'query' } }]);
      else expect(data?.search).toMatchObject({ totalCount: 0, edges: [], complete: true });
    });

  test('wildcards of SQL are characters like others', async () => {
    expect(await found('l%ghthouse')).toEqual([]);
    expect(await found('l_ghthouse')).toEqual([]);
    expect(await found('100%')).toEqual(['Café Zürich']);
    expect(await found('snake_case')).toEqual(['Café Zürich']);
  });

  test.each([
    ['blank', ' ', 'query'], ['with NUL', 'a\u0000b', 'query'], ['with half a surrogate pair', 'a\uD800', 'query'], ['of ten thousand operators', '-"(|&!'.repeat(2000), 'query'], ['of 201 characters', 'a'.repeat(201), 'query'],
  ])('one that is %s is refused by its name', async (_, query, argument) => {
    const { errors } = await graph.ask(document, { query });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  test('as many operators as fit are answered', async () => {
    for (const part of ['-a ', 'a OR ', '"a" ', 'a | ', '!(a ', 'lighthous* ', 'ab:* & ']) expect((await find(part.repeat(Math.floor(200 / part.length)))).totalCount).toBeGreaterThanOrEqual(0);
  });

  test.each([
    ['filter.yearFrom', { filter: { yearFrom: 2147483647 } }], ['filter.publisher.id', { filter: { publisher: { id: 'x' } } }], ['first', { first: 101 }], ['first', { first: 0 }],
    ['after', { after: 'WyJzZWFyY2giXQ' }],
  ])('%s is refused by its name', async (argument, more) => {
    const { errors } = await graph.ask(document, { query: 'lighthouse', ...more });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  test('a cursor of another query is refused', async () => {
    const [{ cursor } = { cursor: '' }] = (await find('lighthouse')).edges;
    expect((await graph.ask(document, { query: 'estuary', after: cursor })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
  });
});

describe('a snippet', () => {
  test('is escaped text in which only the found words are marked', async () => {
    const { edges: [first] } = await find('keeper songs');
    expect(first?.snippet).toContain('<mark>keepers</mark>');
    expect(first?.snippet?.replace(/<\/?mark>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
  });

  test('cannot be given marks by the text', async () => {
    await insert(graph, 'comments', { origin_id: 1, origin_key: 'marks', article_id: ids.english, author_name: 'Reader', body: 'x \u0001y\u0002 <mark>anchorword</mark> \u0002\u0001 "> z', status: 'APPROVED' });
    const { edges: [first] } = await find('anchorword');
    expect(first?.snippet?.match(/<mark>/g)).toHaveLength(1);
    expect(first?.snippet).toContain('<mark>anchorword</mark>');
    expect(first?.snippet).not.toMatch(/[\u0001\u0002]|">/);
  });

  test('shows the place deep in a long text', async () => {
    await insertArticle(graph, { slug: 'long', title: 'Long', language: 'en', body_text: `${'Nothing to see here today. '.repeat(3000)}Then the harbourmaster came. ${'And more of it. '.repeat(500)}` });
    expect((await find('harbourmasters')).edges[0]?.snippet).toContain('<mark>harbourmaster</mark>');
  });
});

describe('results', () => {
  test('are only of the types that are asked for', async () => {
    expect((await find('estuary', { types: ['ARTICLE', 'AUTHOR'] })).totalCount).toBe(0);
    expect((await find('estuary', { types: ['SOURCE', 'SOURCE'] })).totalCount).toBe(2);
    expect((await find('estuary', { types: [] })).totalCount).toBe(0);
  });

  test.each([
    ['a publisher', 'estuary', { publisher: { slug: 'quay-press' } }, ['Pilots of the Estuary']], ['an author', 'estuary', { author: { slug: 'zoe-muller' } }, ['Dredging the Estuary']],
    ['an author of articles', 'lighthouse', { author: { slug: 'ann-lee' } }, ['Lighthouses at night']], ['a tag', 'cafe', { tag: 'coffee' }, ['Café Zürich']], ['a year', 'estuary', { yearFrom: 2005, yearTo: 2006 }, ['Pilots of the Estuary']],
    ['a publisher that there is not', 'estuary', { publisher: { slug: 'none' } }, []],
  ])('can be filtered by %s', async (_, query, filter, wanted) => { expect(await found(query, { filter })).toEqual(wanted); });

  test('come page by page in one order, forwards and backwards', async () => {
    const query = 'lighthouse OR estuary OR cafe OR lamp OR foghorn OR meer';
    const all = (await find(query)).edges.map(({ cursor }) => cursor);
    expect(all.length).toBeGreaterThanOrEqual(7);
    for (const size of [1, 2, 3]) {
      const forwards: string[] = [], backwards: string[] = [];
      for (let after: string | undefined; ;) {
        const { edges, pageInfo, totalCount } = await find(query, { first: size, after });
        expect(totalCount).toBe(all.length);
        expect(pageInfo.hasPreviousPage).toBe(after !== undefined);
        forwards.push(...edges.map(({ cursor }) => cursor));
        after = edges.at(-1)?.cursor;
        if (!pageInfo.hasNextPage) break;
      }
      for (let before: string | undefined; ;) {
        const { edges, pageInfo } = await find(query, { last: size, before });
        backwards.unshift(...edges.map(({ cursor }) => cursor));
        before = edges[0]?.cursor;
        if (!pageInfo.hasPreviousPage) break;
      }
      expect(forwards).toEqual(all);
      expect(backwards).toEqual(all);
    }
  });

  test('are counted by what they have in common', async () => {
    const { search } = await graph.query<{ search: { facets: Record<string, { value: string; label: string; count: number }[]> } }>(
      '{ search(query: "estuary OR lighthouse OR cafe") { facets { types { value count } years { value count } publishers { value label count } authors { value count } tags { value count } } } }');
    expect(search.facets).toMatchObject({
      types: [{ value: 'ARTICLE', count: 2 }, { value: 'SOURCE', count: 2 }], years: [{ value: '2004', count: 1 }, { value: '2006', count: 1 }, { value: '2009', count: 1 }, { value: '2011', count: 1 }],
      publishers: [{ value: 'harbour-times', label: 'Harbour Times', count: 1 }, { value: 'quay-press', count: 1 }], authors: [{ value: 'ann-lee', count: 2 }, { value: 'zoe-muller', count: 1 }],
      tags: [{ value: 'coast', count: 2 }, { value: 'coffee', count: 1 }],
    });
  });

  test('of a word that stands everywhere are the newest, and the answer says that there are more', async () => {
    await graph.sql(`INSERT INTO sources (key, title, type, issued, issued_order) SELECT 'many ' || n, 'Everywhere ' || n, 'book', '2001', 2001 * 512 + n FROM generate_series(1, 400) n`);
    const everywhere = await find('everywhere', { first: 1 });
    expect(everywhere).toMatchObject({ totalCount: 200, complete: false, edges: [{ node: { title: 'Everywhere 400' } }] });
    expect(await found('everywhere 3')).toEqual(expect.arrayContaining(['Everywhere 3']));
  });
});

describe('what readers cannot see is not found', () => {
  test.each(['unpublishedword', 'nobody may see', 'taken back', 'PENDING', 'REJECTED', 'SPAM', 'draft'])('by %s', async (query) => {
    expect(await find(query)).toMatchObject({ totalCount: 0, edges: [] });
  });

  test('nor by facets', async () => {
    const { search } = await graph.query<{ search: object }>('{ search(query: "lighthouse OR foghorn OR unpublishedword", types: [ARTICLE, COMMENT]) { totalCount facets { types { value count } } } }');
    expect(search).toMatchObject({ totalCount: 2, facets: { types: [{ count: 1 }, { count: 1 }] } });
  });

  test('and appears and disappears with every change, in its transaction', async () => {
    await graph.sql(`UPDATE articles SET status = 'WITHDRAWN' WHERE slug = 'english'`);
    expect(await found('lighthouse OR foghorn')).toEqual([]);
    await graph.sql(`UPDATE articles SET status = 'PUBLISHED', title = 'Beacons at night' WHERE slug = 'english'`);
    expect((await found('beacon'))).toEqual(['Beacons at night']);
    expect((await found('foghorn'))).toEqual(['A foghorn, APPROVED on english']);
    expect((await found('lighthouse', { types: ['ARTICLE'] }))).toEqual([]);
    await graph.sql(`UPDATE authors SET name = 'Zoe Smith' WHERE slug = 'zoe-muller'`);
    expect((await found('smith dredging'))).toEqual(['Dredging the Estuary']);
    await graph.sql(`UPDATE comments SET status = 'SPAM' WHERE origin_key = 'APPROVED english'`);
    expect(await found('foghorn')).toEqual([]);
    await graph.sql('DELETE FROM sources WHERE id = 2');
    expect(await found('pilots')).toEqual([]);
    expect(await graph.sql('SELECT * FROM search_queue')).toEqual([]);
  });
});

describe('a search takes a fixed number of statements', () => {
  const shapes: [string, string, number][] = [
    ['its results, with how many there are and what they have in common', 'totalCount complete edges { cursor } facets { types { count } years { count } publishers { count } authors { count } tags { count } }', 2],
    ['and one for all snippets', 'edges { snippet } facets { tags { count } }', 3], ['and one a type of node', 'nodes { id }', 3],
  ];
  test.each(shapes)('%s', async (_, fields, statements) => {
    for (const query of ['everywhere', 'estuary OR everywhere', '"everywhere 7"']) expect((await graph.count(`query ($query: String!) { search(query: $query, types: [SOURCE]) { ${fields} } }`, { query })).statements).toHaveLength(statements);
  });

  test('two more when a word is misspelt', async () => {
    expect((await graph.count('{ search(query: "dredging esutary") { totalCount edges { snippet } } }')).statements).toHaveLength(5);
  });
});

test('every id that a search gives is found again', async () => {
  const { search } = await graph.query<{ search: { nodes: { id: string }[] } }>('{ search(query: "beacon OR estuary OR lamp OR harbour") { nodes { id } } }');
  expect(search.nodes.map(({ id }) => id)).toContain(nodeId('Publisher', 1));
  const { nodes } = await graph.query<{ nodes: unknown[] }>('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: search.nodes.map(({ id }) => id) });
  expect(nodes).toEqual(search.nodes);
});
