import { insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty', { comments: 'closed' });

test('a publication that takes no comments says so', async () => {
  const { globalId } = await insertArticle(graph, { slug: 'article' });
  expect(await graph.query('mutation ($id: ID!) { postComment(input: { articleId: $id, body: "Hello" }) { comment { id } userErrors { field code message } } }', { id: globalId })).toEqual({
    postComment: { comment: null, userErrors: [{ field: 'input', code: 'CLOSED', message: expect.stringContaining('IBID_COMMENTS=closed') as string }] },
  });
});
