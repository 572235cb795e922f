import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportReport } from '../../src/imports/import-report';
import { cleanUp, run, temporaryDirectory } from '../support/program';
import { useDatabase } from '../support/use-database';
import { zipOf } from '../support/zip';

const graph = useDatabase('empty');
afterEach(cleanUp);
const fixtures = join(__dirname, '../fixtures');

async function importInto(...args: string[]): Promise<{ code: number | null; report: ImportReport }> {
  const { code, stdout } = await run(['import', ...args, '--json'], { DATABASE_URL: graph.url });
  return { code, report: JSON.parse(stdout) as ImportReport };
}

const comments = (): Promise<{ key: string; parent: string | null; article: string; status: string; reason: string | null }[]> => graph.sql(`
  SELECT c.origin_key AS key, p.origin_key AS parent, a.slug AS article, c.status, c.status_reason AS reason
  FROM comments c JOIN articles a ON a.id = c.article_id LEFT JOIN comments p ON p.id = c.parent_id ORDER BY c.created_at, c.origin_key`);
const none = { created: 0, updated: 0, unchanged: 0 };

describe('an export is imported as it says', () => {
  test('Blogger: comments join their post and each other in any order, drafts stay drafts', async () => {
    const { code, report } = await importInto(join(fixtures, 'blogger'));
    expect([code, report]).toMatchObject([0, { origin: 'Harbour Notes', format: 'blogger', articles: { created: 4 }, comments: { created: 2 }, events: { created: 2 }, citations: { total: 2 }, failed: [], notKept: { settings: 1 } }]);
    expect(await comments()).toEqual([
      { key: 'tag:blogger.com,1999:blog-77.post-900#tag:blogger.com,1999:blog-77.post-901', parent: null, article: 'ferry', status: 'REJECTED', reason: 'removed in Blogger' },
      { key: 'tag:blogger.com,1999:blog-77.post-900#tag:blogger.com,1999:blog-77.post-902', parent: 'tag:blogger.com,1999:blog-77.post-900#tag:blogger.com,1999:blog-77.post-901', article: 'ferry', status: 'APPROVED', reason: null },
    ]);
    const { articles } = await graph.query<{ articles: { nodes: { slug: string; comments: { nodes: unknown[] } }[] } }>('{ articles { nodes { slug comments { nodes { body } } } } }');
    expect(articles.nodes.map(({ slug }) => slug).sort()).toEqual(['ferry', 'this-day']); // neither the draft nor what is scheduled; nor a comment that was removed
    expect((await importInto(join(fixtures, 'blogger'))).report).toMatchObject({ articles: { ...none, unchanged: 4 }, comments: { ...none, unchanged: 2 }, events: { ...none, unchanged: 2 } });
  });

  test('the API of the same blog says the same post: it is updated in place', async () => {
    const before = await graph.sql(`SELECT id, slug FROM articles WHERE url LIKE '%/ferry.html'`);
    const { report } = await importInto(join(fixtures, 'blogger-api'), '--origin', 'Harbour Notes');
    expect(report.articles).toEqual({ created: 1, updated: 1, unchanged: 0 });
    expect(await graph.sql(`SELECT id, slug FROM articles WHERE url LIKE '%/ferry.html'`)).toEqual(before);
  });

  test('WordPress: comments inside their post are counted the same when nothing changed', async () => {
    const first = await importInto(join(fixtures, 'wxr/posts-pages-and-comments.xml'), '--origin', 'Harbour on WordPress');
    expect(first.report).toMatchObject({ articles: { created: 4 }, comments: { created: 4 } });
    const second = await importInto(join(fixtures, 'wxr/posts-pages-and-comments.xml'), '--origin', 'Harbour on WordPress');
    expect(second.report).toMatchObject({ articles: { ...none, unchanged: 4 }, comments: { ...none, unchanged: 4 } });
    expect((await importInto(join(fixtures, 'wordpress-rest/posts-comments-users.json'), '--origin', 'Harbour on WordPress')).report).toMatchObject({ comments: { created: 0, updated: 2 } });
  });
});

describe('comments from elsewhere find their article by its address', () => {
  test('those of an article that is here are joined, the others are told with their address, and get in later', async () => {
    const disqus = join(fixtures, 'disqus/threads-after-posts.xml');
    const early = await importInto(disqus);
    expect([early.code, early.report.comments]).toEqual([1, { ...none, created: 3 }]);
    expect(early.report.failed.map(({ item }) => item)).toEqual(['post 14', 'post 15']);
    expect((await comments()).filter(({ key }) => key.startsWith('dsq-'))).toEqual([
      { key: 'dsq-12', parent: null, article: 'ferry-2', status: 'REJECTED', reason: 'deleted in Disqus' },
      { key: 'dsq-11', parent: 'dsq-12', article: 'ferry-2', status: 'APPROVED', reason: null },
      { key: 'dsq-13', parent: null, article: 'ferry-2', status: 'SPAM', reason: 'marked as spam in Disqus' },
    ]);
    expect((await importInto(disqus)).report.comments).toEqual({ ...none, unchanged: 3 });
  });

  test('an article that comes later is joined when the import is repeated', async () => {
    const directory = temporaryDirectory();
    const thread = join(directory, 'thread.json');
    writeFileSync(thread, JSON.stringify({ version: 1, comments: [{ commentHex: 'ab', domain: 'later.example', url: '/one', markdown: 'First!', parentHex: 'root', state: 'approved', creationDate: '2021-03-12T10:21:56Z' }], commenters: [] }));
    const early = await importInto(thread);
    expect([early.code, early.report.comments, early.report.failed]).toEqual([1, none, [{ item: 'comment ab', reason: expect.stringContaining('https://later.example/one; import that first') as string }]]);
    const feed = join(directory, 'feed.json');
    writeFileSync(feed, JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Later', items: [{ id: '1', url: 'http://www.later.example/one/', title: 'One', content_text: 'One.' }] }));
    await importInto(feed);
    expect((await importInto(thread)).report).toMatchObject({ comments: { created: 1 }, failed: [] });
  });
});

test('an archive of Google Takeout is read as it is: the feed in it, not the design beside it', async () => {
  const archive = join(temporaryDirectory(), 'takeout.zip');
  writeFileSync(archive, zipOf([
    { name: 'Takeout/Blogger/Blogs/Harbour/feed.atom', bytes: readFileSync(join(fixtures, 'blogger-takeout/types-and-status.atom')) },
    { name: 'Takeout/Blogger/Blogs/Harbour/theme-classic.html', bytes: Buffer.from('<!DOCTYPE html><html><head><title><$BlogPageTitle$></title></head><Blogger></Blogger></html>') },
    { name: 'Takeout/Blogger/Albums/Harbour/pier.png', bytes: Buffer.from('\x89PNG\r\n', 'latin1') },
    { name: 'Takeout/Blogger/Blogs/Harbour/settings.csv', bytes: Buffer.from('blog_id,locale\n77,en\n') },
  ]));
  const { code, report } = await importInto(archive, '--origin', 'Taken out');
  expect([code, report]).toMatchObject([1, { format: 'blogger-takeout', articles: { created: 3 }, comments: { created: 2 } }]);
  expect(report.failed).toEqual([{ item: 'comment tag:blogger.com,1999:blog-77.post-903', reason: expect.stringContaining('expected it to name its article') as string }]);
});

test('events of a list are in the graph, and the same list again adds none', async () => {
  const list = join(fixtures, 'timelinejs/the-older-form.json');
  expect((await importInto(list)).report).toMatchObject({ origin: 'The harbour', events: { created: 2 }, notKept: { era: 1 } });
  expect((await importInto(list)).report.events).toEqual({ ...none, unchanged: 2 });
  const { onThisDay } = await graph.query<{ onThisDay: { nodes: { text: string }[] } }>('{ onThisDay(month: 3, day: 9) { nodes { text } } }');
  expect(onThisDay.nodes.map(({ text }) => text)).toContain('First ferry. It crossed.');
});
