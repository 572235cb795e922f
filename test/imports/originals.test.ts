import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { originalsAfter, toReadAgain } from '../../src/imports/kept-originals';
import { rereadOriginals } from '../../src/imports/reread-originals';
import { importFiles } from '../../src/imports/import-files';
import { saveBatch } from '../../src/imports/save-batch';
import { saveContent } from '../../src/imports/save-content';
import { type ReadArticle, readingVersion } from '../../src/imports/changed-articles';
import type { ImportReport } from '../../src/imports/import-report';
import { type ArticleInFormat, unreadArticle } from '../../src/imports/readers/build-article';
import { filesAt } from '../../src/imports/text-files';
import { openPlainText } from '../../src/imports/read-plain-text';
import { checksums } from '../support/checksums';
import { wrongCounts } from '../support/everything';
import { importedArticle, importedContent } from '../support/imported';
import { cleanUp, run, start } from '../support/program';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

const bibliography = '<p>SOURCES</p><p>Oliver, Christian, “Iran and Iraq look to heal old wounds with oil deal,” Reuters, 7/19/05</p>';
const given = (key: string, said: Partial<ArticleInFormat> = {}): ArticleInFormat => ({
  key, title: `Harbor ${key}`, html: `<p onclick="hidden()">Ships left. <a href="/more">More</a></p>${bibliography}`, url: `https://blog.example/${key}.html`, language: 'en', status: 'PUBLISHED',
  publishedAt: new Date('2009-02-26T00:00:00Z'), authors: ['Ada Example'], tags: ['sea'],
  comments: [{ key: 'c1', parentKey: null, authorName: 'reader@mail.example', html: 'Write to me', createdAt: null }], ...said,
});
const importOf = async (articles: Parameters<typeof importedContent>[0], originName = 'Blog'): Promise<ImportReport> => {
  async function* contents(): AsyncGenerator<ReturnType<typeof importedContent>> { yield await Promise.resolve(importedContent(articles)); }
  return await saveContent(graph.dataSource, contents(), { format: 'made', originName });
};
const again = (): Promise<ImportReport> => rereadOriginals(graph.dataSource);
const originals = (): Promise<{ key: string; type: string; body: string | null; facts: string }[]> =>
  graph.sql('SELECT a.origin_key AS key, o.media_type AS type, o.body, o.facts FROM article_originals o JOIN articles a ON a.id = o.article_id ORDER BY 1');

beforeEach(() => graph.sql('DELETE FROM origins'));
afterEach(cleanUp);

describe('the original of an article', () => {
  test('is kept as it came, before anything was done to it, with its bibliography', async () => {
    const { html } = given('a');
    await importOf([unreadArticle(given('a'))]);
    const [original] = await originals();
    expect(original).toMatchObject({ key: 'a', type: 'text/html', body: html });
    expect(JSON.stringify(await graph.query('{ articles { nodes { bodyHtml } } }'))).not.toContain('hidden()');
  });

  test('is kept as WordPress stored it or as Markdown where it was no HTML', async () => {
    await importOf([unreadArticle(given('a'), { markup: 'text/x-wordpress', body: 'Ships left.\n\nThey came back.' }), unreadArticle(given('b'), { markup: 'text/markdown', body: 'Ships *left*.' })]);
    expect(await originals()).toMatchObject([{ key: 'a', type: 'text/x-wordpress', body: 'Ships left.\n\nThey came back.' }, { key: 'b', type: 'text/markdown', body: 'Ships *left*.' }]);
  });

  test('is not kept twice where it is what is shown, and not at all where an article came ready', async () => {
    await importOf([unreadArticle(given('a', { html: '<p>Ships left.</p>' })), importedArticle('b')]);
    expect(await originals()).toMatchObject([{ key: 'a', body: null }]);
  });

  test('follows a new version, and goes with its article', async () => {
    await importOf([unreadArticle(given('a'))]);
    await importOf([unreadArticle(given('a', { html: '<p onclick="x()">New</p>' }))]);
    expect(await originals()).toMatchObject([{ key: 'a', body: '<p onclick="x()">New</p>' }]);
    await graph.sql('DELETE FROM origins');
    expect(await graph.sql('SELECT * FROM article_originals')).toEqual([]);
  });

  test('has nothing of comments, and no address of a writer', async () => {
    await importOf([unreadArticle(given('a', { authors: ['ada@mail.example (Ada Example)'] }))]);
    const text = JSON.stringify(await originals());
    expect(text).toContain('Ada Example');
    expect(text).not.toMatch(/mail\.example|Write to me/);
  });

  test('holds what no database text can hold, cleaned', async () => {
    expect(await importOf([unreadArticle(given('a', { html: '<p>Ships\0 \ud800left</p>', title: 'A\0', tags: ['t\0'] }))])).toMatchObject({ articles: { created: 1 }, failed: [] });
    expect(await originals()).toHaveLength(1);
  });

  test('is not kept of plain text, whose lines and paragraphs are shown as they were written', async () => {
    await importOf(openPlainText('Friday, July 3, 2009\n\nThe Ferry\n\nIts text.\n', { name: 'ferry.txt' }).articles);
    expect(await graph.sql('SELECT title FROM articles')).toEqual([{ title: 'The Ferry' }]);
    expect(await originals()).toEqual([]);
  });

  test('is no change of its article', async () => {
    await importOf([unreadArticle(given('a'))]);
    const before = await graph.sql('SELECT * FROM article_changes');
    await graph.sql(`UPDATE article_originals SET reading_version = 0`);
    await graph.sql('DELETE FROM article_originals');
    expect(await graph.sql('SELECT * FROM article_changes')).toEqual(before);
  });
});

describe('reading originals again', () => {
  interface Row { id: number; title: string; html: string; hash: string }
  const articles = (): Promise<Row[]> => graph.sql('SELECT id, title, body_html AS html, content_hash AS hash FROM articles ORDER BY origin_key');
  const changes = (): Promise<object[]> => graph.sql('SELECT article_id, changed_at FROM article_changes ORDER BY 1');
  const citations = (): Promise<{ id: number; state: string; title: string | null }[]> =>
    graph.sql('SELECT c.id, c.review_state AS state, s.title FROM citations c LEFT JOIN sources s ON s.id = c.source_id ORDER BY c.id');
  /** As if the version before had read nothing of the body. */
  const readBadly = async (): Promise<void> => {
    await graph.sql(`UPDATE article_originals o SET result = 'of another version', reading_version = 1, body = COALESCE(o.body, a.body_html) FROM articles a WHERE a.id = o.article_id`);
    await graph.sql(`UPDATE articles SET body_html = '', body_text = ''`);
    await graph.sql('DELETE FROM citations');
  };

  test('changes nothing where it gives what it gave, whatever the markup', async () => {
    await importOf([
      unreadArticle(given('a')), unreadArticle(given('b', { html: '<p>Ships left.</p>', url: null, base: 'https://blog.example', summary: 'A summary', tags: ['t\0', null] })),
      unreadArticle(given('c', { html: '<p>Ships left.</p>\n<p>They came back.</p>\n' }), { markup: 'text/x-wordpress', body: 'Ships left.\n\nThey came back.' }),
      unreadArticle(given('d', { html: '<p>Ships <em>left</em>.</p>\n', authors: ['ada@mail.example (Ada Example)'], publishedAt: null }), { markup: 'text/markdown', body: 'Ships *left*.' }),
    ]);
    const [before, then] = [await checksums(graph), await changes()];
    const report = await again();
    expect(report).toMatchObject({ articles: { created: 0, updated: 0, unchanged: 4 }, comments: { created: 0, updated: 0, unchanged: 4 }, citations: { total: 1, resolved: 1 }, failed: [] });
    expect(report.warnings).toBeUndefined();
    expect([await checksums(graph), await changes()]).toEqual([before, then]);
  });

  test.each(['atom', 'blogger', 'blogger-api', 'blogger-takeout', 'html', 'json-feed', 'markdown', 'rss', 'rss1', 'wordpress-rest', 'wxr'])('gives what the reader gave: %s', async (format) => {
    const { articles: { created } } = await importFiles(graph.dataSource, filesAt(join(__dirname, '../fixtures', format), Readable.from([])), { skipUnknown: true });
    expect(created).toBeGreaterThan(0);
    const { articles: { updated, unchanged }, warnings } = await again();
    expect([updated, unchanged, warnings]).toEqual([0, created, undefined]);
  });

  test('mends in place what another version read otherwise: same ids, comments and lines; and does so once', async () => {
    await importOf([unreadArticle(given('a')), unreadArticle(given('b', { html: '<p>Ships left.</p>' }))]);
    const [before, rows] = [await checksums(graph), await articles()];
    await readBadly();
    expect(await again()).toMatchObject({ articles: { updated: 2, unchanged: 0 }, citations: { total: 1, resolved: 1 }, failed: [] });
    expect([await articles(), await wrongCounts(graph)]).toEqual([rows, []]);
    expect((await checksums(graph))['comments']).toEqual(before['comments']);
    const then = await changes();
    expect(await again()).toMatchObject({ articles: { updated: 0, unchanged: 2 }, failed: [] });
    expect(await changes()).toEqual(then);
    expect(await originals()).toMatchObject([{ key: 'a' }, { key: 'b', body: null }]);
    expect(await importOf([unreadArticle(given('a')), unreadArticle(given('b', { html: '<p>Ships left.</p>' }))])).toMatchObject({ articles: { updated: 0, unchanged: 2 } });
  });

  test('takes in an original that was mended by hand', async () => {
    await importOf([unreadArticle(given('a')), unreadArticle(given('b'))]);
    const before = await articles();
    await graph.sql(`UPDATE article_originals o SET body = '<p onclick="x()">Mended.</p>' FROM articles a WHERE a.id = o.article_id AND a.origin_key = 'a'`);
    expect(await again()).toMatchObject({ articles: { updated: 1, unchanged: 1 }, failed: [] });
    expect(await articles()).toEqual(before.map((row, i) => (i === 0 ? { ...row, html: '<p>Mended.</p>' } : row)));
  });

  test('notes that a new version reads the same, so that it need not be asked for again', async () => {
    await importOf([unreadArticle(given('a'))]);
    await graph.sql('UPDATE article_originals SET reading_version = 1');
    const then = await changes();
    expect(await again()).toMatchObject({ articles: { updated: 0, unchanged: 1 } });
    expect(await graph.sql('SELECT reading_version > 1 AS noted FROM article_originals')).toEqual([{ noted: true }]);
    expect(await changes()).toEqual(then);
  });

  test('leaves what people decided and edited, what was withdrawn, and what was given back', async () => {
    await importOf(['a', 'b', 'c', 'd'].map((key) => unreadArticle(given(key))));
    await graph.sql(`UPDATE citations SET review_state = 'CORRECTED', corrected_by = 'desk', corrected_at = now(), source_id = NULL`);
    await graph.sql(`UPDATE articles SET edited_by = 'desk', edited_at = now(), title = 'Edited' WHERE origin_key = 'b'`);
    await graph.sql(`UPDATE articles SET status = 'WITHDRAWN', content_hash = '' WHERE origin_key = 'c'`);
    await graph.sql(`UPDATE articles SET content_hash = '' WHERE origin_key = 'd'`);
    await graph.sql(`UPDATE article_originals SET result = 'of another version'`);
    const [lines, rows] = [await citations(), await articles()];
    expect(await again()).toMatchObject({ articles: { updated: 1, unchanged: 0 }, failed: [] });
    expect([await citations(), await articles()]).toEqual([lines, rows]);
    expect(lines.every(({ state }) => state === 'CORRECTED')).toBe(true);
  });

  test('does not undo what an import or an editor did after it was read', async () => {
    await importOf(['a', 'b'].map((key) => unreadArticle(given(key))));
    const [first, second] = await articles();
    await graph.sql(`UPDATE articles SET edited_by = 'desk', edited_at = now() WHERE origin_key = 'b'`);
    const [origin] = await graph.sql<{ id: number }>('SELECT id FROM origins');
    const stale = (key: string, contentHash = ''): ReadArticle => ({ article: importedArticle(key, { title: 'Stale' }), lines: [], contentHash, original: null });
    const saved = await graph.dataSource.transaction((manager) => saveBatch(manager, origin?.id ?? 0, [stale('a', 'of the import before'), stale('b', second?.hash), stale('gone', 'x')], { again: true }));
    expect(saved.articles).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(saved.notKept).toBeUndefined();
    expect(await articles()).toEqual([first, second]);
    expect(await graph.sql('SELECT FROM articles WHERE origin_changed_at IS NOT NULL')).toEqual([]); // it is no new version of its origin
  });

  test('goes through all batches, of one origin when it is asked for one, and ends what was broken off', async () => {
    await importOf(Array.from({ length: 120 }, (_, i) => unreadArticle(given(String(i), { comments: [] }))));
    await importOf([unreadArticle(given('else', { url: 'https://other.example/else' }))], 'Other');
    await graph.sql(`UPDATE article_originals SET result = 'of another version'`);
    const [origin] = await graph.sql<{ id: number; name: string }>(`SELECT id, name FROM origins WHERE name = 'Blog'`);
    let batches = 0;
    const broken = rereadOriginals(graph.dataSource, { origin, onBatch: () => { if ((batches += 1) === 2) throw new Error('killed'); } });
    await expect(broken).rejects.toThrow('killed');
    expect(await rereadOriginals(graph.dataSource, { origin })).toMatchObject({ origin: 'Blog', articles: { updated: 70, unchanged: 50 }, failed: [] });
    expect(await again()).toMatchObject({ articles: { updated: 1, unchanged: 120 }, failed: [] });
  });

  test('names an original that cannot be read, leaves its article, and goes on', async () => {
    await importOf(['a', 'b'].map((key) => unreadArticle(given(key))));
    await graph.sql(`UPDATE article_originals o SET facts = 'broken', result = '' FROM articles a WHERE a.id = o.article_id AND a.origin_key = 'a'`);
    const before = await articles();
    expect(await again()).toMatchObject({ articles: { updated: 0, unchanged: 1 }, failed: [{ item: 'a', reason: expect.stringMatching(/could not be read again, and stays as it is: .*JSON/) as string }] });
    expect(await articles()).toEqual(before);
  });

  test('counts what has no original, and says how to mend it', async () => {
    await importOf([importedArticle('a'), importedArticle('b'), unreadArticle(given('c'))]);
    expect((await again()).warnings).toEqual([{ item: '2 articles', reason: expect.stringContaining('Import the same files again') as string }]);
  });

  test('is done in batches that are small in bytes, but for an original that is larger alone', async () => {
    await importOf(['a', 'b', 'c', 'd', 'e'].map((key) => unreadArticle(given(key, { html: `<p>${'Ships left. '.repeat(key === 'c' ? 1_000 : 300)}</p>` }))));
    const [origin] = await graph.sql<{ id: number }>('SELECT id FROM origins');
    const batches: string[] = [];
    let last: string | null = null;
    for (;;) {
      const rows: { key: string }[] = await originalsAfter(graph.dataSource.manager, origin?.id ?? 0, last, 50, 9_000);
      if (rows.length === 0) break;
      batches.push(rows.map(({ key }) => key).join(''));
      last = rows.at(-1)?.key ?? null;
    }
    expect(batches).toEqual(['ab', 'c', 'de']);
  });

  test('is said to be of use once: not again for what cannot be read', async () => {
    await importOf(['a', 'b'].map((key) => unreadArticle(given(key))));
    expect(await toReadAgain(graph.dataSource.manager)).toBeNull();
    await graph.sql('UPDATE article_originals SET reading_version = 1');
    await graph.sql(`UPDATE article_originals o SET facts = 'broken' FROM articles a WHERE a.id = o.article_id AND a.origin_key = 'a'`);
    expect(await toReadAgain(graph.dataSource.manager)).toMatch(/^2 articles were read by a version that reads otherwise: ibid import --reread/);
    await again();
    expect(await toReadAgain(graph.dataSource.manager)).toBeNull();
  });
});

describe('an import by a version that reads otherwise', () => {
  /** As if all was imported by the version before. */
  const before = async (items: readonly { key: string; text: string }[]): Promise<void> => {
    for (const { key, text } of items) await graph.sql('UPDATE articles SET content_hash = $2 WHERE origin_key = $1', [key, createHash('sha1').update(`${readingVersion - 1} `).update(text).digest('base64url')]);
    await graph.sql('UPDATE article_originals SET reading_version = $1, content_hash = NULL', [readingVersion - 1]);
  };
  const changes = (): Promise<object[]> => graph.sql('SELECT article_id, changed_at FROM article_changes ORDER BY 1');

  test('of the same content changes nothing after all was read again, and moves no updatedAt', async () => {
    const items = ['a', 'b'].map((key) => unreadArticle(given(key)));
    await importOf(items);
    await before(items);
    await again();
    const [rows, then] = [await checksums(graph), await changes()];
    for (let n = 0; n < 2; n += 1) {
      expect(await importOf(items)).toMatchObject({ articles: { created: 0, updated: 0, unchanged: 2 }, comments: { created: 0, updated: 0, unchanged: 2 }, failed: [] });
      expect([await checksums(graph), await changes()]).toEqual([rows, then]);
    }
    const read = jest.spyOn(items[0] as (typeof items)[number], 'read');
    await importOf(items);
    expect(read).not.toHaveBeenCalled(); // it was noted that nothing else comes of it
  });

  test('writes what it reads otherwise, what changed, and what was withdrawn meanwhile', async () => {
    const items = ['a', 'b', 'c', 'd'].map((key) => unreadArticle(given(key)));
    await importOf(items);
    await before(items);
    await graph.sql(`UPDATE article_originals o SET result = 'of another version' FROM articles a WHERE a.id = o.article_id AND a.origin_key = 'a'`);
    await graph.sql(`UPDATE articles SET status = 'WITHDRAWN', content_hash = '' WHERE origin_key = 'c'`);
    expect(await importOf(items.map((item) => (item.key === 'b' ? unreadArticle(given('b', { html: '<p>New</p>' })) : item)))).toMatchObject({ articles: { created: 0, updated: 3, unchanged: 1 }, failed: [] });
    expect(await graph.sql(`SELECT FROM articles WHERE status <> 'PUBLISHED'`)).toEqual([]);
    expect(await wrongCounts(graph)).toEqual([]);
  });

  test('does not say that the origin of an edited article has a new version, and says so when it has', async () => {
    const items = [unreadArticle(given('a'))];
    await importOf(items);
    await before(items);
    await graph.sql(`UPDATE articles SET edited_by = 'desk', edited_at = now(), title = 'Edited'`);
    const then = await changes();
    await importOf(items);
    expect(await changes()).toEqual(then);
    expect(await graph.sql('SELECT FROM articles WHERE origin_changed_at IS NOT NULL')).toEqual([]);
    const next = [unreadArticle(given('a', { html: '<p>New</p>' }))];
    for (let n = 0; n < 2; n += 1) await importOf(next);
    expect(await graph.sql('SELECT title FROM articles WHERE origin_changed_at IS NOT NULL')).toEqual([{ title: 'Edited' }]);
    expect(await graph.sql('SELECT content_hash FROM article_originals')).toEqual([{ content_hash: null }]);
  });
});

test('reading again that is killed in the middle and done again ends as one that was not', async () => {
  await importOf(Array.from({ length: 300 }, (_, i) => unreadArticle(given(String(i), { comments: [] }))));
  const expected = await checksums(graph);
  await graph.sql(`UPDATE article_originals o SET result = 'of another version', body = COALESCE(o.body, a.body_html) FROM articles a WHERE a.id = o.article_id`);
  await graph.sql(`UPDATE articles SET body_html = '', body_text = ''`);
  const done = async (): Promise<number> => (await graph.sql<{ n: number }>(`SELECT count(*) AS n FROM article_originals WHERE result <> 'of another version'`))[0]?.n ?? 0;
  const reading = start(['import', '--reread'], { DATABASE_URL: graph.url });
  while (await done() === 0) expect(reading.child.exitCode).toBeNull();
  reading.child.kill('SIGKILL');
  await reading.finished;
  const atKill = await done();
  expect(atKill).toBeLessThan(300);
  const { code, stdout } = await run(['import', '--reread', '--json'], { DATABASE_URL: graph.url });
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { articles: { updated: 300 - atKill, unchanged: atKill }, failed: [] }]);
  expect(await checksums(graph)).toEqual(expected);
}, 60_000);
