import { nodeId } from '../../src/graph/node-id';
import { importFiles } from '../../src/imports/import-files';
import { filesAt } from '../../src/imports/text-files';
import { Readable } from 'node:stream';
import { askWith, keyWith } from '../support/keys';
import { insert, insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty', { comments: 'moderated' });

interface Posted { comment: { id: string; status: string; statusReason: string } | null; userErrors: { code: string }[] }
let readers = 0;
const address = (): string => `192.0.2.${(readers += 1)}`;
let article = '';
let key = '';

/** Posts as a reader; gives the global id. */
async function post(body: string, parentId?: string): Promise<string> {
  const { data } = await graph.ask<{ postComment: Posted }>('mutation ($input: PostCommentInput!) { postComment(input: $input) { comment { id status statusReason } userErrors { message code } } }',
    { input: { articleId: article, body, parentId } }, {}, address());
  if (!data?.postComment.comment) throw new Error(JSON.stringify(data));
  return data.postComment.comment.id;
}

const decide = async (input: object): Promise<{ comment: object | null; comments: { id: string; status: string; statusReason: string | null }[] | null; userErrors: object[] }> => {
  const { data, errors } = await askWith<{ moderateComment: never }>(graph, key, 'mutation ($input: ModerateCommentInput!) { moderateComment(input: $input) { comment { id } comments { id status statusReason } userErrors { field code message } } }', { input });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.moderateComment;
};
const report = async (commentId: string, from: string): Promise<object | undefined> =>
  (await graph.ask('mutation ($input: ReportCommentInput!) { reportComment(input: $input) { reported userErrors { field code } } }', { input: { commentId, reason: 'Rude' } }, {}, from)).data?.reportComment as object | undefined;

interface Queue { totalCount: number; nodes: { id: string; body: string; status: string; statusReason: string | null; moderation: { reportCount: number; moderatedBy: string | null; decisions: { nodes: object[] }; reports: { totalCount: number; nodes: object[] } } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
const queue = async (variables: object = {}): Promise<Queue> => {
  const { data, errors } = await askWith<{ commentsToModerate: Queue }>(graph, key, `query ($status: CommentStatus, $first: Int, $after: String) { commentsToModerate(status: $status, first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage }
    nodes { id body status statusReason moderation { reportCount moderatedBy decisions { nodes { fromStatus toStatus phase rule reason decidedBy } } reports { totalCount nodes { reason } } } } } }`, { ...variables });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.commentsToModerate;
};
const counts = async (): Promise<object | undefined> => (await askWith(graph, key, '{ commentCounts { toModerate pending approved rejected spam } }')).data?.commentCounts as object | undefined;
const thread = async (): Promise<string> => JSON.stringify(await graph.query('{ articles { nodes { comments(first: 100) { totalCount nodes { body replies { totalCount nodes { body } } } } } } }'));

beforeAll(async () => {
  article = (await insertArticle(graph, { slug: 'article' })).globalId;
  key = await keyWith(graph, 'mo', 'moderate');
});

describe('a comment that waits', () => {
  test('is invisible by every path until a moderator has looked, and visible from then on', async () => {
    const id = await post('The first to wait.');
    expect(await thread()).not.toContain('The first to wait.');
    expect(await graph.query('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id })).toEqual({ node: null, nodes: [null] });
    expect((await askWith(graph, key, 'query ($id: ID!) { node(id: $id) { id } }', { id })).data).toEqual({ node: null }); // not by accident either
    expect((await queue()).nodes.map(({ body }) => body)).toContain('The first to wait.');
    expect(await decide({ id, status: 'APPROVED', reason: 'Fine' })).toMatchObject({ comment: { id }, comments: [{ status: 'APPROVED', statusReason: 'Fine' }], userErrors: [] });
    expect(await thread()).toContain('The first to wait.');
    expect(await graph.query('query ($id: ID!) { node(id: $id) { ... on Comment { status statusReason } } }', { id })).toEqual({ node: { status: 'APPROVED', statusReason: null } });
  });

  test('takes its answers with it when it is taken back', async () => {
    const id = await post('Takes an answer.');
    await decide({ id, status: 'APPROVED' });
    await decide({ id: await post('The answer.', id), status: 'APPROVED' });
    expect(await thread()).toContain('The answer.');
    await decide({ id, status: 'REJECTED', reason: 'Off topic' });
    expect(await thread()).not.toContain('nswer');
  });
});

describe('a moderator', () => {
  test('decides about many at once, all or none, and a wrong one is named', async () => {
    const ids = [await post('One of many.'), await post('Two of many.'), await post('Three of many.')];
    const { comments, userErrors } = await decide({ ids: [...ids, nodeId('Comment', 99_999)], status: 'SPAM' });
    expect([comments, userErrors]).toMatchObject([null, [{ field: 'input.ids[3]', code: 'NOT_FOUND' }]]);
    expect((await queue()).nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    expect((await decide({ ids: [...ids].reverse(), status: 'SPAM' })).comments?.map(({ id, status }) => [id, status])).toEqual([...ids].reverse().map((id) => [id, 'SPAM']));
    expect((await queue({ status: 'SPAM' })).nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  test.each<[string, object, object]>([
    ['neither', { status: 'SPAM' }, { field: 'input', code: 'INVALID' }],
    ['both', { id: nodeId('Comment', 1), ids: [], status: 'SPAM' }, { field: 'input', code: 'INVALID' }],
    ['no ids', { ids: [], status: 'SPAM' }, { field: 'input.ids', code: 'INVALID' }],
    ['101 ids', { ids: Array.from({ length: 101 }, (_, i) => nodeId('Comment', i + 1)), status: 'SPAM' }, { field: 'input.ids', code: 'INVALID' }],
    ['an article', { id: nodeId('Article', 1), status: 'SPAM' }, { field: 'input.id', code: 'INVALID' }],
    ['a reason with a control character', { id: nodeId('Comment', 1), status: 'SPAM', reason: '\u0001' }, { field: 'input.reason', code: 'INVALID' }],
  ])('cannot decide about %s', async (_case, input, expected) => {
    expect((await decide(input)).userErrors).toMatchObject([expected]);
  });

  test('finds in the history who decided what, when and why, the phase and the rule that matched', async () => {
    const id = await post('Look at [url=https://spam.example]this[/url]');
    await decide({ id, status: 'APPROVED', reason: 'A quotation' });
    await decide({ id, status: 'PENDING' });
    const found = (await queue()).nodes.find((comment) => comment.id === id);
    expect(found?.moderation).toEqual({
      reportCount: 0, moderatedBy: 'mo', reports: { totalCount: 0, nodes: [] },
      decisions: { nodes: [
        { fromStatus: null, toStatus: 'SPAM', phase: 'LINKS', rule: '[url=', reason: 'It has links in the markup of forums.', decidedBy: null },
        { fromStatus: 'SPAM', toStatus: 'APPROVED', phase: null, rule: null, reason: 'A quotation', decidedBy: 'mo' },
        { fromStatus: 'APPROVED', toStatus: 'PENDING', phase: null, rule: null, reason: null, decidedBy: 'mo' },
      ] },
    });
  });

  test('asks for what one phase has stopped, sees what else the reader has posted that day, and hands the ids on as they are', async () => {
    const from = '198.51.100.7';
    const say = async (body: string): Promise<string> => (await graph.ask<{ postComment: { comment: { id: string } } }>('mutation ($input: PostCommentInput!) { postComment(input: $input) { comment { id } } }', { input: { articleId: article, body } }, {}, from)).data?.postComment.comment.id ?? '';
    const [links, plain] = [await say('See https://a.example https://b.example https://c.example for more.'), await say('And nothing besides.')];
    await post('Somebody else.');
    const { data } = await askWith<{ commentsToModerate: { ids: string[]; totalCount: number; nodes: { moderation: { sameReader: { totalCount: number; ids: string[]; nodes: { body: string; status: string }[] } } }[] } }>(graph, key,
      '{ commentsToModerate(phase: LINKS) { totalCount ids nodes { moderation { sameReader(first: 5) { totalCount ids nodes { body status } } } } } }');
    expect(data?.commentsToModerate).toEqual({ totalCount: 1, ids: [links], nodes: [{ moderation: { sameReader: { totalCount: 1, ids: [plain], nodes: [{ body: 'And nothing besides.', status: 'PENDING' }] } } }] });
    expect((await decide({ ids: data?.commentsToModerate.ids, status: 'SPAM' })).userErrors).toEqual([]);
    expect((await askWith(graph, key, '{ commentsToModerate(phase: LINKS) { ids } spam: commentsToModerate(status: SPAM, phase: LINKS) { ids } }')).data).toMatchObject({ commentsToModerate: { ids: [] }, spam: { ids: expect.not.arrayContaining([links]) as string[] } });
  });

  test('posts without waiting', async () => {
    const { data } = await askWith<{ postComment: Posted }>(graph, key, 'mutation ($input: PostCommentInput!) { postComment(input: $input) { comment { id status } userErrors { code } } }', { input: { articleId: article, body: 'Please stay on topic.' } });
    expect(data?.postComment.comment?.status).toBe('APPROVED');
  });

  test('pages through the queue, the oldest first, each once', async () => {
    for (let i = 0; i < 5; i++) await post(`Page ${i}`);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page: Queue = await queue({ first: 2, after });
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await queue()).totalCount);
  });

  test('reads counts that are those of the rows', async () => {
    const [rows] = await graph.sql(`SELECT count(*) FILTER (WHERE status = 'PENDING' OR report_count >= 3) AS "toModerate", count(*) FILTER (WHERE status = 'PENDING') AS pending,
      count(*) FILTER (WHERE status = 'APPROVED') AS approved, count(*) FILTER (WHERE status = 'REJECTED') AS rejected, count(*) FILTER (WHERE status = 'SPAM') AS spam FROM comments`);
    expect(await counts()).toEqual(rows);
    await graph.sql(`DELETE FROM comments WHERE status = 'SPAM'`);
    expect(await counts()).toEqual({ ...rows, spam: 0 });
  });
});

describe('nobody else', () => {
  const operations = [
    '{ commentsToModerate { nodes { id } } }', '{ commentCounts { pending } }', '{ commentWords { nodes { word } } }', `mutation { moderateComment(input: { id: "${nodeId('Comment', 1)}", status: APPROVED }) { userErrors { code } } }`,
    'mutation { addCommentWords(input: { words: ["x"], status: SPAM }) { userErrors { code } } }', 'mutation { removeCommentWords(input: { words: ["x"] }) { userErrors { code } } }',
    '{ articles { nodes { comments { nodes { moderation { reportCount } } } } } }',
  ];
  test.each(operations)('asks %s', async (document) => {
    expect((await graph.ask(document)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const writer = await keyWith(graph, `writer of ${document.length} ${document}`, 'read', 'comment', 'write');
    expect((await askWith(graph, writer, document)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await askWith(graph, key, document)).errors).toBeUndefined();
  });
});

describe('readers report', () => {
  test('once each; enough of them bring a comment back before a moderator, hidden if only rules had let it through', async () => {
    const [row] = await graph.sql<{ origin: number }>('SELECT min(id) AS origin FROM origins');
    const id = nodeId('Comment', await insert(graph, 'comments', { origin_id: row?.origin, origin_key: 'imported', article_id: 1, author_name: 'Reader', body: 'Insult.', status: 'APPROVED' }));
    for (let i = 0; i < 5; i++) expect(await report(id, '203.0.113.1')).toEqual({ reported: true, userErrors: [] });
    expect(await thread()).toContain('Insult.');
    await report(id, '203.0.113.2');
    await report(id, '203.0.113.3');
    expect(await thread()).not.toContain('Insult.');
    const found = (await queue()).nodes.find((comment) => comment.id === id);
    expect(found).toMatchObject({ status: 'PENDING', statusReason: '3 readers reported it.', moderation: { reportCount: 3, reports: { totalCount: 3, nodes: [{ reason: 'Rude' }, {}, {}] }, decisions: { nodes: [{ phase: 'REPORTS' }] } } });
    expect(await report(id, '203.0.113.4')).toMatchObject({ reported: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });

  test('what a person has approved stays shown, and comes into the queue all the same, until a person says so again', async () => {
    const id = await post('Disliked, but fair.');
    await decide({ id, status: 'APPROVED' });
    for (let i = 1; i <= 4; i++) await report(id, `198.51.100.${i}`);
    expect(await thread()).toContain('Disliked, but fair.');
    const before = await queue();
    expect(before.nodes.find((comment) => comment.id === id)?.moderation.reportCount).toBe(4);
    await decide({ id, status: 'APPROVED', reason: 'Still fair' });
    const after = await queue();
    expect(after.nodes.map((comment) => comment.id)).not.toContain(id);
    expect(after.totalCount).toBe(before.totalCount - 1);
  });
});

describe('the words of the publication', () => {
  const change = async (document: string): Promise<unknown> => Object.values((await askWith(graph, key, document)).data ?? {})[0];

  test('are kept as they are looked for, decide at once, and can be changed and removed', async () => {
    expect(await change('mutation { addCommentWords(input: { words: ["  Casíno ", "Free-Money"], status: SPAM }) { words { word status addedBy } userErrors { message } } }'))
      .toEqual({ words: [{ word: 'casino', status: 'SPAM', addedBy: 'mo' }, { word: 'free money', status: 'SPAM', addedBy: 'mo' }], userErrors: [] });
    await post('Come to the CASINO');
    expect((await queue({ status: 'SPAM' })).nodes.at(-1)).toMatchObject({ statusReason: expect.stringContaining('“casino”') as string, moderation: { decisions: { nodes: [{ phase: 'WORDS', rule: 'casino' }] } } });
    expect(await change('mutation { addCommentWords(input: { words: ["casino"], status: PENDING }) { words { word status } userErrors { message } } }')).toMatchObject({ words: [{ status: 'PENDING' }] });
    expect(await change('mutation { removeCommentWords(input: { words: ["CASINO", "unknown"] }) { words { word } userErrors { message } } }')).toEqual({ words: [{ word: 'casino' }], userErrors: [] });
    expect((await askWith(graph, key, '{ commentWords { totalCount nodes { word } } }')).data).toEqual({ commentWords: { totalCount: 1, nodes: [{ word: 'free money' }] } });
  });

  test.each([
    ['words: [], status: SPAM', 'input.words'], ['words: ["!"], status: SPAM', 'input.words[0]'], ['words: ["a", ""], status: SPAM', 'input.words[1]'], ['words: ["a"], status: APPROVED', 'input.status'],
  ])('are refused as %s', async (input, field) => {
    expect(await change(`mutation { addCommentWords(input: { ${input} }) { words { word } userErrors { field code } } }`)).toEqual({ words: null, userErrors: [{ field, code: 'INVALID' }] });
  });
});

describe('an import', () => {
  const disqus = (spam: boolean): Buffer => Buffer.from(`<?xml version="1.0"?><disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
    <thread dsq:id="1"><link>https://article.example/a</link><title>A</title></thread>
    ${['decided', 'left'].map((name, i) => `<post dsq:id="${i + 1}"><message><![CDATA[<p>${name}</p>]]></message><createdAt>2021-03-12T10:21:56Z</createdAt><isDeleted>false</isDeleted><isSpam>${spam}</isSpam><author><name>R</name></author><thread dsq:id="1"/></post>`).join('')}</disqus>`);
  const statuses = (): Promise<object[]> => graph.sql(`SELECT body, status FROM comments WHERE body IN ('decided', 'left') ORDER BY body`);
  const run = (spam: boolean) => importFiles(graph.dataSource, filesAt('-', Readable.from([disqus(spam)])), { format: 'disqus', originName: 'Disqus' });

  test('decides about its own comments until a person does', async () => {
    await insertArticle(graph, { slug: 'linked', url: 'https://article.example/a', link_key: 'article.example/a' });
    expect((await run(false)).failed).toEqual([]);
    expect(await statuses()).toEqual([{ body: 'decided', status: 'APPROVED' }, { body: 'left', status: 'APPROVED' }]);
    const [row] = await graph.sql<{ id: number }>(`SELECT id FROM comments WHERE body = 'decided'`);
    await decide({ id: nodeId('Comment', row?.id ?? 0), status: 'REJECTED' });
    await run(true);
    expect(await statuses()).toEqual([{ body: 'decided', status: 'REJECTED' }, { body: 'left', status: 'SPAM' }]);
    expect((await run(true)).comments).toMatchObject({ updated: 0 });
  });
});
