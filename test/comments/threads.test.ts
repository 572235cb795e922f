import { insert, insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

/** A comment of the only article; gives its id. */
const say = (body: string, parent: number | null, createdAt: string | null, status = 'APPROVED'): Promise<number> =>
  insert(graph, 'comments', { origin_id: 1, origin_key: body, article_id: 1, parent_id: parent, author_name: 'Reader', body, status, created_at: createdAt });

beforeAll(async () => {
  await insertArticle(graph, { slug: 'article' });
  const first = await say('first', null, '2009-02-02T00:00:00Z');
  await say('second', null, '2009-02-03T00:00:00Z');
  await say('undated', null, null);
  const answer = await say('answer', first, '2009-02-04T00:00:00Z');
  await say('earlier answer', first, '2009-02-03T12:00:00Z');
  await say('answer to the answer', answer, '2009-02-05T00:00:00Z');
  const hidden = await say('hidden', null, '2009-02-01T00:00:00Z', 'PENDING');
  await say('answer to the hidden', hidden, '2009-02-06T00:00:00Z');
});

describe('comments are threads', () => {
  test('oldest first, undated before them, answers below what they answer, each counted on its level', async () => {
    const data = await graph.query(`{ article(by: { slug: "article" }) { comments { totalCount nodes { body replies { totalCount nodes { body parent { body } replies { totalCount nodes { body parent { body } } } } } } } } }`);
    const none = { totalCount: 0, nodes: [] };
    expect(data).toEqual({ article: { comments: { totalCount: 3, nodes: [
      { body: 'undated', replies: none },
      { body: 'first', replies: { totalCount: 2, nodes: [
        { body: 'earlier answer', parent: { body: 'first' }, replies: none },
        { body: 'answer', parent: { body: 'first' }, replies: { totalCount: 1, nodes: [{ body: 'answer to the answer', parent: { body: 'answer' } }] } },
      ] } },
      { body: 'second', replies: none },
    ] } } });
  });

  test('an approved answer to a comment that is not approved shows in no list and names no parent', async () => {
    const [row] = await graph.sql<{ id: string }>(`SELECT rtrim(translate(encode(convert_to('Comment:' || id, 'UTF8'), 'base64'), '+/', '-_'), '=') AS id FROM comments WHERE body = 'answer to the hidden'`);
    expect(await graph.query('query ($id: ID!) { node(id: $id) { ... on Comment { parent { body } } } }', { id: row?.id })).toMatchObject({ node: { parent: null } });
    expect(JSON.stringify(await graph.query('{ articles { nodes { comments { nodes { body replies { nodes { body } } } } } } }'))).not.toContain('hidden');
  });

  test('pages of a thread continue where the last one ended, undated ones included', async () => {
    const bodies: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 4; page++) {
      const { article }: { article: { comments: { nodes: { body: string }[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } } } } =
        await graph.query('query ($after: String) { article(by: { slug: "article" }) { comments(first: 1, after: $after) { nodes { body } pageInfo { endCursor hasNextPage } } } }', { after });
      bodies.push(...article.comments.nodes.map(({ body }) => body));
      if (!article.comments.pageInfo.hasNextPage) break;
      after = article.comments.pageInfo.endCursor;
    }
    expect(bodies).toEqual(['undated', 'first', 'second']);
  });

  test('neither an address nor anything else that a reader did not mean to publish is a field', async () => {
    const { __type } = await graph.query<{ __type: { fields: { name: string }[] } }>('{ __type(name: "Comment") { fields { name } } }');
    expect(__type.fields.map(({ name }) => name).sort()).toEqual(['article', 'authorName', 'body', 'bodyHtml', 'createdAt', 'id', 'moderation', 'parent', 'replies', 'status', 'statusReason']);
  });
});
