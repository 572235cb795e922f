import { HeaderMap } from '@apollo/server';
import { nodeId } from '../../src/graph/node-id';
import { createGraphQLEndpoint } from '../../src/graphql-endpoint';
import { createLog } from '../../src/log';
import { importPost } from '../support/import-post';
import { counted } from '../support/counted';
import { askWith, keyWith } from '../support/keys';
import { insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty', { comments: 'open' });
const document = 'mutation ($input: PostCommentInput!) { postComment(input: $input) { comment { id status statusReason authorName body bodyHtml createdAt parent { id } } userErrors { field message code } } }';

interface Posted { comment: { id: string; status: string; statusReason: string | null; body: string; bodyHtml: string; authorName: string } | null; userErrors: { field: string; message: string; code: string }[] }
let readers = 0;
/** Posts as a reader of an address of its own, unless one is given. */
async function post(input: object, address = `192.0.2.${(readers += 1)}`): Promise<Posted> {
  const { data, errors } = await graph.ask<{ postComment: Posted }>(document, { input }, {}, address);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.postComment;
}

let article = '';
let other = '';
let draft = '';
beforeAll(async () => {
  article = (await insertArticle(graph, { slug: 'open', published_at: '2009-01-01T00:00:00Z' })).globalId;
  other = (await insertArticle(graph, { slug: 'other' })).globalId;
  draft = (await insertArticle(graph, { slug: 'draft', status: 'DRAFT' })).globalId;
});

describe('a reader without a key', () => {
  test('says something, and it is shown, as text', async () => {
    const { comment, userErrors } = await post({ articleId: article, authorName: ' Ada ', body: 'I was <b>there</b>: https://harbour.example.\n\nTwice.' });
    expect(userErrors).toEqual([]);
    expect(comment).toMatchObject({
      status: 'APPROVED', statusReason: 'Nothing spoke against it.', authorName: 'Ada', body: 'I was <b>there</b>: https://harbour.example.\n\nTwice.', parent: null,
      bodyHtml: '<p>I was &lt;b&gt;there&lt;/b&gt;: <a href="https://harbour.example/" rel="nofollow ugc noopener">https://harbour.example</a>.</p>\n<p>Twice.</p>',
    });
    expect(await graph.query('query ($id: ID!) { node(id: $id) { ... on Comment { authorName status statusReason } } }', { id: comment?.id })).toEqual({ node: { authorName: 'Ada', status: 'APPROVED', statusReason: null } });
  });

  test('need not give a name, and may answer', async () => {
    const first = await post({ articleId: article, body: 'Nobody asked.' });
    expect(first.comment?.authorName).toBe('Anonymous');
    const answer = await post({ articleId: article, parentId: first.comment?.id, body: 'I did.' });
    expect(answer.comment).toMatchObject({ status: 'APPROVED', parent: { id: first.comment?.id } });
  });

  test.each([
    ['a text as it is', 'مرحبا \u202Eabc\u202C 👩‍👩‍👧 e\u0301 é\ttab\r\n end '],
    ['one of 10,000 characters', '😀'.repeat(10_000)],
  ])('gets back %s, byte for byte', async (_case, body) => {
    expect((await post({ articleId: article, body })).comment?.body).toBe(body);
  });

  test.each<[string, () => object, object]>([
    ['nothing', () => ({ body: '' }), { field: 'input.body', code: 'INVALID' }],
    ['blanks', () => ({ body: ' \n\u200B ' }), { field: 'input.body', code: 'INVALID' }],
    ['100 kB', () => ({ body: 'x'.repeat(100_000) }), { field: 'input.body', code: 'INVALID', message: 'input.body: expected at most 10000 characters, got "100000 characters".' }],
    ['a control character', () => ({ body: 'a\u001Bb' }), { field: 'input.body', message: expect.stringContaining('U+001B') }],
    ['a name of two lines', () => ({ body: 'a', authorName: 'A\nB' }), { field: 'input.authorName' }],
    ['a name of 81 characters', () => ({ body: 'a', authorName: 'x'.repeat(81) }), { field: 'input.authorName' }],
    ['a blank name', () => ({ body: 'a', authorName: ' ' }), { field: 'input.authorName' }],
    ['an article that is not there', () => ({ body: 'a', articleId: nodeId('Article', 999) }), { field: 'input.articleId', code: 'NOT_FOUND' }],
    ['an article that is not published', () => ({ body: 'a', articleId: draft }), { field: 'input.articleId', code: 'NOT_FOUND' }],
    ['something that is no article', () => ({ body: 'a', articleId: nodeId('Source', 1) }), { field: 'input.articleId', code: 'INVALID' }],
    ['an answer to nothing', () => ({ body: 'a', parentId: nodeId('Comment', 999) }), { field: 'input.parentId', code: 'NOT_FOUND' }],
  ])('cannot say %s: the field is named, and nothing is kept', async (_case, input, expected) => {
    const before = await graph.sql('SELECT count(*) FROM comments');
    const { comment, userErrors } = await post({ articleId: article, ...input() });
    expect([comment, userErrors]).toMatchObject([null, [expected]]);
    expect(await graph.sql('SELECT count(*) FROM comments')).toEqual(before);
  });

  test.each([['a NUL', 'a\u0000b'], ['half a surrogate pair', 'a\uD800b']])('cannot say %s, in no text of the graph', async (_case, body) => {
    const { errors } = await graph.ask(document, { input: { articleId: article, body } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'input.body' } }]);
  });

  test('cannot answer a comment of another article, nor one that is not shown', async () => {
    const { comment } = await post({ articleId: article, body: 'Stands here.' });
    expect((await post({ articleId: other, parentId: comment?.id, body: 'Wrong place.' })).userErrors).toMatchObject([{ field: 'input.parentId', code: 'INVALID', message: expect.stringContaining('of the same article') as string }]);
    const hidden = await post({ articleId: article, body: '[url=https://spam.example]x[/url]' });
    expect(hidden.comment).toMatchObject({ status: 'SPAM', statusReason: 'It has links in the markup of forums.' });
    expect((await post({ articleId: article, parentId: hidden.comment?.id, body: 'Quite.' })).userErrors).toMatchObject([{ field: 'input.parentId', code: 'NOT_FOUND' }]);
  });
});

describe('the same comment twice', () => {
  test('is one with the same key, at once or later, and shows the same', async () => {
    const input = { articleId: article, body: 'Sent on a bad line.', idempotencyKey: 'made up once' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(input, '198.51.100.7')));
    expect(new Set(answers.map(({ comment }) => comment?.id)).size).toBe(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect((await post(input)).comment?.id).toBe(answers[0]?.comment?.id);
    expect(await graph.sql(`SELECT 1 FROM comments WHERE body = 'Sent on a bad line.'`)).toHaveLength(1);
  });

  test('is refused with the same key and another text: a key gives nobody what another has written', async () => {
    const first = await post({ articleId: article, body: 'Mine alone.', idempotencyKey: 'guessed' });
    const { comment, userErrors } = await post({ articleId: article, body: 'Show me.', idempotencyKey: 'guessed' });
    expect([first.comment?.status, comment, userErrors]).toMatchObject(['APPROVED', null, [{ field: 'input.idempotencyKey', code: 'CONFLICT' }]]);
  });

  test('is not shown twice without a key', async () => {
    const input = { articleId: article, body: 'Pressed the button again.' };
    await post(input, '198.51.100.8');
    expect((await post(input, '198.51.100.8')).comment).toMatchObject({ status: 'REJECTED', statusReason: expect.stringContaining('already') as string });
  });

  test('is advertising when it is long and by many, and waits when it is nearly the same', async () => {
    const text = 'My cousin makes ninety dollars an hour from home with nothing but a telephone and an hour each evening, and since the harbour closed she has paid off her house.';
    expect((await post({ articleId: article, body: text })).comment?.status).toBe('APPROVED');
    expect((await post({ articleId: other, body: text.toUpperCase() })).comment).toMatchObject({ status: 'SPAM' });
    expect((await post({ articleId: other, body: text.replace('ninety', 'eighty') })).comment).toMatchObject({ status: 'PENDING' });
  });
});

test('nothing of an address is kept, and a hash of it only with the salt of the day', async () => {
  await post({ articleId: article, body: 'From my desk.' }, '203.0.113.99');
  const rows = await graph.sql<{ row: string }>('SELECT to_jsonb(c)::text AS row FROM comments c UNION ALL SELECT to_jsonb(d)::text FROM comment_decisions d');
  expect(rows.map(({ row }) => row).join('\n')).not.toContain('203.0.113.99');
  const hash = async (): Promise<string | undefined> => (await graph.sql<{ hash: string }>(`SELECT reader_hash AS hash FROM comments WHERE body LIKE 'From my desk%' ORDER BY id DESC LIMIT 1`))[0]?.hash;
  const first = await hash();
  await post({ articleId: article, body: 'From my desk, again.' }, '::ffff:203.0.113.99');
  expect(await hash()).toBe(first);
  await graph.sql(`INSERT INTO reader_salts VALUES (current_date - 5, 'old')`);
  expect(await graph.sql('SELECT day FROM reader_salts')).toHaveLength(2); // the old one goes when the next day begins
});

describe('a flood', () => {
  test('is refused before it costs a statement, and others are not', async () => {
    const flood = async (): Promise<Posted[]> => Promise.all(Array.from({ length: 500 }, (_, i) => post({ articleId: other, body: `Flood ${i}` }, '198.51.100.66')));
    const { result, statements } = await counted(flood);
    const taken = result.filter(({ comment }) => comment !== null);
    expect(taken).toHaveLength(10);
    expect(result.filter(({ userErrors }) => userErrors[0]?.code === 'RATE_LIMITED')).toHaveLength(490);
    expect(statements.length).toBeLessThan(10 * 15);
    expect((await post({ articleId: other, body: 'Still here.' })).comment?.status).toBe('APPROVED');
  });

  test('over several processes is counted in the database', async () => {
    await graph.sql(`UPDATE comments SET created_at = now() WHERE body LIKE 'Flood%'`);
    const second = await createGraphQLEndpoint(graph.db, createLog('silent'), null, { comments: 'open' });
    const { body } = await second.answer({ method: 'POST', headers: new HeaderMap([['content-type', 'application/json']]), search: '', requestId: 'r', address: '198.51.100.66', body: { query: document, variables: { input: { articleId: other, body: 'Elsewhere' } } } });
    await second.stop();
    expect(JSON.parse(body)).toMatchObject({ data: { postComment: { comment: null, userErrors: [{ code: 'RATE_LIMITED' }] } } });
  });

  test('of a program that posts for readers is its own matter', async () => {
    const key = await keyWith(graph, 'the site', 'comment');
    for (let i = 0; i < 12; i++) {
      const { data } = await askWith<{ postComment: Posted }>(graph, key, document, { input: { articleId: article, body: `Reader ${i} of the site` } });
      expect(data?.postComment.comment?.status).toBe('APPROVED');
    }
  });
});

test('comments of origins and of readers stand in one thread, and an import leaves those of readers alone', async () => {
  await importPost(graph, 'Ferries At Night', 'Example, Ada, “Ferries,” Harbour Times, 2/1/09');
  const { articles } = await graph.query<{ articles: { nodes: { id: string }[] } }>('{ articles(first: 1, filter: { publishedFrom: "2009-02-01T00:00:00Z" }) { nodes { id } } }');
  const id = articles.nodes[0]?.id ?? '';
  await post({ articleId: id, body: 'I took the last one.' });
  await importPost(graph, 'Ferries At Night', 'Example, Ada, “Ferries again,” Harbour Times, 2/1/09');
  expect(JSON.stringify(await graph.query('query ($id: ID!) { article(by: { id: $id }) { comments { totalCount nodes { body } } } }', { id }))).toContain('I took the last one.');
});
