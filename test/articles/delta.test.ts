import { Client } from 'pg';
import { authorization } from '../../src/authorization';
import { nodeId } from '../../src/graph/node-id';
import { saveContent } from '../../src/imports/save-content';
import { importedArticle, importedContent } from '../support/imported';
import { operation } from '../support/operations';
import { insert, insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
const { document } = operation('Delta');

interface Changed { id: string; status: string; title: string; updatedAt: string }
interface Delta { articles: { nodes: Changed[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } }
const changedSince = async (since: string, after: string | null = null): Promise<Delta['articles']> => (await graph.query<Delta>(document, { since, after })).articles;
const titlesSince = async (since: string): Promise<string[]> => (await changedSince(since)).nodes.map(({ title }) => title);
const lastChange = async (): Promise<string> => (await changedSince('2000-01-01T00:00:00Z')).nodes.at(-1)?.updatedAt ?? '2000-01-01T00:00:00Z';
/** What came after the last change until now. */
async function changesOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = await lastChange();
  await work();
  return (await changedSince(before)).nodes.filter(({ updatedAt }) => updatedAt > before).map(({ status, title }) => `${status} ${title}`);
}
const set = (slug: string, what: string) => (): Promise<unknown[]> => graph.sql(`UPDATE articles SET ${what} WHERE slug = '${slug}'`);

let article: { id: number; globalId: string };
beforeAll(async () => {
  article = await insertArticle(graph, { slug: 'one', title: 'One', published_at: '2009-02-26T00:00:00Z', tags: ['war'], summary: 'secret', body_text: 'secret', language: 'en', url: 'https://blog.example/one' });
  await insertArticle(graph, { slug: 'two', title: 'Two', published_at: '2009-02-27T00:00:00Z' });
  await insertArticle(graph, { slug: 'draft', title: 'Draft', status: 'DRAFT' });
});

describe('articles(filter: { updatedSince }) gives what an app has to fetch again', () => {
  test('what is new or changed: the article, its authors, its lines', async () => {
    expect(await titlesSince('2000-01-01T00:00:00Z')).toEqual(['One', 'Two']);
    expect(await changesOf(() => insertArticle(graph, { slug: 'three', title: 'Three' }))).toEqual(['PUBLISHED Three']);
    expect(await changesOf(set('one', `title = 'One, corrected'`))).toEqual(['PUBLISHED One, corrected']);
    const author = await insert(graph, 'authors', { slug: 'ada', name: 'Ada' });
    expect(await changesOf(() => graph.sql('INSERT INTO authorships (article_id, position, author_id) VALUES ($1, 1, $2)', [article.id, author]))).toEqual(['PUBLISHED One, corrected']);
    expect(await changesOf(() => insert(graph, 'citations', { article_id: article.id, position: 1, raw_text: 'secret line', confidence: 0, review_state: 'NEEDS_REVIEW', cited_at: '2009-02-26T00:00:00Z' }))).toEqual(['PUBLISHED One, corrected']);
    expect(await changesOf(() => graph.sql(`UPDATE citations SET review_state = 'ACCEPTED'`))).toEqual(['PUBLISHED One, corrected']);
    expect(await changesOf(() => graph.sql(`DELETE FROM citations`))).toEqual(['PUBLISHED One, corrected']);
  });

  test('not drafts, whatever happens to them, and no comments', async () => {
    expect(await changesOf(set('draft', `title = 'Draft, better'`))).toEqual([]);
    expect(await changesOf(set('draft', `status = 'WITHDRAWN'`))).toEqual([]); // thrown away before anybody saw it
    expect(await changesOf(() => insert(graph, 'comments', { origin_id: 1, origin_key: 'c', article_id: article.id, author_name: 'secret', body: 'secret', status: 'APPROVED' }))).toEqual([]);
  });

  test('updatedAt is the same on every path', async () => {
    const [{ updatedAt } = { updatedAt: '' }] = (await changedSince('2000-01-01T00:00:00Z')).nodes.filter(({ id }) => id === article.globalId);
    expect(await graph.query('{ article(by: { slug: "one" }) { updatedAt } }')).toEqual({ article: { updatedAt } });
    const { articles } = await graph.query<{ articles: { nodes: Changed[] } }>('{ articles(orderBy: UPDATED) { totalCount nodes { slug status updatedAt } } }');
    expect(articles).toMatchObject({ totalCount: 3, nodes: [{ slug: 'two' }, { slug: 'three' }, { slug: 'one', updatedAt }] });
  });
});

describe('an article that was published and no longer is leaves a tombstone', () => {
  beforeAll(async () => {
    const author = await graph.sql<{ id: number }>('SELECT min(id) AS id FROM authors');
    const source = await insert(graph, 'sources', { key: 's', title: 'secret source', type: 'book' });
    await insert(graph, 'citations', { article_id: article.id, position: 1, raw_text: 'secret line', source_id: source, confidence: 1, review_state: 'ACCEPTED', cited_at: '2009-02-26T00:00:00Z' });
    const event = await insert(graph, 'historical_events', { origin_id: 1, origin_key: 'e', date: '1920', year: 1920, text: 'secret event' });
    await insert(graph, 'event_mentions', { event_id: event, in_article_id: article.id, position: 1, article_id: article.id, reason: 'LISTED' });
    const [two] = await graph.sql<{ id: number }>(`SELECT id FROM articles WHERE slug = 'two'`);
    await insert(graph, 'event_mentions', { event_id: event, in_article_id: two?.id, position: 1, article_id: article.id, reason: 'CROSS_REFERENCE', reference: 'secret' });
    expect(author).toHaveLength(1);
  });

  test.each(['WITHDRAWN', 'DRAFT'])('as %s, with the title that was public last; published again it is whole again, under the same id', async (status) => {
    expect(await changesOf(set('one', `status = '${status}'`))).toEqual(['WITHDRAWN One, corrected']);
    expect(await changesOf(set('one', `title = 'secret title', url = 'https://blog.example/secret'`))).toEqual(['WITHDRAWN One, corrected']);
    expect(await titlesSince('2000-01-01T00:00:00Z')).not.toContain('secret title');
    expect(await changesOf(set('one', `status = 'PUBLISHED', title = 'One, corrected', url = 'https://blog.example/one'`))).toEqual(['PUBLISHED One, corrected']);
    expect((await changedSince('2000-01-01T00:00:00Z')).nodes.filter(({ id }) => id === article.globalId)).toMatchObject([{ status: 'PUBLISHED' }]);
  });

  test('of which nothing shows but id, slug, title, url, status and updatedAt, whatever is asked', async () => {
    await set('one', `status = 'WITHDRAWN'`)();
    await set('one', `title = 'secret title', url = 'https://blog.example/secret'`)();
    interface Field { name: string; args: { name: string; type: { kind: string } }[]; type: Type }
    interface Type { kind: string; name: string; ofType: Type | null }
    const { __type } = await graph.query<{ __type: { fields: Field[] } }>('{ __type(name: "Article") { fields { name args { name type { kind } } type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } }');
    const inner = (type: Type): Type => (type.ofType ? inner(type.ofType) : type);
    const selected = __type.fields.filter(({ name }) => !(`Article.${name}` in authorization)).map(({ name, args, type }) => {
      const given = args.some((argument) => argument.name === 'format') ? '(format: TEXT)' : '';
      const { kind, name: of } = inner(type);
      if (kind !== 'OBJECT') return name + given;
      return `${name}${given} { ${of.endsWith('Connection') ? 'totalCount nodes { __typename }' : '__typename'} }`;
    });
    const { articles } = await graph.query<{ articles: { nodes: Record<string, unknown>[] } }>(`{ articles(filter: { updatedSince: "2000-01-01T00:00:00Z" }, first: 50) { nodes { ${selected.join(' ')} } } }`);
    const shown = articles.nodes.find(({ id }) => id === article.globalId) ?? {};
    const visible = { id: article.globalId, slug: 'one', title: 'One, corrected', url: 'https://blog.example/one', status: 'WITHDRAWN', updatedAt: expect.any(String) as string };
    for (const [name, value] of Object.entries(shown)) {
      if (name in visible) continue;
      expect([name, [null, '[]', '""', '{"totalCount":0,"nodes":[]}'].includes(value === null ? null : JSON.stringify(value))]).toEqual([name, true]);
    }
    expect(shown).toMatchObject(visible);
    expect(JSON.stringify(articles)).not.toContain('secret');
    const hidden = await graph.query('query ($id: ID!) { node(id: $id) { id } article(by: { slug: "one" }) { id } articles(orderBy: UPDATED) { nodes { slug } } }', { id: nodeId('Article', article.id) });
    expect(hidden).toEqual({ node: null, article: null, articles: { nodes: [{ slug: 'two' }, { slug: 'three' }] } });
  });

  test('an import that brings an article as thrown away buries it only if it was here before', async () => {
    const importAs = (status: 'PUBLISHED' | 'WITHDRAWN', key: string) => () => saveContent(graph.dataSource, (async function* once() { yield await Promise.resolve(importedContent([importedArticle(key, { status, slug: key })])); })(), { format: 'made' });
    expect(await changesOf(importAs('WITHDRAWN', 'never'))).toEqual([]);
    expect(await changesOf(importAs('PUBLISHED', 'shown'))).toEqual(['PUBLISHED Title shown']);
    expect(await changesOf(importAs('WITHDRAWN', 'shown'))).toEqual(['WITHDRAWN Title shown']);
    expect(await changesOf(importAs('WITHDRAWN', 'shown'))).toEqual([]); // nothing changed
  });
});

describe('no change is missed, however transactions overlap', () => {
  const writer = async (): Promise<Client> => {
    const client = new Client({ connectionString: graph.url });
    await client.connect();
    return client;
  };

  test('one that began and wrote first and commits last comes after what was read in between, by instant and by cursor', async () => {
    const [early, late] = await Promise.all([writer(), writer()]);
    const before = await changedSince(await lastChange());
    await early.query('BEGIN');
    await early.query(`UPDATE articles SET summary = 'early' WHERE slug = 'two'`);
    await late.query('BEGIN');
    await late.query(`UPDATE articles SET summary = 'late' WHERE slug = 'three'`);
    await late.query('COMMIT');
    const between = await changedSince(before.nodes.at(-1)?.updatedAt ?? '', before.pageInfo.endCursor);
    expect(between.nodes.map(({ title }) => title)).toEqual(['Three']);
    await early.query('COMMIT');
    const [seen] = between.nodes;
    expect((await changedSince(seen?.updatedAt ?? '')).nodes.map(({ title }) => title)).toEqual(['Three', 'Two']);
    expect((await changedSince('2000-01-01T00:00:00Z', between.pageInfo.endCursor)).nodes.map(({ title }) => title)).toEqual(['Two']);
    await Promise.all([early.end(), late.end()]);
  });

  test('a client that follows its cursor sees every change of eight writers, and never an instant twice for two of them', async () => {
    await graph.sql(`INSERT INTO articles (origin_id, origin_key, slug, title, title_key, status, content_hash) SELECT 1, 'w' || n, 'w' || n, 'w' || n, '', 'PUBLISHED', '' FROM generate_series(0, 7) n`);
    let { pageInfo: { endCursor } } = await changedSince('2000-01-01T00:00:00Z');
    const seen = new Map<string, string>();
    const instants: string[] = [];
    let writing = 8;
    const write = async (n: number): Promise<void> => {
      const client = await writer();
      for (let version = 1; version <= 25; version++) {
        await client.query('BEGIN');
        await client.query('UPDATE articles SET title = $2 WHERE slug = $1', [`w${n}`, `w${n} ${version}`]);
        if ((n + version) % 3 === 0) await client.query('SELECT count(*) FROM articles');
        await client.query('COMMIT');
      }
      await client.end();
      writing -= 1;
    };
    const look = async (): Promise<void> => {
      const { nodes, pageInfo } = await changedSince('2000-01-01T00:00:00Z', endCursor);
      for (const { id, title, updatedAt } of nodes) {
        seen.set(id, title);
        instants.push(updatedAt);
      }
      endCursor = pageInfo.endCursor ?? endCursor;
    };
    const writers = Promise.all(Array.from({ length: 8 }, (_, n) => write(n)));
    while (writing > 0) await look();
    await writers;
    await look();
    expect([...seen.values()].sort()).toEqual(Array.from({ length: 8 }, (_, n) => `w${n} 25`));
    expect(new Set(instants).size).toBe(instants.length);
    expect([...instants].sort()).toEqual(instants);
  });

  test('what was rolled back never shows, and a clock that went backwards does not put a change before another', async () => {
    const client = await writer();
    expect(await changesOf(async () => {
      await client.query('BEGIN');
      await client.query(`UPDATE articles SET title = 'never' WHERE slug = 'two'`);
      await client.query('ROLLBACK');
    })).toEqual([]);
    await client.end();
    await graph.sql(`UPDATE article_changes SET changed_at = now() + interval '1 day' WHERE article_id = (SELECT id FROM articles WHERE slug = 'three')`);
    expect(await changesOf(set('two', `summary = 'again'`))).toEqual(['PUBLISHED Two']);
  });

  test('a page is a range of an index, whatever was changed before', async () => {
    const { statements } = await graph.count(document, { since: '2000-01-01T00:00:00Z' });
    expect(statements).toHaveLength(1);
    const [{ plan } = { plan: '' }] = await graph.sql<{ plan: string }>(`SELECT string_agg(x, '') AS plan FROM (SELECT indexdef AS x FROM pg_indexes WHERE tablename = 'article_changes') AS i`);
    expect(plan).toContain('(changed_at, article_id)');
  });
});
