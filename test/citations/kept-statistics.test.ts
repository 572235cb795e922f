import { CitationStatistics1764550000000 } from '../../migrations/1764550000000-citation-statistics';
import { migrations } from '../../src/database/data-source';
import { importPost } from '../support/import-post';
import { fillAtRandom, randomPlace, skewed, tally, visibleLines } from '../support/random-publication';
import { seededRandom } from '../support/random';
import { type TestGraph, useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
const size = { articles: 50, sources: 30, publishers: 5, authors: 8 };
beforeAll(() => fillAtRandom(graph, 2, size));

/** What the tables say. */
async function kept(of: TestGraph = graph): Promise<object> {
  const [row] = await of.sql(`SELECT
    (SELECT COALESCE(json_object_agg(author_id || '/' || publisher_id, citation_count || ' ' || to_char(first_cited AT TIME ZONE 'UTC', 'YYYY-MM-DD') || ' ' || to_char(last_cited AT TIME ZONE 'UTC', 'YYYY-MM-DD')), '{}') FROM reliances) AS reliances,
    (SELECT COALESCE(json_object_agg(author_id, citation_count), '{}') FROM citing_authors WHERE citation_count <> 0) AS citing,
    (SELECT COALESCE(json_object_agg(author_id, citation_count), '{}') FROM cited_authors WHERE citation_count <> 0) AS cited,
    (SELECT COALESCE(json_object_agg(grouping || ' ' || label, citation_count), '{}') FROM citation_counts WHERE citation_count <> 0) AS counts,
    (SELECT COALESCE(json_object_agg(id, citation_count), '{}') FROM publishers WHERE citation_count <> 0) AS publishers,
    (SELECT json_object_agg(list, count) FROM list_counts WHERE list LIKE 'cited%') AS lists`);
  return row ?? {};
}

/** The same, counted by hand over all lines. */
async function counted(of: TestGraph = graph): Promise<object> {
  const lines = await visibleLines(of);
  const pairs = lines.flatMap(({ citing, publisher, at }) => (publisher === null ? [] : citing.map((author) => ({ pair: `${author}/${publisher}`, day: at.slice(0, 10) }))));
  const first = new Map([...pairs].reverse().map(({ pair, day }) => [pair, day]));
  const last = new Map(pairs.map(({ pair, day }) => [pair, day]));
  const publishers = tally(lines.flatMap(({ publisher }) => publisher ?? []), String);
  const cited = tally(lines.flatMap((line) => line.cited), String);
  return {
    reliances: Object.fromEntries([...tally(pairs, ({ pair }) => pair)].map(([pair, count]) => [pair, `${count} ${first.get(pair)} ${last.get(pair)}`])),
    citing: Object.fromEntries(tally(lines.flatMap(({ citing }) => citing), String)), cited: Object.fromEntries(cited), publishers: Object.fromEntries(publishers),
    counts: Object.fromEntries(tally(lines.flatMap(({ type, issued }) => ['ALL ', `TYPE ${type}`, ...(/^\d/.test(issued ?? '') ? [`YEAR ${issued?.slice(0, 4)}`] : [])]), String)),
    lists: { citedPublishers: publishers.size, citedAuthors: cited.size },
  };
}

const random = seededRandom(3);
const anArticle = (): number => 1 + random.below(size.articles);
const aSource = (): number => skewed(random, size.sources);
const anAuthor = (): number => 1 + random.below(size.authors);
const aPublisher = (): number => 1 + random.below(size.publishers);

/** Everything that happens to an archive, each as the statements that do it, with random rows. */
const events: Record<string, () => [string, unknown[]][]> = {
  'an article is published, taken back or dated anew': () => { const { status, published_at } = randomPlace(random); return [['UPDATE articles SET status = $2, published_at = $3 WHERE id = $1', [anArticle(), status, published_at]]]; },
  'many articles are taken back at once': () => [[`UPDATE articles SET status = 'WITHDRAWN' WHERE id % 7 = $1`, [random.below(7)]]],
  'many articles are published at once': () => [[`UPDATE articles SET status = 'PUBLISHED' WHERE id % 5 = $1`, [random.below(5)]]],
  'an article is deleted': () => [['DELETE FROM articles WHERE id = $1', [anArticle()]]],
  'an article comes in, its lines before the source that one of them cites': () => [
    [`INSERT INTO articles (id, origin_id, origin_key, slug, title, title_key, status, published_at, content_hash) OVERRIDING SYSTEM VALUE
      SELECT n, 1, 'new ' || n, 'new-' || n, 'New', 'new', 'PUBLISHED', $1, '' FROM (SELECT max(id) + 1 AS n FROM articles) AS next`, [randomPlace(random).published_at]],
    ['INSERT INTO authorships (article_id, position, author_id) SELECT max(id), 1, $1::bigint FROM articles', [anAuthor()]],
    ['SET CONSTRAINTS citations_source_id_fkey DEFERRED', []],
    [`INSERT INTO citations (article_id, position, raw_text, source_id, confidence, review_state, cited_at) SELECT a.id, p, 'line', s, 1, 'ACCEPTED', a.listed_at
      FROM (SELECT * FROM articles ORDER BY id DESC LIMIT 1) AS a, unnest(ARRAY(SELECT id FROM sources WHERE id % 9 = $1) || (SELECT max(id) + 1 FROM sources)) WITH ORDINALITY AS l (s, p)`, [random.below(9)]],
    [`INSERT INTO sources (id, key, title, type, publisher_id, issued, citation_count) OVERRIDING SYSTEM VALUE SELECT n, 'new ' || n, 'New', 'book', (SELECT id FROM publishers WHERE id = $1), '2003', 1 FROM (SELECT max(id) + 1 AS n FROM sources) AS next`, [aPublisher()]],
    ['INSERT INTO source_authors (source_id, position, author_id) SELECT max(id), 1, $1::bigint FROM sources', [anAuthor()]],
  ],
  'a line is read as another work': () => [['UPDATE citations SET source_id = (SELECT id FROM sources WHERE id = $2) WHERE article_id = $1 AND position = $3', [anArticle(), aSource(), 1 + random.below(4)]]],
  'many articles are deleted at once': () => [['DELETE FROM articles WHERE id % 23 = $1', [random.below(23)]]],
  'lines are lost': () => [['DELETE FROM citations WHERE id % 29 = $1', [random.below(29)]]],
  'lines are written again as they are': () => [['UPDATE citations SET source_id = source_id, cited_at = cited_at WHERE article_id = $1', [anArticle()]]],
  'two works turn out to be one': () => {
    const [into, from] = [aSource(), aSource()];
    return [['UPDATE citations SET source_id = $1 WHERE source_id = $2 AND EXISTS (SELECT 1 FROM sources WHERE id = $1)', [into, from]],
      ['DELETE FROM sources WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM citations WHERE source_id = $1)', [from]]];
  },
  'a work is deleted while lines cite it': () => [['DELETE FROM sources WHERE id % 31 = $1', [random.below(31)]]],
  'two publishers turn out to be one': () => { const [into, from] = [aPublisher(), aPublisher()]; return [['UPDATE sources SET publisher_id = $1 WHERE publisher_id = $2 AND EXISTS (SELECT 1 FROM publishers WHERE id = $1)', [into, from]]]; },
  'a publisher is deleted': () => [['DELETE FROM publishers WHERE id = $1 AND id > 3', [aPublisher()]]],
  'a work gets another publisher, type and date': () => [['UPDATE sources SET publisher_id = (SELECT id FROM publishers WHERE id = $2), type = $3, issued = $4 WHERE id = $1', [aSource(), aPublisher(), random.pick(['book', 'webpage']), random.pick([null, '2001-05-01', '1999~'])]]],
  'an author turns out to be another': () => {
    const [into, from] = [anAuthor(), anAuthor()];
    return [['UPDATE authorships SET author_id = $1 WHERE author_id = $2', [into, from]], ['UPDATE source_authors SET author_id = $1 WHERE author_id = $2', [into, from]]];
  },
  'an article gets another author': () => { const article = anArticle(); return [['DELETE FROM authorships WHERE article_id = $1', [article]], ['INSERT INTO authorships (article_id, position, author_id) SELECT id, 1, $2::bigint FROM articles WHERE id = $1', [article, anAuthor()]]]; },
  'a work gets another author': () => { const source = aSource(); return [['DELETE FROM source_authors WHERE source_id = $1', [source]], ['INSERT INTO source_authors (source_id, position, author_id) SELECT id, 1, $2::bigint FROM sources WHERE id = $1', [source, anAuthor()]]]; },
};

describe('what is kept of citations is what counting all lines gives', () => {
  test('of what was there', async () => {
    const byHand = await counted();
    expect(await kept()).toEqual(byHand);
    expect(Object.keys((byHand as { reliances: object }).reliances).length).toBeGreaterThan(20);
  });

  test('after anything that happens, in any order', async () => {
    const names = Object.keys(events);
    const happened: string[] = [];
    for (let n = 0; n < 150; n++) {
      const name = n < names.length ? names[n] ?? '' : random.pick(names);
      happened.push(name);
      await graph.dataSource.transaction(async (manager) => { for (const [statement, values] of events[name]?.() ?? []) await manager.query(statement, values); });
      expect([n, name, await kept()]).toEqual([n, name, await counted()]);
    }
    expect(new Set(happened).size).toBe(names.length);
  });

  test('when the migration meets an archive that is there', async () => {
    const before = await kept();
    expect(Object.keys((before as { reliances: object }).reliances).length).toBeGreaterThan(3);
    for (let n = migrations.indexOf(CitationStatistics1764550000000); n < migrations.length; n++) await graph.dataSource.undoLastMigration();
    await graph.dataSource.runMigrations();
    expect(await kept()).toEqual(before);
  });
});

describe('after real imports', () => {
  const sample = useDatabase('sample');
  const lines = ['Fearon, James, “Iraq’s Civil War,” Foreign Affairs, March 2007', 'Oliver, Christian, “Iran and Iraq look to heal old wounds with oil deal,” Reuters, 7/19/05',
    'Rubin, Alissa, “A Line That Nobody Else Has,” New York Times, 2/1/09'];
  const imports: [string, string, string[]][] = [
    ['of the sample', '', []], ['of a post', 'By Ann Writer', lines], ['of the same post', 'By Ann Writer', lines], ['with a line less', 'By Ann Writer', lines.slice(1)],
    ['with a line more and another order', 'By Ann Writer', [...lines].reverse()], ['with other authors', 'By Ben Other and Ruth Lindqvist', lines], ['with no line at all', 'By Ben Other and Ruth Lindqvist', []],
    ['as it was', 'By Ann Writer', lines],
  ];

  test.each(imports)('%s the numbers are those of counting all lines', async (_, byline, bibliography) => {
    if (byline) await importPost(sample, `A Post That Changes\n\n${byline}`, ...bibliography);
    expect(await kept(sample)).toEqual(await counted(sample));
    expect(await sample.sql(`SELECT id FROM articles WHERE title = 'A Post That Changes'`)).toHaveLength(byline ? 1 : 0);
  });
});
