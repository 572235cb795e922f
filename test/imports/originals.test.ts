import { saveContent } from '../../src/imports/save-content';
import type { ImportReport } from '../../src/imports/import-report';
import { type ArticleInFormat, unreadArticle } from '../../src/imports/readers/build-article';
import { importedArticle, importedContent } from '../support/imported';
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
const originals = (): Promise<{ key: string; type: string; body: string | null; facts: string }[]> =>
  graph.sql('SELECT a.origin_key AS key, o.media_type AS type, o.body, o.facts FROM article_originals o JOIN articles a ON a.id = o.article_id ORDER BY 1');

beforeEach(() => graph.sql('DELETE FROM origins'));

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
});
