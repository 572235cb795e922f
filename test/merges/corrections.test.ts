import { nodeId } from '../../src/graph/node-id';
import { everything, wrongCounts } from '../support/everything';
import { askWith, keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
let key = '';
beforeAll(async () => { key = await keyWith(graph, 'desk', 'write'); });

interface Citation { id: string; reviewState: string; correctedBy: string | null; correctedAt: string | null; source: Source | null; corrections: { id: string; mergedBy: string; undoneAt: string | null }[] }
interface Source { id: string; title: string; type: string; issued: string | null; isbn: string | null; doi: string | null; citationCount: number; publisher: { name: string } | null; authors: { name: string }[] }
interface Decided { merge: { id: string; undoable: boolean } | null; userErrors: { field: string; code: string; message: string }[]; citation?: Citation | null; source?: Source | null }
const source = 'source { id title type issued isbn doi citationCount publisher { name } authors { name } }';
const tail = 'merge { id undoable } userErrors { field code message }';

async function decide(document: string, input: object): Promise<Decided> {
  const { data, errors } = await askWith<{ decided: Decided }>(graph, key, document, { input });
  if (!data) throw new Error(`Expected data, got ${JSON.stringify(errors)}`);
  return data.decided;
}
const correct = (input: object) => decide(`mutation ($input: CorrectCitationInput!) { decided: correctCitation(input: $input) { citation { id reviewState correctedBy correctedAt corrections { id mergedBy undoneAt } ${source} } ${tail} } }`, input);
const split = (input: object) => decide(`mutation ($input: SplitSourceInput!) { decided: splitSource(input: $input) { ${source} ${tail} } }`, input);
const undo = (mergeId: string | undefined) => decide(`mutation ($input: UndoMergeInput!) { decided: undoMerge(input: $input) { ${tail} } }`, { mergeId });
const citations = (where: string): Promise<{ id: number; sourceId: number }[]> => graph.sql(`SELECT id, source_id AS "sourceId" FROM citations WHERE ${where} ORDER BY id`);
const insertLine = async (rawText: string): Promise<string> => {
  const [{ id } = { id: 0 }] = await graph.sql<{ id: number }>(`INSERT INTO citations (article_id, position, raw_text, confidence, review_state, cited_at)
    SELECT id, (SELECT max(position) + 1 FROM citations c WHERE c.article_id = a.id), $1, 0.3, 'NEEDS_REVIEW', listed_at FROM articles a WHERE id = (SELECT article_id FROM citations ORDER BY id LIMIT 1) RETURNING id`, [rawText]);
  return nodeId('Citation', id);
};

describe('a person says what a line means', () => {
  test('another source of the graph: it counts there, bears who said it and when, and undone all is as it was', async () => {
    const [citation, other] = await citations('source_id IS NOT NULL');
    const citationId = nodeId('Citation', citation?.id ?? 0);
    const before = await everything(graph);
    const { citation: now, merge, userErrors } = await correct({ citationId, sourceId: nodeId('Source', other?.sourceId ?? 0) });
    expect(userErrors).toEqual([]);
    expect(now).toMatchObject({ id: citationId, reviewState: 'CORRECTED', correctedBy: 'desk', source: { id: nodeId('Source', other?.sourceId ?? 0) }, corrections: [{ id: merge?.id, mergedBy: 'desk', undoneAt: null }] });
    expect(now?.correctedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(await wrongCounts(graph)).toEqual([]);
    expect(await undo(merge?.id)).toMatchObject({ userErrors: [] });
    expect(await everything(graph)).toEqual(before);
  });

  test('a work that the graph does not know: it is made with its publisher and authors, and goes with them when that is undone', async () => {
    const [citation] = await citations('source_id IS NOT NULL');
    const before = await everything(graph);
    const { citation: now, merge } = await correct({
      citationId: nodeId('Citation', citation?.id ?? 0),
      newSource: { title: 'A Book Nobody Listed', type: 'book', authors: ['Sample, Ada', 'Bo Example'], publisher: 'Unheard-of Press', issued: '2004', isbn: '978-0-306-40615-7', doi: 'https://doi.org/10.1000/Book' },
    });
    expect(now?.source).toMatchObject({
      title: 'A Book Nobody Listed', type: 'book', issued: '2004', isbn: '9780306406157', doi: '10.1000/Book', citationCount: 1, publisher: { name: 'Unheard-of Press' }, authors: [{ name: 'Ada Sample' }, { name: 'Bo Example' }],
    });
    await undo(merge?.id);
    expect(await everything(graph)).toEqual(before);
  });

  test('a work that the graph knows, in other quotes and case, is that work', async () => {
    const [row] = await graph.sql<{ id: number; title: string; type: string; issued: string; publisher: string }>(`SELECT s.id, s.title, s.type, s.issued, p.name AS publisher FROM sources s JOIN publishers p ON p.id = s.publisher_id
      WHERE container_title IS NULL AND s.type = 'article-newspaper' AND issued IS NOT NULL AND title ~ '[a-z]' ORDER BY s.citation_count DESC, s.id LIMIT 1`);
    const [citation] = await citations(`source_id <> ${row?.id}`);
    const { citation: now, merge } = await correct({ citationId: nodeId('Citation', citation?.id ?? 0), newSource: { title: `"${row?.title.toUpperCase()}"`, container: row?.publisher, issued: row?.issued, type: row?.type } });
    expect(now?.source?.id).toBe(nodeId('Source', row?.id ?? 0));
    await undo(merge?.id);
  });

  test('nothing: it is no reference and cites no source', async () => {
    const [citation] = await citations('source_id IS NOT NULL');
    const before = await everything(graph);
    const { citation: now, merge } = await correct({ citationId: nodeId('Citation', citation?.id ?? 0), verdict: 'NO_REFERENCE' });
    expect(now).toMatchObject({ reviewState: 'CORRECTED', source: null });
    await undo(merge?.id);
    expect(await everything(graph)).toEqual(before);
  });

  test('what was read: a line the parser was unsure of gets the source it read; one it made nothing of needs more words', async () => {
    const { citation } = await correct({ citationId: await insertLine('Sample, Ada, “The Sheep of Sinjar,” Sinjar Herald, 3/4/07'), verdict: 'AS_READ' });
    expect(citation).toMatchObject({ reviewState: 'CORRECTED', source: { title: 'The Sheep of Sinjar', issued: '2007-03-04', publisher: { name: 'Sinjar Herald' }, citationCount: 1 } });
    const { userErrors } = await correct({ citationId: await insertLine('see above, passim'), verdict: 'AS_READ' });
    expect(userErrors).toMatchObject([{ field: 'input.verdict', code: 'CONFLICT', message: expect.stringContaining('NO_REFERENCE') as string }]);
  });

  test('twice: the later holds, the earlier can be undone only after it', async () => {
    const citationId = await insertLine('A line of two minds');
    const first = await correct({ citationId, verdict: 'NO_REFERENCE' });
    const second = await correct({ citationId, newSource: { title: 'Of Two Minds', container: 'Sinjar Herald' } });
    expect(second.citation?.corrections.map(({ id }) => id)).toEqual([second.merge?.id, first.merge?.id]);
    expect((await undo(first.merge?.id)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    await undo(second.merge?.id);
    await undo(first.merge?.id);
    const { node } = await graph.query<{ node: Citation }>('query ($id: ID!) { node(id: $id) { ... on Citation { reviewState correctedBy correctedAt } } }', { id: citationId });
    expect(node).toEqual({ reviewState: 'NEEDS_REVIEW', correctedBy: null, correctedAt: null });
  });

  test('wrongly: each mistake is told by its field, and nothing changes', async () => {
    const [citation] = await citations('source_id IS NOT NULL');
    const citationId = nodeId('Citation', citation?.id ?? 0);
    const before = await everything(graph);
    const wrong = async (input: object) => (await correct({ citationId, ...input })).userErrors.map(({ field, code }) => `${field} ${code}`);
    expect(await wrong({})).toEqual(['input INVALID']);
    expect(await wrong({ verdict: 'NO_REFERENCE', newSource: { title: 'x' } })).toEqual(['input INVALID']);
    expect(await wrong({ citationId: nodeId('Citation', 999_999), verdict: 'NO_REFERENCE' })).toEqual(['input.citationId NOT_FOUND']);
    expect(await wrong({ citationId: nodeId('Source', 1), verdict: 'NO_REFERENCE' })).toEqual(['input.citationId INVALID']);
    expect(await wrong({ sourceId: nodeId('Source', 999_999) })).toEqual(['input.sourceId NOT_FOUND']);
    expect(await wrong({ newSource: { title: ' ' } })).toEqual(['input.newSource.title INVALID']);
    expect(await wrong({ newSource: { title: '“”' } })).toEqual(['input.newSource.title INVALID']);
    expect(await wrong({ newSource: { title: 'x'.repeat(2_001) } })).toEqual(['input.newSource.title INVALID']);
    expect(await wrong({ newSource: { title: 'x', type: 'scroll' } })).toEqual(['input.newSource.type INVALID']);
    await expect(wrong({ newSource: { title: 'x', issued: '2008-02-31' } })).rejects.toThrow('input.newSource.issued'); // no PartialDate at all
    expect(await wrong({ newSource: { title: 'x', isbn: '978-0-306-40615-8' } })).toEqual(['input.newSource.isbn INVALID']);
    expect(await everything(graph)).toEqual(before);
  });
});

describe('splitting a source', () => {
  const twiceCited = async (): Promise<{ sourceId: number; ids: number[] }> => {
    const [row] = await graph.sql<{ sourceId: number; ids: number[] }>('SELECT source_id AS "sourceId", array_agg(id::integer ORDER BY id) AS ids FROM citations GROUP BY 1 HAVING count(*) > 1 AND source_id IS NOT NULL ORDER BY count(*) DESC, 1 LIMIT 1');
    if (!row) throw new Error('Expected the sample to cite a source twice.');
    return row;
  };

  test('moves citations to a new work or to another source; undone, every row is as it was', async () => {
    const { sourceId, ids: [first = 0] } = await twiceCited();
    const before = await everything(graph);
    const input = { sourceId: nodeId('Source', sourceId), citationIds: [nodeId('Citation', first)] };
    const made = await split({ ...input, newSource: { title: 'Another piece of that day', container: 'Sinjar Herald', issued: '2007-03' } });
    expect(made).toMatchObject({ userErrors: [], source: { title: 'Another piece of that day', citationCount: 1 } });
    expect(await wrongCounts(graph)).toEqual([]);
    await undo(made.merge?.id);
    expect(await everything(graph)).toEqual(before);

    const [other] = await citations(`source_id <> ${sourceId}`);
    const moved = await split({ ...input, toSourceId: nodeId('Source', other?.sourceId ?? 0) });
    expect(moved.source?.id).toBe(nodeId('Source', other?.sourceId ?? 0));
    await undo(moved.merge?.id);
    expect(await everything(graph)).toEqual(before);
  });

  test('refuses citations of other sources, no citations, and the same work', async () => {
    const { sourceId, ids: [first = 0] } = await twiceCited();
    const [foreign] = await citations(`source_id <> ${sourceId}`);
    const id = nodeId('Source', sourceId);
    const wrong = async (citationIds: number[], target: object) => (await split({ sourceId: id, citationIds: citationIds.map((n) => nodeId('Citation', n)), ...target })).userErrors.map(({ field, code }) => `${field} ${code}`);
    expect(await wrong([], { toSourceId: id })).toEqual(['input.citationIds INVALID']);
    expect(await wrong([first], {})).toEqual(['input INVALID']);
    expect(await wrong([first], { toSourceId: id, newSource: { title: 'x' } })).toEqual(['input INVALID']);
    expect(await wrong([first, foreign?.id ?? 0], { newSource: { title: 'x' } })).toEqual(['input.citationIds CONFLICT']);
    expect(await wrong([first], { toSourceId: id })).toEqual(['input.toSourceId CONFLICT']);
  });
});

test('the review queue has the lines of published articles that need a person, least sure first, page by page', async () => {
  await graph.sql(`UPDATE citations SET review_state = 'NEEDS_REVIEW', confidence = (id % 7)::real / 10 WHERE id % 3 = 0`);
  await graph.sql(`UPDATE articles SET status = 'DRAFT' WHERE id = (SELECT article_id FROM citations WHERE review_state = 'NEEDS_REVIEW' ORDER BY id LIMIT 1)`);
  const expected = await graph.sql<{ id: number }>(`SELECT c.id FROM citations c JOIN articles a ON a.id = c.article_id WHERE review_state = 'NEEDS_REVIEW' AND a.status = 'PUBLISHED' ORDER BY confidence, c.id`);
  const found: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { queue }: { queue: { totalCount: number; nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } = await graph.query(
      'query ($after: String) { queue: citationsToReview(first: 7, after: $after) { totalCount nodes { id confidence } pageInfo { endCursor hasNextPage } } }', { after });
    expect(queue.totalCount).toBe(expected.length);
    found.push(...queue.nodes.map(({ id }) => id));
    ({ endCursor: after, hasNextPage: more } = queue.pageInfo);
  }
  expect(found).toEqual(expected.map(({ id }) => nodeId('Citation', id)));
});
