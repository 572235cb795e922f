import { type DocumentNode, type GraphQLObjectType, Kind, parse } from 'graphql';
import { nodeId } from '../../src/graph/node-id';
import { createOutside } from '../../src/outside/outside';
import { createSchema } from '../../src/schema';
import { prefixOf } from '../../src/keys/key-text';
import { hear, heardOf, wsClient } from '../news/client';
import { Blog } from '../support/blog';
import { askWith, keyWith } from '../support/keys';
import { counted } from '../support/counted';
import { startKeepingServer } from '../support/keeping-server';
import { isMutation, needsKey, operation, operationNames } from '../support/operations';
import { type Variables, useDatabase } from '../support/use-database';
import { type WebSite, startSite } from '../support/web-site';

const graph = useDatabase('sample', { outside: createOutside({ allowPrivate: ['127.0.0.1'] }) });
const blog = new Blog();
let site: WebSite;
let key = '';
beforeAll(async () => {
  key = await keyWith(graph, 'examples', 'admin');
  blog.publish('The first');
  site = await startSite({ '/': blog.answer, '/polled.xml': blog.answer });
  await graph.query(`mutation { postComment(input: { articleId: "${nodeId('Article', 1)}", body: "Waits." }) { userErrors { code } } }`);
  await askWith(graph, key, `mutation { addCommentWords(input: { words: ["lottery"], status: SPAM }) { words { word } } reportComment(input: { commentId: "${nodeId('Comment', 3)}" }) { reported } }`);
  for (const table of ['webhooks', 'webhook_events', 'webhook_deliveries']) await graph.sql(`ALTER TABLE ${table} ALTER COLUMN id RESTART WITH 100`);
  await makeWebhook();
  await askWith(graph, key, '{ __typename }'); // the first use of a key is noted, by one statement more
});

afterAll(() => site.stop());

/** Statements of each example operation. One a level of the graph, whatever the number of rows; what each is for stands beside it. */
const statements: Record<string, number> = {
  FeedPage: 7, // articles, their authors, citations, comments; sources, their publishers and authors
  ArticlePage: 15, // article, its last change, body, authors, citations, fields, sources, publishers, source authors, comments and count, replies and count, events, origin
  Headlines: 1,
  PublisherPage: 7, // publisher, aliases, sources and count, citations and count, articles
  SourcePage: 6, // source, publisher, authors; lines that cite it and their count, articles
  OnThisDay: 3, // events, where they are listed, their articles
  Library: 10, // four lists and their counts (kept); lines that cite the sources, and how many
  Backwards: 2, // articles, count
  ByNode: 4, // one a type
  TwoPages: 3, // article, and one a use of citations
  ArticlesCiting: 2, // articles, count
  Filters: 4, // one a list
  AuthorReliesOn: 7, // author, reliances and their publishers, articles and count, sources and count
  Bibliography: 6, // article, lines, sources with publishers and authors, related articles; the shared sources are among those there
  CitedTogether: 5, // source, its publisher and authors, sources beside it, their publishers
  WhatTheArchiveLeansOn: 3, // groups by publisher, the publishers, groups by year
  Search: 7, // the query read in every language, what matches with facets, snippets; articles, events, sources and their publishers
  Freshness: 5, // origins, when each is read again, what it brought, runs, what failed in them
  ImportRun: 3, // run, origin, what failed
  Delta: 1, // articles with their last change
  // Of mutations every statement is counted: the look-up of the key, the transaction with its begin, time limit and end, and what is shown. Of subscriptions: the beginning, and one message.
  PostComment: 9, // origin, the same key before, thread, facts, comment with its decision; the comment
  ReportComment: 7, // turn, comment, report, its count
  CommentPosted: 2, // the article, once; each comment
  ModerationQueue: 9, // counts, comments and their count (kept), articles, how they stand, decisions, reports, others of the same reader
  ModerateComment: 9, // turn, comments with their decisions; they, how they stand, decisions
  CommentWords: 3, // words, count
  AddCommentWords: 6, // words, how many there are now
  RemoveCommentWords: 5,
  ArticlesToEdit: 7, // articles and their count, how they stand; the article, its text, its citations
  UpsertArticle: 33, // turn, key, origin; slug, article, its authors; what the line may cite, and they; what the text lists; article, authors, citations and sources, corrections
  PublishArticle: 7, // turn, article: it is public already; the article
  WithdrawArticle: 10, // turn, article, its status, the correction; the article, its corrections
  ReleaseArticle: 10, // turn, article, origin, the article; how it stands
  UpsertEvent: 14, // turn, origin, key; event, its text; the articles, ties that go, ties that come; event, articles
  ArticlePublished: 2, // each article, its authors
  ReviewQueue: 3, // lines, their count (kept), articles
  CorrectCitation: 25, // turn, line; what is like the new source, its publisher and authors, and they; correction and its record; the line, its source and publisher
  MergeCandidates: 8, // pairs and merges with their counts; sources, publishers, authors, citations that were merged or corrected
  MergePublishers: 16, // turn, both; aliases and sources over; where old ids lead; removal, what it fills, record; publisher, merge, aliases
  MergeAuthors: 18, // turn, both; works, sources and aliases over; where old ids lead; removal, record; author, merge
  MergeSources: 20, // turn, both; lines over; where old ids lead; removal, keys, record; source, merge, lines and their count
  SplitSource: 17, // turn, source, lines; what is like the new source; it, its lines, record; source, merge, lines
  UndoMerge: 17, // turn, merge; what was removed, where ids lead, what goes back; merge
  DismissMergeCandidate: 7, // pair; it again, the two
  AddOrigin: 11, // turn, name and address; origin, when it is read; both again
  SyncOrigin: 58, // claim; whether it still holds, in each of two writes; an import of one article, a statement a table and one for its original; what came of it
  RemoveOrigin: 9, // turn, origin, feed; origin
  ImportContent: 52, // an import of an article; the run, what failed; what was handed in, its lock, and the run it became
  ImportRunChanged: 2, // each run, its origin
  AddWebhook: 6, // webhook; it again
  Webhooks: 5, // webhooks, deliveries and their count, attempts
  UpdateWebhook: 6, // webhook; it again
  RotateWebhookSecret: 6, // webhook; it again
  TestWebhook: 6, // event with its delivery; the delivery
  ReplayDelivery: 6, // delivery; it again
  RemoveWebhook: 5, // webhook
  Keys: 3, // keys, count
  CreateKey: 6, // key; it again
  RevokeKey: 6, // key; it again
};

/** The sample is plain text, which has no tags; its publishers are cited under one name, and its writers are not cited in it. */
const emptyInTheSample = ['.origins.nodes.runs.nodes.failed.nodes', '.articles.nodes.tags', '.publisher.aliases', '.author.sources.nodes', '.removeCommentWords.words', '.upsertArticle.article.corrections.nodes', '.commentsToModerate.nodes.moderation.reports.nodes', '.commentsToModerate.nodes.moderation.sameReader.nodes',
  '.importRun.failed.nodes', '.importContent.run.failed.nodes'];

const isSubscription = (name: string): boolean => /^subscription /m.test(operation(name).document);
const answered = operationNames.filter((name) => !isSubscription(name));

describe('the example operations of the playground', () => {
  test('ask every field of the root', () => {
    const schema = createSchema();
    const fields = (root: GraphQLObjectType | null | undefined): string[] => Object.keys(root?.getFields() ?? {});
    const asked = new Set(operationNames.flatMap((name) => rootFieldsOf(parse(operation(name).document))));
    const all = [...fields(schema.getQueryType()), ...fields(schema.getMutationType()), ...fields(schema.getSubscriptionType())];
    expect(all.filter((field) => !asked.has(field))).toEqual([]);
  });

  test('each has its number of statements asserted here', () => {
    expect(Object.keys(statements).sort()).toEqual([...operationNames].sort());
  });

  test.each(answered)('%s answers on the sample publication without a fault, in its number of statements', async (name) => {
    const { document, variables } = operation(name);
    const known = await withWhatIsHere(name, variables);
    const { result: data, statements: sent } = await counted(() => answer(document, known));
    await takeBack();
    expect(sent).toHaveLength(statements[name] ?? NaN);
    // Who asks from no address has no budget.
    for (const [field, value] of Object.entries(data)) if (field !== 'rateLimit') expect([field, value]).not.toEqual([field, null]);
  });

  test.each(operationNames.filter(isSubscription))('%s tells what happens, in its number of statements', async (name) => {
    const server = await startKeepingServer(graph.url, { keep: false });
    const client = wsClient(server.url);
    const { document, variables } = operation(name);
    const happens = happenings[name] ?? [];
    const before = happens.slice(0, -1), last = happens.at(-1) ?? '';
    try {
      for (const statement of before) await graph.sql(statement);
      await server.changes.settled();
      const { result: items, statements: sent } = await counted(async () => {
        const heard = hear(client, document, variables);
        await heardOf(client);
        await server.changes.settled();
        await graph.sql(last);
        return heard.until(1);
      });
      expect(items).toMatchObject([{ data: expect.any(Object) as object }]);
      expect(sent.filter((text) => text !== last && !/^(SELECT 1|SELECT pg_notify\(.*)$/.test(text))).toHaveLength(statements[name] ?? NaN);
    } finally {
      await client.dispose();
      await server.stop();
    }
  });

  test.each(answered)('%s shows something of every list it asks for', async (name) => {
    const { document, variables } = operation(name);
    const data = await answer(document, await withWhatIsHere(name, variables));
    await takeBack();
    const found = emptyEverywhere(data);
    expect(found.filter((path) => !emptyInTheSample.includes(path) && !path.endsWith('.userErrors'))).toEqual([]);
  });
});

/** The data of an operation: with a key that may write and moderate where it needs one. */
async function answer(document: string, variables: object): Promise<Record<string, unknown>> {
  if (!needsKey(document)) return graph.query(document, { ...variables });
  const { data, errors } = await askWith(graph, key, document, { ...variables });
  if (!data) throw new Error(`Expected data, got errors: ${JSON.stringify(errors)}`);
  if (isMutation(document)) for (const payload of Object.values(data)) expect(payload).toMatchObject({ userErrors: [] });
  return data;
}

/** What a subscription tells of, by its name: the last statement is what it is told. */
const happenings: Record<string, string[]> = {
  CommentPosted: [`INSERT INTO comments (origin_id, origin_key, article_id, author_name, body, status) VALUES (1, 'heard', 3, 'Ada', 'Waits.', 'PENDING')`, `UPDATE comments SET status = 'APPROVED' WHERE origin_key = 'heard'`],
  ArticlePublished: [`UPDATE articles SET status = 'DRAFT' WHERE id = 1`, `UPDATE articles SET status = 'PUBLISHED' WHERE id = 1`],
  ImportRunChanged: ['UPDATE import_runs SET failed_count = failed_count WHERE id = 1'],
};

/** The fields that a document asks of the root. */
function rootFieldsOf({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : [])) : []));
}

/** Variables with what an example cannot know: the site that there is here, and what is made for it. */
async function withWhatIsHere(name: string, variables: Variables): Promise<Variables> {
  const make = async <Payload>(document: string): Promise<Payload> => Object.values((await askWith<Record<string, Payload>>(graph, key, document)).data ?? {})[0] as Payload;
  const merge = () => make<{ merge: { id: string } }>(`mutation { mergeAuthors(input: { intoId: "${nodeId('Author', 1)}", fromIds: ["${nodeId('Author', 2)}"] }) { merge { id } } }`);
  switch (name) {
    case 'AddOrigin': return { input: { ...variables.input as object, url: site.url } };
    case 'SyncOrigin': case 'RemoveOrigin': return { input: { id: (await make<{ origin: { id: string } }>(`mutation { addOrigin(input: { url: "${site.url}/polled.xml", name: "Polled" }) { origin { id } } }`)).origin.id } };
    case 'UndoMerge': return { input: { mergeId: (await merge()).merge.id } };
    case 'RevokeKey': return { input: { prefix: prefixOf(await keyWith(graph, 'leaves', 'read')) } };
    case 'MergeCandidates': await merge();
  }
  return variables;
}

/** The webhook that the examples name, with a message that was told. */
async function makeWebhook(): Promise<void> {
  await graph.sql('DELETE FROM webhooks');
  await graph.sql('DELETE FROM webhook_events');
  await graph.sql(`INSERT INTO webhooks (id, url, events, secret, created_by) OVERRIDING SYSTEM VALUE VALUES (1, 'https://hooks.example.com/', '{article.published}', 'whsec_', 'examples')`);
  await graph.sql(`INSERT INTO webhook_events (id, type, entity, payload) OVERRIDING SYSTEM VALUE VALUES (1, 'article.published', 'Article:1', '{}')`);
  await graph.sql(`INSERT INTO webhook_deliveries (id, webhook_id, event_id, entity, status, attempts) OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 'Article:1', 'DELIVERED', 1)`);
  await graph.sql('INSERT INTO webhook_attempts (delivery_id, duration_ms, status) VALUES (1, 20, 204)');
}

/** Undoes what a mutation did, so that it can run again. */
async function takeBack(): Promise<void> {
  await graph.sql(`DELETE FROM comments WHERE reader_hash IS NOT NULL AND author_name = 'Ada'`);
  await graph.sql('DELETE FROM comment_reports');
  await makeWebhook();
  await graph.sql(`DELETE FROM api_keys WHERE name IN ('leaves', 'a colleague at the comments')`);
  await graph.sql(`DELETE FROM articles WHERE origin_id IN (SELECT id FROM origins WHERE name IN ('Lighthouse Log', 'Polled', 'A notebook'))`);
  await graph.sql(`DELETE FROM origins WHERE name IN ('Lighthouse Log', 'Polled', 'A notebook')`);
  await graph.sql('UPDATE merge_candidates SET dismissed_at = NULL, dismissed_by = NULL');
  await graph.sql(`DELETE FROM articles WHERE origin_key = 'article cms 4711'`);
  await graph.sql(`UPDATE articles SET status = 'PUBLISHED' WHERE id = 1`);
  await graph.sql(`DELETE FROM historical_events WHERE origin_key = 'event referendum'`);
  for (const { id } of await graph.sql<{ id: number }>('SELECT id FROM merges WHERE undone_at IS NULL')) {
    await askWith(graph, key, 'mutation ($id: ID!) { undoMerge(input: { mergeId: $id }) { userErrors { message } } }', { id: nodeId('Merge', id) });
  }
}

/** Lists that are empty wherever they occur in an answer, by their path without indexes. */
function emptyEverywhere(value: unknown, path = '', seen = new Map<string, number>()): string[] {
  if (Array.isArray(value)) {
    seen.set(path, (seen.get(path) ?? 0) + value.length);
    for (const item of value) emptyEverywhere(item, path, seen);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) emptyEverywhere(item, `${path}.${name}`, seen);
  }
  return [...seen].filter(([, length]) => length === 0).map(([empty]) => empty);
}
