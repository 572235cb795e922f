import { randomUUID } from 'node:crypto';
import { LocalGraphQLDataSource, ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { parse } from 'graphql';
import { createSubgraph } from '../../src/federation/publication-subgraph';
import { nodeId } from '../../src/graph/node-id';
import { scopeNames } from '../../src/keys/scopes';
import { counted } from '../support/counted';
import { keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample', { makeSchema: createSubgraph });

/** A graph of somebody else, that knows how often an article was read. */
const readings = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])
  type Query { mostRead(first: Int!): [Article!]! }
  type Article @key(fields: "id") { id: ID! timesRead: Int! }
  type Publisher @key(fields: "slug") { slug: String! trust: String! }
`);
let articleIds: string[] = [];
const readingsSchema = buildSubgraphSchema({
  typeDefs: readings,
  resolvers: {
    Query: { mostRead: (_root: unknown, { first }: { first: number }) => articleIds.slice(0, first).map((id) => ({ id })) },
    Article: { __resolveReference: ({ id }: { id: string }) => ({ id }), timesRead: ({ id }: { id: string }) => id.length },
    Publisher: { __resolveReference: ({ slug }: { slug: string }) => ({ slug }), trust: ({ slug }: { slug: string }) => `trust in ${slug}` },
  },
});

/** Asks the endpoint as a gateway does over HTTP. */
const ibid: GraphQLDataSource = {
  async process({ request: { query = '', variables = {} } }) {
    const { data, errors } = await graph.ask(query, variables);
    return { data, errors } as never;
  },
};

let server: ApolloServer;
beforeAll(async () => {
  const { data } = await graph.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
  const { supergraphSdl, errors, hints } = composeServices([
    { name: 'ibid', typeDefs: parse(data?._service.sdl ?? ''), url: 'http://ibid/graphql' }, { name: 'readings', typeDefs: readings, url: 'http://readings/graphql' },
  ]);
  expect(errors).toBeUndefined();
  expect(hints?.filter(({ definition: { level: { name } } }) => name === 'WARN')).toEqual([]);
  const gateway = new ApolloGateway({ supergraphSdl: supergraphSdl ?? '', buildService: ({ name }) => (name === 'ibid' ? ibid : new LocalGraphQLDataSource(readingsSchema)) });
  server = new ApolloServer({ gateway, stopOnTerminationSignals: false });
  await server.start();
});
afterAll(() => server.stop());

async function askGateway<Data>(query: string, variables = {}): Promise<Data> {
  const { body } = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: new HeaderMap([['content-type', 'application/json']]), search: '', body: { query, variables } }, context: () => Promise.resolve({ requestId: randomUUID() }),
  });
  if (body.kind !== 'complete') throw new Error('Expected one answer.');
  const { data, errors } = JSON.parse(body.string) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

beforeAll(async () => {
  await graph.sql(`INSERT INTO articles (origin_id, origin_key, slug, title, title_key, body_html, body_text, status, published_at, content_hash)
    SELECT (SELECT min(id) FROM origins), 'gateway-' || n, 'gateway-' || n, 'Number ' || n, 'number ' || n, '', '', 'PUBLISHED', now(), '' FROM generate_series(1, 100) n`);
  const { articles: { nodes } } = await graph.query<{ articles: { nodes: { id: string }[] } }>('{ articles(first: 100) { nodes { id } } }');
  articleIds = nodes.map(({ id }) => id);
});

it('another graph adds fields to articles and publishers', async () => {
  const { articles } = await askGateway<{ articles: { nodes: { title: string; timesRead: number; citations: { nodes: { source: { publisher: { slug: string; trust: string } | null } | null }[] } }[] } }>(
    '{ articles(first: 3, orderBy: OLDEST) { nodes { title timesRead citations(first: 2) { nodes { source { publisher { name slug trust } } } } } } }');
  expect(articles.nodes).toHaveLength(3);
  for (const { timesRead } of articles.nodes) expect(timesRead).toBeGreaterThan(0);
  const publishers = articles.nodes.flatMap(({ citations }) => citations.nodes.flatMap(({ source }) => source?.publisher ?? []));
  expect(publishers.length).toBeGreaterThan(0);
  for (const { slug, trust } of publishers) expect(trust).toBe(`trust in ${slug}`);
});

it('a hundred articles that another graph names are one statement', async () => {
  const { result, statements } = await counted(() => askGateway<{ mostRead: { id: string }[] }>('{ mostRead(first: 100) { id title } }'));
  expect(new Set(result.mostRead.map(({ id }) => id)).size).toBe(100);
  expect(statements).toHaveLength(1);
});

describe('_entities', () => {
  const entities = 'query Entities($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Article { slug title } ... on Publisher { name } ... on Comment { body } } }';
  const ask = (representations: object[]) => graph.ask<{ _entities: ({ __typename: string; slug?: string } | null)[] }>(entities, { representations });

  it('keep the order of what is asked for, mixed types and keys included, one statement a type', async () => {
    const { articles: { nodes } } = await graph.query<{ articles: { nodes: { id: string; slug: string }[] } }>('{ articles(first: 4) { nodes { id slug } } }');
    const { publishers } = await graph.query<{ publishers: { nodes: { slug: string }[] } }>('{ publishers(first: 2) { nodes { slug } } }');
    const representations = [
      { __typename: 'Publisher', slug: publishers.nodes[0]?.slug }, ...nodes.map(({ id }) => ({ __typename: 'Article', id })).reverse(), { __typename: 'Publisher', slug: publishers.nodes[1]?.slug },
    ];
    const { result: { data }, statements } = await counted(() => ask(representations));
    expect(data?._entities.map((entity) => entity?.slug ?? entity?.__typename)).toEqual(['Publisher', ...nodes.map(({ slug }) => slug).reverse(), 'Publisher']);
    expect(statements).toHaveLength(2);
  });

  it('that there are none of are null', async () => {
    expect((await ask([{ __typename: 'Article', id: Buffer.from('Article:999999999').toString('base64url') }, { __typename: 'Article', slug: 'no-such-article' }])).data?._entities).toEqual([null, null]);
  });

  it.each([
    ['of no type of the graph', { __typename: 'Nobody', id: '1' }, /Nobody/], ['without a key', { __typename: 'Article' }, /representations\[0\]: expected Article with its id or slug/],
    ['with the id of something else', { __typename: 'Article', id: Buffer.from('Publisher:1').toString('base64url') }, /representations\[0\]: expected the id of a Article/],
    ['of a type that is no entity', { __typename: 'PageInfo' }, /PageInfo/], ['without a type', { id: 'x' }, /representations/], ['that are no objects', 'Article' as never, /representations/],
  ])('%s are an error that says so', async (_case, representation, message) => {
    const { errors } = await ask([representation]);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('never show what is not published', async () => {
    const [[article] = []] = await graph.sql<{ id: number; slug: string }[]>(`UPDATE articles SET status = 'WITHDRAWN' WHERE id = (SELECT min(id) FROM articles) RETURNING id, slug`);
    const [[comment] = []] = await graph.sql<{ id: number }[]>(`UPDATE comments SET status = 'PENDING' WHERE id = (SELECT min(id) FROM comments) RETURNING id`);
    const { data } = await ask([
      { __typename: 'Article', id: Buffer.from(`Article:${article?.id}`).toString('base64url') }, { __typename: 'Article', slug: article?.slug }, { __typename: 'Comment', id: Buffer.from(`Comment:${comment?.id}`).toString('base64url') },
    ]);
    expect(data?._entities).toEqual([null, null, null]);
  });

  it('never show a word of a draft, of what was withdrawn, or of a comment that readers do not see, by whatever key, and show it once it may be seen', async () => {
    const [origin] = await graph.sql<{ id: number }>('SELECT min(id) AS id FROM origins');
    const article = async (status: string): Promise<number> => (await graph.sql<{ id: number }>(`INSERT INTO articles (origin_id, origin_key, slug, title, title_key, summary, body_html, body_text, status, published_at, content_hash)
      VALUES ($1, $2, $2, $3, $3, $3, $3, $3, $4, now(), '') RETURNING id`, [origin?.id, `secret-${status.toLowerCase()}`, 'Hidden words', status]))[0]?.id ?? 0;
    const comment = async (articleId: number, status: string): Promise<number> => (await graph.sql<{ id: number }>(`INSERT INTO comments (origin_id, origin_key, article_id, author_name, body, status, status_reason)
      VALUES ($1, $2, $3, 'Hidden name', 'Hidden words', $4, 'Hidden reason') RETURNING id`, [origin?.id, `secret ${articleId} ${status}`, articleId, status]))[0]?.id ?? 0;
    const [shown, draft, withdrawn] = [await article('PUBLISHED'), await article('DRAFT'), await article('WITHDRAWN')];
    const comments = [await comment(shown, 'PENDING'), await comment(shown, 'REJECTED'), await comment(shown, 'SPAM'), await comment(draft, 'APPROVED'), await comment(withdrawn, 'APPROVED')];
    const representations = [
      ...[draft, withdrawn].map((id) => ({ __typename: 'Article', id: nodeId('Article', id) })), ...['draft', 'withdrawn'].map((status) => ({ __typename: 'Article', slug: `secret-${status}` })),
      ...comments.map((id) => ({ __typename: 'Comment', id: nodeId('Comment', id) })),
    ];
    const all = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Article { title summary bodyText bodyHtml comments(first: 9) { totalCount nodes { body authorName } } }
      ... on Comment { authorName body html: bodyHtml status statusReason article { title } replies { nodes { body } } } } }`;
    for (const headers of [{}, ...await Promise.all(scopeNames.map(async (scope) => ({ authorization: `Bearer ${await keyWith(graph, `hidden from ${scope}`, scope)}` })))]) {
      const { data, text } = await graph.ask<{ _entities: unknown[] }>(all, { representations }, headers);
      expect(data?._entities).toEqual(representations.map(() => null));
      expect(text).not.toContain('Hidden');
      const besides = await graph.ask(all, { representations: [{ __typename: 'Article', id: nodeId('Article', shown) }] }, headers);
      expect(besides.data?._entities).toMatchObject([{ title: 'Hidden words', comments: { totalCount: 0, nodes: [] } }]);
    }
    await graph.sql(`UPDATE articles SET status = 'PUBLISHED' WHERE title = 'Hidden words'`);
    await graph.sql(`UPDATE comments SET status = 'APPROVED' WHERE body = 'Hidden words'`);
    const { data } = await graph.ask<{ _entities: (object | null)[] }>(all, { representations });
    expect(data?._entities.filter((entity) => entity === null)).toEqual([]);
    await graph.sql(`DELETE FROM articles WHERE title = 'Hidden words'`);
  });

  it('more than a list may have are refused', async () => {
    const { errors } = await ask(Array.from({ length: 5000 }, (_, i) => ({ __typename: 'Article', slug: `a-${i}` })));
    expect(errors).toBeDefined();
  });
});
