import { nodeId } from '../../src/graph/node-id';
import { wrongCounts } from '../support/everything';
import { importPost } from '../support/import-post';
import { askWith, keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
let key = '';
beforeAll(async () => { key = await keyWith(graph, 'desk', 'write'); });

/** Runs a mutation that must be accepted; gives the id of the decision. */
async function decide(mutation: string, input: object): Promise<string> {
  const type = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await askWith<{ decided: { merge: { id: string }; userErrors: object[] } }>(graph, key,
    `mutation ($input: ${type}Input!) { decided: ${mutation}(input: $input) { merge { id } userErrors { field message } } }`, { input });
  expect([errors, data?.decided.userErrors]).toEqual([undefined, []]);
  return data?.decided.merge.id ?? '';
}
const one = async <Row>(statement: string, ...values: unknown[]): Promise<Row | undefined> => (await graph.sql<Row>(statement, values))[0];
const idOf = async (table: 'sources' | 'publishers', column: string, value: string): Promise<number> => (await one<{ id: number }>(`SELECT id FROM ${table} WHERE ${column} = $1`, value))?.id ?? NaN;

describe('what comes after a merge', () => {
  const first = 'Sample, Ada, “The wells of Anbar run dry,” Anbar Gazette, 2/3/09';
  const second = 'Sample, Ada, “Nobody counts the pumps of Haditha,” Gazette of Anbar, 1/9/08';

  test('lands on what stayed, by the names and keys of what was merged away, and remains there when the merge is undone', async () => {
    await importPost(graph, 'Wells', first, second);
    const [a, b] = await Promise.all(['The wells of Anbar run dry', 'Nobody counts the pumps of Haditha'].map((title) => idOf('sources', 'title', title)));
    const [p, q] = await Promise.all(['Anbar Gazette', 'Gazette of Anbar'].map((name) => idOf('publishers', 'name', name)));
    const sources = await decide('mergeSources', { intoId: nodeId('Source', a ?? 0), fromIds: [nodeId('Source', b ?? 0)] });
    const publishers = await decide('mergePublishers', { intoId: nodeId('Publisher', p ?? 0), fromIds: [nodeId('Publisher', q ?? 0)] });
    await importPost(graph, 'Wells again', second, 'Sample, Ada, “A third piece on wells,” Gazette of Anbar, 3/1/09');
    expect(await idOf('sources', 'title', 'Nobody counts the pumps of Haditha')).toBeNaN();
    expect(await one('SELECT citation_count AS count FROM sources WHERE id = $1', a)).toEqual({ count: 3 });
    expect(await one(`SELECT publisher_id AS id FROM sources WHERE title = 'A third piece on wells'`)).toEqual({ id: p });

    await decide('undoMerge', { mergeId: publishers });
    await decide('undoMerge', { mergeId: sources });
    expect(await graph.sql(`SELECT s.title, s.citation_count AS count, p.name FROM sources s JOIN publishers p ON p.id = s.publisher_id ORDER BY s.title COLLATE "C"`)).toEqual([
      { title: 'A third piece on wells', count: 1, name: 'Anbar Gazette' },
      { title: 'Nobody counts the pumps of Haditha', count: 1, name: 'Gazette of Anbar' },
      { title: 'The wells of Anbar run dry', count: 2, name: 'Anbar Gazette' },
    ]);
    expect(await wrongCounts(graph)).toEqual([]);
  });
});

describe('what a person said of a line', () => {
  const line = 'Sample, Ada, “Sheep and checkpoints,” Sinjar Herald, 5/6/07';
  const changed = 'Sample, Ada, “Goats and checkpoints,” Sinjar Herald, 6/7/07';
  const citation = () => one<object>(`SELECT c.id, c.raw_text AS raw, c.review_state AS state, s.title, c.corrected_by AS by FROM citations c JOIN articles a ON a.id = c.article_id
    LEFT JOIN sources s ON s.id = c.source_id WHERE a.title = 'Checkpoints' ORDER BY c.position DESC LIMIT 1`);

  test('holds through imports while the line stands, also when it moves', async () => {
    await importPost(graph, 'Checkpoints', line);
    const { id } = await one<{ id: number }>('SELECT max(id) AS id FROM citations') ?? { id: 0 };
    await decide('correctCitation', { citationId: nodeId('Citation', id), newSource: { title: 'What the line really meant' } });
    const corrected = { id, raw: line, state: 'CORRECTED', title: 'What the line really meant', by: 'desk' };
    await importPost(graph, 'Checkpoints', 'Example, Bo, “At the gate,” Sinjar Herald, 1/2/07', line);
    expect(await citation()).toEqual(corrected);
    await importPost(graph, 'Checkpoints', 'Example, Bo, “At the other gate,” Sinjar Herald, 1/2/07', line);
    expect(await citation()).toEqual(corrected);
  });

  test('gives way to a line that its origin changed, which is read anew and waits for review; it stays in the history', async () => {
    const before = await citation();
    await importPost(graph, 'Checkpoints', 'Example, Bo, “At the gate,” Sinjar Herald, 1/2/07', changed);
    const now = await citation() as { id: number };
    expect(now).toEqual({ ...before, raw: changed, state: 'NEEDS_REVIEW', title: 'Goats and checkpoints', by: null });
    const { node } = await graph.query<{ node: object }>('query ($id: ID!) { node(id: $id) { ... on Citation { reviewState correctedBy corrections { kind mergedBy undoable } } } }', { id: nodeId('Citation', now.id) });
    expect(node).toEqual({ reviewState: 'NEEDS_REVIEW', correctedBy: null, corrections: [{ kind: 'CORRECTION', mergedBy: 'desk', undoable: false }] });
    expect(await wrongCounts(graph)).toEqual([]);
  });

  test('holds for lines that were split off a source, too', async () => {
    const shared = 'Sample, Ada, “A title that two works have,” Sinjar Herald, 4/1/07';
    await importPost(graph, 'One', shared);
    await importPost(graph, 'Two', shared);
    const { source, citation: id } = await one<{ source: number; citation: number }>('SELECT source_id AS source, max(id) AS citation FROM citations WHERE raw_text = $1 GROUP BY 1', shared) ?? { source: 0, citation: 0 };
    await decide('splitSource', { sourceId: nodeId('Source', source), citationIds: [nodeId('Citation', id)], newSource: { title: 'A title that two works have', container: 'Sinjar Herald', issued: '2007-05' } });
    await importPost(graph, 'Two', shared, line);
    expect(await one('SELECT s.issued FROM citations c JOIN sources s ON s.id = c.source_id WHERE c.id = $1', id)).toEqual({ issued: '2007-05' });
  });
});
