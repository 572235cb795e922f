import { nodeId } from '../../src/graph/node-id';
import { askWith, keyWith } from '../support/keys';
import { counted } from '../support/counted';
import { isMutation, needsKey, operation, operationNames } from '../support/operations';
import { useDatabase } from '../support/use-database';

const graph = useDatabase();
let key = '';
beforeAll(async () => {
  key = await keyWith(graph, 'examples', 'write', 'moderate');
  await graph.query(`mutation { postComment(input: { articleId: "${nodeId('Article', 1)}", body: "Waits." }) { userErrors { code } } }`);
  await askWith(graph, key, `mutation { addCommentWords(input: { words: ["lottery"], status: SPAM }) { words { word } } reportComment(input: { commentId: "${nodeId('Comment', 3)}" }) { reported } }`);
  for (const table of ['webhooks', 'webhook_events', 'webhook_deliveries']) await graph.sql(`ALTER TABLE ${table} ALTER COLUMN id RESTART WITH 100`);
  await makeWebhook();
  await askWith(graph, key, '{ __typename }'); // the first use of a key is noted, by one statement more
});

/** Statements of each example operation. One a level of the graph, whatever the number of rows; what each is for stands beside it. */
const statements: Record<string, number> = {
  FeedPage: 7, // articles, their authors, citations, comments; sources, their publishers and authors
  ArticlePage: 15, // article, its last change, body, authors, citations, fields, sources, publishers, source authors, comments and count, replies and count, events, origin
  Headlines: 1,
  PublisherPage: 7, // publisher, aliases, sources and count, citations and count, articles
  OnThisDay: 3, // events, where they are listed, their articles
  Backwards: 2, // articles, count
  ByNode: 4, // one a type
  TwoPages: 3, // article, and one a use of citations
  ArticlesCiting: 2, // articles, count
  AuthorReliesOn: 7, // author, reliances and their publishers, articles and count, sources and count
  Bibliography: 6, // article, lines, sources with publishers and authors, related articles; the shared sources are among those there
  CitedTogether: 5, // source, its publisher and authors, sources beside it, their publishers
  WhatTheArchiveLeansOn: 3, // groups by publisher, the publishers, groups by year
  Search: 7, // the query read in every language, what matches with facets, snippets; articles, events, sources and their publishers
  ReviewQueue: 3, // lines, their count (kept), articles
  Freshness: 5, // origins, when each is read again, what it brought, runs, what failed in them
  Delta: 1, // articles with their last change
  // Of mutations every statement is counted: the look-up of the key, the transaction with its begin, time limit and end, and what is shown.
  CorrectCitation: 25, // turn, line; what is like the new source, its publisher and authors, and they; correction and its record; the line, its source and publisher
  MergePublishers: 16, // turn, both; aliases and sources over; where old ids lead; removal, what it fills, record; publisher, merge, aliases
  PostComment: 9, // origin, the same key before, thread, facts, comment with its decision; the comment
  ReportComment: 7, // turn, comment, report, its count
  ModerationQueue: 8, // counts, comments and their count (kept), articles, how they stand, decisions, reports
  ModerateComment: 7, // turn, comments with their decisions; they
  CommentWords: 3, // words, count
  AddCommentWords: 6, // words, how many there are now
  RemoveCommentWords: 5,
  UpsertArticle: 34, // turn, key, origin; slug, article, its authors; what the line may cite, and they; what the text lists; article, authors, citations and sources, corrections
  PublishArticle: 7, // turn, article: it is public already; the article
  WithdrawArticle: 10, // turn, article, its status, the correction; the article, its corrections
  ReleaseArticle: 10, // turn, article, origin, the article; how it stands
  ArticlesToEdit: 7, // articles and their count, how they stand; the article, its text, its citations
  UpsertEvent: 14, // turn, origin, key; event, its text; the articles, ties that go, ties that come; event, articles
  AddWebhook: 6, // webhook; it again
  Webhooks: 5, // webhooks, deliveries and their count, attempts
  UpdateWebhook: 6, // webhook; it again
  RotateWebhookSecret: 6, // webhook; it again
  TestWebhook: 6, // event with its delivery; the delivery
  ReplayDelivery: 6, // delivery; it again
  RemoveWebhook: 5, // webhook
};

/** The sample is plain text, which has no tags; its publishers are cited under one name, and its writers are not cited in it. */
const emptyInTheSample = ['.origins.nodes.runs.nodes.failed.nodes', '.articles.nodes.tags', '.publisher.aliases', '.author.sources.nodes', '.removeCommentWords.words', '.upsertArticle.article.corrections.nodes', '.commentsToModerate.nodes.moderation.reports.nodes'];

describe('the example operations of the playground', () => {
  test('each has its number of statements asserted here', () => {
    expect(Object.keys(statements)).toEqual(operationNames);
  });

  test.each(operationNames)('%s answers on the sample publication without a fault, in its number of statements', async (name) => {
    const { document, variables } = operation(name);
    const { result: data, statements: sent } = await counted(() => answer(document, variables));
    await takeBack();
    expect(sent).toHaveLength(statements[name] ?? NaN);
    // Who asks from no address has no budget.
    for (const [field, value] of Object.entries(data)) if (field !== 'rateLimit') expect([field, value]).not.toEqual([field, null]);
  });

  test.each(operationNames)('%s shows something of every list it asks for', async (name) => {
    const { document, variables } = operation(name);
    const data = await answer(document, variables);
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
