import { nodeId } from '../../src/graph/node-id';
import { type Line, fillAtRandom, tally, visibleLines } from '../support/random-publication';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
const size = { articles: 80, sources: 40, publishers: 6, authors: 10 };
let lines: Line[] = [];
beforeAll(async () => {
  await fillAtRandom(graph, 4, size);
  lines = await visibleLines(graph);
});

interface Group { label: string; count: number; share: number; publisher: { id: string } | null; author: { id: string } | null; year: number | null; type: string | null }
interface RelianceNode { author: { id: string }; publisher: { id: string }; count: number; share: number; shareOfPublisher: number; firstCited: string; lastCited: string }

describe('what the archive leans on', () => {
  const stats = `query ($groupBy: CitationGrouping!) { citationStats(groupBy: $groupBy, first: 100) { totalCount nodes { label count share publisher { id } author { id } year type } } }`;
  const none = { publisher: null, author: null, year: null, type: null };
  const groups: Record<string, (line: Line) => [string, object][]> = {
    PUBLISHER: ({ publisher }) => (publisher === null ? [] : [[`Publisher ${publisher}`, { publisher: { id: nodeId('Publisher', publisher) } }]]),
    AUTHOR: ({ cited }) => cited.map((author) => [`Author ${author}`, { author: { id: nodeId('Author', author) } }]),
    YEAR: ({ issued }) => (issued === null ? [] : [[issued, { year: Number(issued) }]]),
    TYPE: ({ type }) => [[type, { type }]],
  };

  test.each(Object.keys(groups))('by %s: each group with its count and its part of all citations, as counted by hand, the largest first', async (groupBy) => {
    const found = lines.flatMap((line) => groups[groupBy]?.(line) ?? []);
    const byHand = [...tally(found, ([label]) => label)].map(([label, count]) => ({ label, count, share: count / lines.length, ...none, ...found.find((group) => group[0] === label)?.[1] }));
    const { citationStats: { nodes, totalCount } } = await graph.query<{ citationStats: { totalCount: number; nodes: Group[] } }>(stats, { groupBy });
    expect(totalCount).toBe(byHand.length);
    const byLabel = (a: { label: string }, b: { label: string }): number => a.label.localeCompare(b.label);
    expect([...nodes].sort(byLabel)).toEqual(byHand.sort(byLabel));
    expect(nodes.map(({ count }) => count)).toEqual(nodes.map(({ count }) => count).sort((a, b) => b - a));
    expect(nodes.length).toBeGreaterThan(2);
  });

  test.each(Object.keys(groups))('by %s: page by page, without a gap', async (groupBy) => {
    const page = 'query ($groupBy: CitationGrouping!, $after: String) { citationStats(groupBy: $groupBy, first: 1, after: $after) { nodes { label } pageInfo { hasNextPage hasPreviousPage endCursor } } }';
    interface Page { citationStats: { nodes: Group[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string } } }
    const labels: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { citationStats: { nodes, pageInfo } }: Page = await graph.query<Page>(page, { groupBy, after });
      expect(pageInfo.hasPreviousPage).toBe(labels.length > 0);
      labels.push(...nodes.map(({ label }) => label));
      ({ hasNextPage: more, endCursor: after } = pageInfo);
    }
    const { citationStats } = await graph.query<{ citationStats: { nodes: Group[] } }>(stats, { groupBy });
    expect(labels).toEqual(citationStats.nodes.map(({ label }) => label));
  });

  test('a cursor of one grouping is refused in another', async () => {
    const { citationStats } = await graph.query<{ citationStats: { pageInfo: { endCursor: string } } }>('{ citationStats(groupBy: TYPE, first: 1) { pageInfo { endCursor } } }');
    const { errors } = await graph.ask('query ($after: String) { citationStats(groupBy: YEAR, after: $after) { nodes { label } } }', { after: citationStats.pageInfo.endCursor });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } });
  });
});

describe('who relies on whom', () => {
  const fields = '{ totalCount nodes { author { id } publisher { id } count share shareOfPublisher firstCited lastCited } }';
  type Answer = Record<'nodes', { id: string; list: { totalCount: number; nodes: RelianceNode[] } }[]>;

  /** All pairs by hand. */
  function reliances(): RelianceNode[] {
    const pairs = lines.flatMap(({ citing, publisher, at }) => (publisher === null ? [] : citing.map((author) => ({ key: `${author}/${publisher}`, author, publisher, at }))));
    const lineCount = tally(lines.flatMap(({ citing }) => citing), (author) => author);
    const publisherCount = tally(lines, ({ publisher }) => publisher);
    return [...tally(pairs, ({ key }) => key)].map(([wanted, count]) => {
      const own = pairs.filter(({ key }) => key === wanted);
      const { author, publisher } = own[0] ?? { author: 0, publisher: 0 };
      return {
        author: { id: nodeId('Author', author) }, publisher: { id: nodeId('Publisher', publisher) }, count, share: count / (lineCount.get(author) ?? 0), shareOfPublisher: count / (publisherCount.get(publisher) ?? 0),
        firstCited: own[0]?.at ?? '', lastCited: own.at(-1)?.at ?? '',
      };
    });
  }

  test.each([['Author', 'reliesOn', 'author', 'publisher'], ['Publisher', 'citedByAuthors', 'publisher', 'author']] as const)('%s.%s: as counted by hand, the largest first', async (type, field, side, other) => {
    const ids = Array.from({ length: type === 'Author' ? size.authors : size.publishers }, (_, i) => nodeId(type, i + 1));
    const { nodes } = await graph.query<Answer>(`query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ${type} { list: ${field}(first: 100) ${fields} } } }`, { ids });
    const idOf = (node: RelianceNode): number => Number(Buffer.from(node[other].id, 'base64url').toString().split(':')[1]);
    for (const { id, list } of nodes) {
      const byHand = reliances().filter((node) => node[side].id === id).sort((a, b) => b.count - a.count || idOf(b) - idOf(a));
      expect(list).toEqual({ totalCount: byHand.length, nodes: byHand });
    }
    expect(reliances().length).toBeGreaterThan(30);
  });

  test.each([['Author', 'reliesOn'], ['Publisher', 'citedByAuthors']] as const)('%s.%s is as many statements for many parents as for one', async (type, field) => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { ${field}(first: 5) { totalCount nodes { count author { name } publisher { name } } } } } }`;
    const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => nodeId(type, i + 1));
    expect((await graph.count(query, { ids: ids(6) })).statements).toHaveLength(4);
    expect((await graph.count(query, { ids: ids(1) })).statements).toHaveLength(4);
  });
});

test('an author who only has drafts relies on nobody, and neither counts for a publisher', async () => {
  await graph.sql(`UPDATE articles SET status = 'DRAFT' WHERE id IN (SELECT article_id FROM authorships WHERE author_id = 1)`);
  const { author, publishers } = await graph.query<{ author: object; publishers: { nodes: { citedByAuthors: { nodes: { author: { slug: string } }[] } }[] } }>(
    '{ author(by: { slug: "author-1" }) { reliesOn { totalCount nodes { count } } } publishers { nodes { citedByAuthors(first: 100) { nodes { author { slug } } } } } }');
  expect(author).toEqual({ reliesOn: { totalCount: 0, nodes: [] } });
  expect(publishers.nodes.flatMap(({ citedByAuthors }) => citedByAuthors.nodes.map((node) => node.author.slug))).not.toContain('author-1');
});
