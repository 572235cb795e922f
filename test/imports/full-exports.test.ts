import type { ImportReport } from '../../src/imports/import-report';
import { type SaveOptions, saveContent } from '../../src/imports/save-content';
import { importedArticle, importedContent } from '../support/imported';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');

async function* fullExport(keys: readonly string[], failed: { item: string; reason: string }[] = []): AsyncGenerator<ReturnType<typeof importedContent>> {
  yield await Promise.resolve(importedContent(keys.map((key) => importedArticle(key)), { failed }));
}
const importAll = (keys: readonly string[], options: Partial<SaveOptions> = {}, failed: { item: string; reason: string }[] = []): Promise<ImportReport> =>
  saveContent(graph.dataSource, fullExport(keys, failed), { format: 'made', originName: 'Full', ...options });
const statuses = async (origin = 'Full'): Promise<Record<string, string>> => Object.fromEntries((await graph.sql<{ key: string; status: string }>(
  'SELECT a.origin_key AS key, a.status FROM articles a JOIN origins o ON o.id = a.origin_id WHERE o.name = $1 ORDER BY 1', [origin])).map(({ key, status }) => [key, status]));
const ids = (): Promise<unknown[]> => graph.sql('SELECT id, origin_key FROM articles ORDER BY id');

beforeEach(async () => {
  await graph.sql('DELETE FROM origins');
  await importAll(['a', 'b', 'c', 'd']);
  await importAll(['x'], { originName: 'Other' });
});

describe('an import of a full export', () => {
  test('withdraws what it lacks, of its origin alone, and says how much; an export that is not said to be full withdraws nothing', async () => {
    expect(await importAll(['a', 'b', 'c'])).not.toHaveProperty('withdrawn');
    expect(await statuses()).toEqual({ a: 'PUBLISHED', b: 'PUBLISHED', c: 'PUBLISHED', d: 'PUBLISHED' });
    expect(await importAll(['a', 'b', 'c'], { full: true })).toMatchObject({ articles: { created: 0, updated: 0, unchanged: 3 }, withdrawn: 1 });
    expect(await statuses()).toEqual({ a: 'PUBLISHED', b: 'PUBLISHED', c: 'PUBLISHED', d: 'WITHDRAWN' });
    expect(await statuses('Other')).toEqual({ x: 'PUBLISHED' });
    expect(await graph.query('{ origins { nodes { name runs(first: 1) { nodes { counts { withdrawn } } } } } }')).toEqual({ origins: { nodes: [
      { name: 'Full', runs: { nodes: [{ counts: { withdrawn: 1 } }] } }, { name: 'Other', runs: { nodes: [{ counts: { withdrawn: 0 } }] } }] } });
  });

  test('publishes again what came back, under the same id', async () => {
    const before = await ids();
    await importAll(['a', 'b', 'c'], { full: true });
    expect(await importAll(['a', 'b', 'c', 'd'], { full: true })).toMatchObject({ articles: { created: 0, updated: 1, unchanged: 3 }, withdrawn: 0 });
    expect(await statuses()).toEqual({ a: 'PUBLISHED', b: 'PUBLISHED', c: 'PUBLISHED', d: 'PUBLISHED' });
    expect(await ids()).toEqual(before);
  });

  test.each<[string, string[], { item: string; reason: string }[], RegExp]>([
    ['an item could not be read', ['a', 'b', 'c'], [{ item: 'd', reason: 'broken' }], /1 of 4 articles.*1 item could not be read/],
    ['nothing was read', [], [], /4 of 4 articles.*no article at all/],
    ['more than half would go', ['a'], [], /3 of 4 articles.*more than half/],
  ])('withdraws nothing when %s, and says why; with force it does', async (_, keys, failed, reason) => {
    const refused = await importAll(keys, { full: true }, failed);
    expect([refused.withdrawn, refused.notWithdrawn]).toEqual([undefined, expect.stringMatching(reason)]);
    expect(Object.values(await statuses())).toEqual(['PUBLISHED', 'PUBLISHED', 'PUBLISHED', 'PUBLISHED']);
    expect(await importAll(keys, { full: 'force' }, failed)).toMatchObject({ withdrawn: 4 - keys.length });
    expect(Object.values(await statuses()).filter((status) => status === 'PUBLISHED')).toHaveLength(keys.length);
  });

  test('half of them may go, and a first import of an empty export is no fault', async () => {
    expect(await importAll(['a', 'b'], { full: true })).toMatchObject({ withdrawn: 2 });
    expect(await importAll([], { full: true, originName: 'New' })).toMatchObject({ withdrawn: 0 });
  });

  test('over many batches knows what it met, and leaves no notes behind', async () => {
    const many = Array.from({ length: 450 }, (_, n) => `m${n}`);
    await importAll(many, { originName: 'Many' });
    expect(await importAll(many.filter((_, n) => n % 3 > 0), { originName: 'Many', full: true })).toMatchObject({ withdrawn: 150 });
    expect(await graph.sql('SELECT * FROM import_items')).toEqual([]);
  });
});

describe('a rehearsal', () => {
  const everything = (): Promise<unknown[]> => graph.sql(`SELECT (SELECT json_agg(a ORDER BY id) FROM articles a) AS a, (SELECT json_agg(c ORDER BY article_id) FROM article_changes c) AS c,
    (SELECT json_agg(r ORDER BY id) FROM import_runs r) AS r, (SELECT json_agg(o ORDER BY id) FROM origins o) AS o, (SELECT json_agg(s ORDER BY id) FROM sources s) AS s, (SELECT json_agg(k ORDER BY origin_id) FROM origin_counts k) AS k`);
  const line = 'Moreau, Claire, “The Harbour Freezes Over,” Washington Post, 1/12/09';
  async function* changed(): AsyncGenerator<ReturnType<typeof importedContent>> {
    yield importedContent([importedArticle('a', { title: 'Changed' }), importedArticle('b'), ...Array.from({ length: 450 }, (_, n) => importedArticle(`n${n}`, { bibliography: [line] }))], { failed: [{ item: 'z', reason: 'broken' }] });
    yield await Promise.resolve(importedContent([], {
      events: [{ date: '1733', text: 'An event' }],
      comments: [{ key: '1', parentKey: null, authorName: 'Reader', body: 'Said.', status: 'APPROVED', createdAt: null, articleKey: 'n7', articleUrl: null },
        { key: '2', parentKey: null, authorName: 'Reader', body: 'Said.', status: 'APPROVED', createdAt: null, articleKey: 'nowhere', articleUrl: null }],
    }));
  }

  test.each(['Full', 'Never seen'])('gives the report that the import gives, and writes nothing (origin "%s")', async (originName) => {
    const before = await everything();
    const said = await saveContent(graph.dataSource, changed(), { format: 'made', originName, dryRun: true });
    expect(await everything()).toEqual(before);
    const { dryRun, ...rehearsed } = said;
    expect(dryRun).toBe(true);
    const done = await saveContent(graph.dataSource, changed(), { format: 'made', originName });
    expect(rehearsed).toEqual(done);
    expect(done).toMatchObject({ comments: { created: 1 }, events: { created: 1 }, sources: { created: originName === 'Full' ? 1 : 0 }, failed: [{ item: 'z' }, { item: 'comment 2' }] });
  });

  test('an item that cannot be written is told as the import tells it, and the others are counted', async () => {
    async function* bad(): AsyncGenerator<ReturnType<typeof importedContent>> {
      yield await Promise.resolve(importedContent([importedArticle('good'), importedArticle('bad', { title: 'NUL \0 in the title' })]));
    }
    const before = await everything();
    const said = await saveContent(graph.dataSource, bad(), { format: 'made', originName: 'Full', dryRun: true });
    expect(said).toMatchObject({ articles: { created: 1 }, failed: [{ item: 'bad' }] });
    expect(await everything()).toEqual(before);
  });

  test('of a full export says what would be withdrawn', async () => {
    expect(await importAll(['a', 'b', 'c'], { full: true, dryRun: true })).toMatchObject({ withdrawn: 1 });
    expect(await statuses()).toMatchObject({ d: 'PUBLISHED' });
  });
});
