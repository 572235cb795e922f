import { Webhook } from 'standardwebhooks';
import { type Changes, listenForChanges } from '../../src/database/changes';
import { createLog } from '../../src/log';
import { createOutside } from '../../src/outside/outside';
import { claimDue, forgetOld, secondsToNext } from '../../src/webhooks/delivery-queue';
import { type WebhookWorker, startWebhookWorker } from '../../src/webhooks/worker';
import { importPost } from '../support/import-post';
import { askWith, keyWith } from '../support/keys';
import { type Received, type Receiver, startReceiver } from '../support/receiver';
import { insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const receivers: Receiver[] = [];
const hosts: string[] = []; // filled before the worker reads it
const graph = useDatabase('empty', { comments: 'open', allowPrivateAddresses: hosts });
const workers: WebhookWorker[] = [];
let changes: Changes;
let key = '';
let receiver: Receiver;

beforeAll(async () => {
  key = await keyWith(graph, 'ed', 'write');
  changes = listenForChanges(graph.url, createLog('silent'));
  await changes.listening();
});
beforeEach(async () => {
  receiver = await startReceiver();
  receivers.push(receiver);
  hosts.push(receiver.host);
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  for (const each of receivers.splice(0)) await each.close();
  await graph.sql('DELETE FROM webhooks');
  await graph.sql('DELETE FROM webhook_events');
});
afterAll(() => changes.stop());

const work = (stopPatience?: number): WebhookWorker => {
  const worker = startWebhookWorker({ db: graph.db, outside: createOutside({ allowPrivate: hosts }), changes, log: createLog('silent'), random: () => 0, ...stopPatience !== undefined && { stopPatience } });
  workers.push(worker);
  return worker;
};
const bodyOf = ({ body }: Received): { type: string; data: Record<string, unknown> } => JSON.parse(body) as { type: string; data: Record<string, unknown> };

interface Hook { webhook: { id: string } | null; secret: string | null; delivery: { id: string; messageId: string } | null; userErrors: { field: string; code: string; message: string }[] }
async function run(name: string, type: string, input: object): Promise<Hook> {
  const shown = name === 'testWebhook' || name === 'replayDelivery' ? 'delivery { id messageId status event payload }' : 'webhook { id url events pausedAt pausedReason previousSecretUntil createdBy } secret';
  const { data, errors } = await askWith<Record<string, Hook>>(graph, key, `mutation ($input: ${type}!) { ${name}(input: $input) { ${shown} userErrors { field message code } } }`, { input });
  const payload = data?.[name];
  if (!payload) throw new Error(JSON.stringify(errors));
  return payload;
}
async function add(events: string[], path = '/hook', at = receiver): Promise<{ id: string; secret: string }> {
  const { webhook, secret, userErrors } = await run('addWebhook', 'AddWebhookInput', { url: at.url + path, events });
  if (!webhook || secret === null) throw new Error(JSON.stringify(userErrors));
  return { id: webhook.id, secret };
}
interface Delivery { id: string; messageId: string; event: string; status: string; attemptCount: number; nextAttemptAt: string | null; attempts: { totalCount: number; nodes: { status: number | null; error: string | null; durationMs: number }[] } }
const deliveries = async (status?: string): Promise<Delivery[]> => {
  const { data } = await askWith<{ webhooks: { nodes: { deliveries: { nodes: Delivery[] } }[] } }>(graph, key, `query ($status: WebhookDeliveryStatus) { webhooks { nodes { deliveries(status: $status, first: 100) { nodes {
    id messageId event status attemptCount nextAttemptAt attempts { totalCount nodes { status error durationMs } } } } } } }`, { status });
  return data?.webhooks.nodes.flatMap((webhook) => webhook.deliveries.nodes) ?? [];
};
/** Resolves when what is asked of the deliveries is true; it becomes true by what the worker does. */
const untilTrue = async (is: (all: Delivery[]) => boolean): Promise<Delivery[]> => {
  for (;;) {
    const all = await deliveries();
    if (is(all)) return all;
    await changes.settled();
  }
};

describe('what happens is told', () => {
  test('signed, with the ids of the graph, to those who asked for it', async () => {
    const { secret } = await add(['ARTICLE_PUBLISHED', 'ARTICLE_UPDATED', 'ARTICLE_WITHDRAWN', 'COMMENT_POSTED', 'IMPORT_FINISHED']);
    await add(['COMMENT_POSTED'], '/only-comments');
    work();
    await importPost(graph, 'Ferries At Night', 'Example, Ada, “Ferries,” Harbour Times, 2/1/09');
    const { article } = await graph.query<{ article: { id: string } }>('{ article(by: { slug: "ferries-at-night" }) { id } }');
    await receiver.until(2);
    await askWith(graph, key, 'mutation ($input: UpsertArticleInput!) { upsertArticle(input: $input) { userErrors { message } } }', { input: { id: article.id, title: 'Ferries by night' } });
    await receiver.until(3);
    const posted = await graph.ask<{ postComment: { comment: { id: string } } }>('mutation ($id: ID!) { postComment(input: { articleId: $id, body: "I took the last one." }) { comment { id } } }', { id: article.id });
    await receiver.until(5);
    await askWith(graph, key, 'mutation ($id: ID!) { withdrawArticle(input: { id: $id }) { userErrors { message } } }', { id: article.id });
    const all = await receiver.until(6);
    const told = all.filter(({ path }) => path === '/hook').map(bodyOf);
    expect(told.map(({ type }) => type).sort()).toEqual(['article.published', 'article.updated', 'article.withdrawn', 'comment.posted', 'import.finished']);
    expect(told.find(({ type }) => type === 'article.updated')?.data).toMatchObject({ id: article.id, slug: 'ferries-at-night', title: 'Ferries by night' });
    expect(told.find(({ type }) => type === 'comment.posted')?.data).toMatchObject({ id: posted.data?.postComment.comment.id, articleId: article.id });
    expect(all.filter(({ path }) => path === '/only-comments').map((message) => bodyOf(message).type)).toEqual(['comment.posted']);
    for (const { headers, body, path } of all) if (path === '/hook') expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toHaveProperty('type');
  });

  test('only when it has happened: nothing of a transaction that was taken back, of a draft, or of a comment that waits', async () => {
    await add(['ARTICLE_PUBLISHED', 'ARTICLE_UPDATED', 'COMMENT_POSTED']);
    await graph.dataSource.transaction(async (manager) => {
      await manager.query(`INSERT INTO articles (origin_id, origin_key, slug, title, title_key, status, content_hash) SELECT min(id), 'gone', 'gone', 'Gone', 'gone', 'PUBLISHED', '' FROM origins`);
      throw new Error('taken back');
    }).catch(() => undefined);
    const draft = await insertArticle(graph, { slug: 'draft', status: 'DRAFT' });
    await graph.sql(`UPDATE articles SET title = 'Still a draft' WHERE id = $1`, [draft.id]);
    await graph.sql(`UPDATE articles SET content_hash = 'x'`);
    await graph.sql(`INSERT INTO comments (origin_id, origin_key, article_id, author_name, body, status) VALUES (1, 'waiting', $1, 'R', 'Waits', 'PENDING')`, [draft.id]);
    expect(await graph.sql('SELECT * FROM webhook_events')).toEqual([]);
    await graph.sql(`UPDATE articles SET status = 'PUBLISHED' WHERE id = $1`, [draft.id]);
    expect(await graph.sql('SELECT type FROM webhook_events')).toEqual([{ type: 'article.published' }]);
  });

  test('in the order in which it happened, of each article by itself, whatever fails meanwhile', async () => {
    await add(['ARTICLE_PUBLISHED', 'ARTICLE_UPDATED']);
    const failed = new Set<string>();
    receiver.answer = (message, response) => {
      const { data } = bodyOf(message);
      const fails = data.slug === 'one' && !failed.has(message.headers['webhook-id'] as string);
      if (fails) failed.add(message.headers['webhook-id'] as string);
      response.writeHead(fails ? 500 : 200).end();
    };
    const [one, two] = [await insertArticle(graph, { slug: 'one' }), await insertArticle(graph, { slug: 'two' })];
    for (let n = 1; n <= 3; n++) for (const { id } of [one, two]) await graph.sql('UPDATE articles SET title = $2 WHERE id = $1', [id, `Title ${n}`]);
    work();
    for (let n = 0; n < 4; n++) {
      await untilTrue((all) => all.filter(({ status }) => status === 'DELIVERED').length >= 4 + n && all.some(({ attempts, status }) => status === 'PENDING' && attempts.nodes.length > 0));
      await graph.sql(`UPDATE webhook_deliveries SET next_attempt_at = now() WHERE status = 'PENDING' AND next_attempt_at < now() + interval '20 seconds'`); // instead of waiting five seconds
      await graph.sql('UPDATE webhooks SET url = url'); // has the worker look
      await untilTrue((all) => all.filter(({ status }) => status === 'DELIVERED').length >= 5 + n);
    }
    const titles = (slug: string): unknown[] => receiver.received.map((message) => bodyOf(message).data).filter((data) => data.slug === slug).map(({ title }) => title);
    expect(titles('two')).toEqual(['two', 'Title 1', 'Title 2', 'Title 3']);
    expect(titles('one')).toEqual(['one', 'one', 'Title 1', 'Title 1', 'Title 2', 'Title 2', 'Title 3', 'Title 3']);
  }, 60_000);
});

describe('a receiver', () => {
  test.each<[string, Receiver['answer'], Partial<Delivery['attempts']['nodes'][number]>]>([
    ['that answers 500', (_message, response) => { response.writeHead(500).end('no'); }, { status: 500, error: expect.stringContaining('answered 500') as string }],
    ['that leads into the network', (_message, response) => { response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(); }, { status: 302, error: expect.stringContaining('not followed') as string }],
    ['that breaks the connection', (_message, response) => { response.destroy(); }, { status: null }],
  ])('%s is told again later, and the log says what was wrong', async (_case, answer, attempt) => {
    await add(['ARTICLE_PUBLISHED']);
    receiver.answer = answer;
    work();
    await insertArticle(graph, { slug: `for ${_case}` });
    const [delivery] = await untilTrue((all) => all.some(({ attempts }) => attempts.nodes.length === 1));
    expect(delivery).toMatchObject({ event: 'ARTICLE_PUBLISHED', status: 'PENDING', attemptCount: 1, attempts: { nodes: [attempt] } });
    const [row] = await graph.sql<{ seconds: number }>('SELECT extract(epoch FROM next_attempt_at - now())::float AS seconds FROM webhook_deliveries');
    expect(row?.seconds).toBeGreaterThan(1);
    expect(row?.seconds).toBeLessThanOrEqual(5);
  });

  test('that fails for a day is given up, and what it missed can be told again under the same id', async () => {
    await add(['ARTICLE_PUBLISHED']);
    receiver.answer = (_message, response) => { response.writeHead(503).end(); };
    await insertArticle(graph, { slug: 'a-day' });
    await graph.sql('UPDATE webhook_deliveries SET attempts = 10');
    work();
    const [dead] = await untilTrue((all) => all[0]?.status === 'DEAD');
    expect(dead).toMatchObject({ attemptCount: 11, nextAttemptAt: null });
    expect(await deliveries('DEAD')).toHaveLength(1);
    receiver.answer = (_message, response) => { response.writeHead(200).end(); };
    expect((await run('replayDelivery', 'ReplayDeliveryInput', { id: dead?.id })).delivery).toMatchObject({ messageId: dead?.messageId, status: 'PENDING' });
    await untilTrue((all) => all[0]?.status === 'DELIVERED');
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([dead?.messageId]));
  });

  test('that is gone is told nothing more until somebody says so', async () => {
    const { id } = await add(['ARTICLE_PUBLISHED']);
    receiver.answer = (_message, response) => { response.writeHead(410).end(); };
    work();
    await insertArticle(graph, { slug: 'last' });
    await untilTrue((all) => all[0]?.status === 'DEAD');
    const paused = async (): Promise<unknown> => (await askWith<{ webhooks: { nodes: { pausedReason: string | null }[] } }>(graph, key, '{ webhooks { nodes { pausedReason } } }')).data?.webhooks.nodes[0]?.pausedReason;
    while (await paused() === null) await changes.settled();
    await insertArticle(graph, { slug: 'after' });
    expect(await deliveries()).toHaveLength(1);
    expect((await run('updateWebhook', 'UpdateWebhookInput', { id, paused: false })).webhook).toMatchObject({ pausedAt: null, pausedReason: null });
    await insertArticle(graph, { slug: 'again' });
    expect(await deliveries()).toHaveLength(2);
  });

  test('that hangs holds up neither the others nor a mutation', async () => {
    await add(['ARTICLE_PUBLISHED']);
    const second = await startReceiver();
    receivers.push(second);
    hosts.push(second.host);
    await add(['ARTICLE_PUBLISHED'], '/hook', second);
    receiver.answer = () => undefined;
    work();
    for (let n = 0; n < 8; n++) await insertArticle(graph, { slug: `hang-${n}` });
    await second.until(8);
    await receiver.until(4);
    expect(receiver.received).toHaveLength(4); // no more at a time
    await untilTrue((all) => all.filter(({ status }) => status === 'DELIVERED').length === 8);
  });
});

describe('a process', () => {
  test('sends four messages at a time to one receiver, however they come one after another', async () => {
    await add(['ARTICLE_PUBLISHED']);
    receiver.answer = () => undefined;
    work();
    for (let n = 1; n <= 3; n++) {
      await insertArticle(graph, { slug: `few-${n}` });
      await receiver.until(n);
    }
    await graph.sql(`INSERT INTO articles (origin_id, origin_key, slug, title, title_key, status, content_hash) SELECT (SELECT min(id) FROM origins), 'many ' || n, 'many-' || n, 'Many', 'many', 'PUBLISHED', '' FROM generate_series(1, 5) n`);
    await receiver.until(4);
    const second = await startReceiver();
    receivers.push(second);
    hosts.push(second.host);
    await add(['ARTICLE_PUBLISHED'], '/hook', second);
    for (let n = 1; n <= 2; n++) { // what comes to another shows that the process has looked again
      await insertArticle(graph, { slug: `more-${n}` });
      await second.until(n);
    }
    expect(receiver.received).toHaveLength(4);
  });

  test('keeps one receiver up to date while many others hang', async () => {
    receiver.answer = ({ path }, response) => { if (path === '/well') response.writeHead(204).end(); };
    for (let n = 0; n < 12; n++) await add(['ARTICLE_PUBLISHED'], `/hangs/${n}`);
    await add(['ARTICLE_PUBLISHED'], '/well');
    work();
    for (let n = 0; n < 10; n++) await insertArticle(graph, { slug: `well-${n}` });
    await untilTrue((all) => all.filter(({ status }) => status === 'DELIVERED').length === 10);
    expect(await graph.sql('SELECT 1 FROM webhook_attempts WHERE error IS NOT NULL')).toEqual([]); // before any of the others was given up
  });

  test('sends one at a time to a receiver that fails, and leaves one alone that asks for it, with all its messages', async () => {
    const { id } = await add(['ARTICLE_PUBLISHED']);
    for (let n = 0; n < 6; n++) await insertArticle(graph, { slug: `busy-${n}` });
    receiver.answer = (_message, response) => { response.writeHead(429, { 'retry-after': new Date(Date.now() + 600_000).toUTCString() }).end(); };
    work();
    await untilTrue((all) => all.filter(({ attempts }) => attempts.nodes.length > 0).length === 4);
    const quiet = async (): Promise<number> => (await graph.sql<{ seconds: number }>('SELECT COALESCE(extract(epoch FROM quiet_until - now()), 0)::float AS seconds FROM webhooks'))[0]?.seconds ?? 0;
    while (await quiet() < 590) await changes.settled();
    await insertArticle(graph, { slug: 'while-it-is-quiet' });
    expect(await secondsToNext(graph.db)).toBeGreaterThan(590);
    const second = await startReceiver();
    receivers.push(second);
    hosts.push(second.host);
    await add(['ARTICLE_PUBLISHED'], '/hook', second);
    await insertArticle(graph, { slug: 'for-another' });
    await second.until(1);
    expect(receiver.received).toHaveLength(4);
    receiver.answer = (_message, response) => { response.writeHead(204).end(); };
    await run('updateWebhook', 'UpdateWebhookInput', { id, paused: false });
    await untilTrue((all) => all.filter(({ status }) => status === 'DELIVERED').length === 5); // the four that failed have their own pauses
    expect(await quiet()).toBe(0);
  });

  test('does not ask again and again for what waits for an earlier message', async () => {
    await add(['ARTICLE_PUBLISHED', 'ARTICLE_UPDATED']);
    const { id } = await insertArticle(graph, { slug: 'blocked' });
    await graph.sql(`UPDATE articles SET title = 'Blocked too' WHERE id = $1`, [id]);
    await graph.sql(`UPDATE webhook_deliveries SET next_attempt_at = now() + CASE WHEN id = (SELECT min(id) FROM webhook_deliveries) THEN interval '100 seconds' ELSE interval '-2 seconds' END`);
    expect(await claimDue(graph.db, new Map(), 10)).toEqual([]);
    expect(await secondsToNext(graph.db)).toBeGreaterThan(90);
    await graph.sql(`UPDATE webhooks SET paused_at = now()`);
    expect(await secondsToNext(graph.db)).toBeNull();
  });

  test('that stops gives back what has no answer, for another process to tell at once', async () => {
    await add(['ARTICLE_PUBLISHED']);
    receiver.answer = () => undefined;
    const worker = work(1);
    await insertArticle(graph, { slug: 'handed-over' });
    await receiver.until(1);
    await worker.stop();
    expect(await graph.sql('SELECT status, attempts, next_attempt_at <= now() AS due FROM webhook_deliveries')).toEqual([{ status: 'PENDING', attempts: 0, due: true }]);
    receiver.answer = (_message, response) => { response.writeHead(204).end(); };
    work();
    await untilTrue((all) => all.every(({ status, attemptCount }) => status === 'DELIVERED' && attemptCount === 1));
  });

  test('drops what was told a month ago, however much it is, and nothing that waits', async () => {
    await add(['ARTICLE_PUBLISHED']);
    await graph.sql(`INSERT INTO webhook_events (type, entity, payload, created_at) SELECT 'article.published', 'Article:' || n, '{}', now() - interval '31 days' FROM generate_series(1, 4500) n`);
    await insertArticle(graph, { slug: 'old-and-waiting' });
    await insertArticle(graph, { slug: 'old-and-told' });
    await graph.sql(`UPDATE webhook_events SET created_at = now() - interval '31 days'`);
    await graph.sql(`UPDATE webhook_deliveries SET status = 'DELIVERED' WHERE event_id = (SELECT max(id) FROM webhook_events)`);
    await forgetOld(graph.db);
    expect(await graph.sql('SELECT d.status FROM webhook_events e LEFT JOIN webhook_deliveries d ON d.event_id = e.id')).toEqual([{ status: 'PENDING' }]);
  });
});

describe('several processes', () => {
  test('tell each message once, and what one of them left behind another tells when its lease is over', async () => {
    await add(['ARTICLE_PUBLISHED']);
    for (let n = 0; n < 4; n++) work();
    for (let n = 0; n < 40; n++) await insertArticle(graph, { slug: `shared-${n}` });
    await untilTrue((all) => all.filter(({ status }) => status === 'DELIVERED').length === 40);
    expect(receiver.received).toHaveLength(40);
    // As a process leaves it that was killed in the middle of an attempt.
    await graph.sql(`UPDATE webhook_deliveries SET status = 'PENDING', attempts = 1, next_attempt_at = now() - interval '1 second' WHERE id = (SELECT min(id) FROM webhook_deliveries)`);
    await graph.sql('UPDATE webhooks SET paused_at = NULL');
    await receiver.until(41);
  });
});

describe('who keeps webhooks', () => {
  test.each<[string, object, object]>([
    ['an address of this machine', { url: 'http://127.0.0.1:9/', events: ['ARTICLE_PUBLISHED'] }, { field: 'input.url', code: 'INVALID' }],
    ['an address of the network', { url: 'https://10.0.0.1/hook', events: ['ARTICLE_PUBLISHED'] }, { field: 'input.url', code: 'INVALID' }],
    ['the address that clouds tell secrets at', { url: 'http://169.254.169.254/', events: ['ARTICLE_PUBLISHED'] }, { field: 'input.url', code: 'INVALID' }],
    ['an address in disguise', { url: 'http://0x7f.1/', events: ['ARTICLE_PUBLISHED'] }, { field: 'input.url', code: 'INVALID' }],
    ['a user in the address', { url: 'https://user:password@example.com/', events: ['ARTICLE_PUBLISHED'] }, { field: 'input.url', code: 'INVALID' }],
    ['a port that is none of the web', { url: 'https://example.com:6379/', events: ['ARTICLE_PUBLISHED'] }, { field: 'input.url', code: 'INVALID' }],
    ['a file', { url: 'file:///etc/passwd', events: ['ARTICLE_PUBLISHED'] }, { field: 'input.url', code: 'INVALID' }],
    ['no address', { url: 'hook', events: ['ARTICLE_PUBLISHED'] }, { field: 'input.url', code: 'INVALID' }],
    ['no events', { url: 'https://example.com/', events: [] }, { field: 'input.events', code: 'INVALID' }],
  ])('cannot give %s', async (_case, input, expected) => {
    expect(await run('addWebhook', 'AddWebhookInput', input)).toMatchObject({ webhook: null, secret: null, userErrors: [expected] });
  });

  test('sees a secret once, and can have a new one with the old one beside it', async () => {
    const { id, secret: old } = await add(['ARTICLE_PUBLISHED']);
    const { secret, webhook } = await run('rotateWebhookSecret', 'RotateWebhookSecretInput', { id, keepOldHours: 1 });
    expect(webhook).toMatchObject({ id, previousSecretUntil: expect.any(String) as string });
    work();
    await run('testWebhook', 'WebhookInput', { id });
    const [message] = await receiver.until(1);
    if (!message) throw new Error('no message');
    for (const each of [old, secret ?? '']) expect(new Webhook(each).verify(message.body, message.headers as Record<string, string>)).toMatchObject({ type: 'webhook.test', data: { askedBy: 'ed' } });
    expect((message.headers['webhook-signature'] as string).split(' ')).toHaveLength(2);
    const at0 = await run('rotateWebhookSecret', 'RotateWebhookSecretInput', { id, keepOldHours: 0 });
    expect(at0.webhook).toMatchObject({ previousSecretUntil: null });
    const rows = await askWith(graph, key, '{ webhooks { nodes { id url deliveries { nodes { payload messageId } } } } }');
    expect(rows.text).not.toContain('whsec_');
  });

  test('removes one with all its messages', async () => {
    const { id } = await add(['ARTICLE_PUBLISHED']);
    await insertArticle(graph, { slug: 'removed' });
    expect(await run('removeWebhook', 'WebhookInput', { id })).toMatchObject({ userErrors: [] });
    expect(await graph.sql('SELECT * FROM webhook_deliveries')).toEqual([]);
    for (const [name, type] of [['removeWebhook', 'WebhookInput'], ['testWebhook', 'WebhookInput'], ['rotateWebhookSecret', 'RotateWebhookSecretInput'], ['updateWebhook', 'UpdateWebhookInput']] as const) {
      expect(await run(name, type, { id })).toMatchObject({ userErrors: [{ field: 'input.id', code: 'NOT_FOUND' }] });
    }
  });

  test('is nobody without the scope', async () => {
    for (const document of ['{ webhooks { nodes { url } } }', 'mutation { addWebhook(input: { url: "https://example.com/", events: [ARTICLE_PUBLISHED] }) { secret } }']) {
      expect((await graph.ask(document)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect((await askWith(graph, await keyWith(graph, `other ${document}`, 'moderate', 'read', 'comment'), document)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });
});
