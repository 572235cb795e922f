import { nodeId } from '../../src/graph/node-id';
import { addPublishers } from '../../src/publishers/add-publishers';
import { readPublisherList } from '../../src/publishers/publisher-list';
import { importPost } from '../support/import-post';
import { askWith, keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
beforeEach(() => graph.sql('TRUNCATE origins, authors, publishers, sources, merge_candidates RESTART IDENTITY CASCADE'));

const line = (title: string, paper: string): string => `Voss, Karl, “${title},” ${paper}, 3/2/07`;
const names = async (): Promise<string[]> => (await graph.sql<{ name: string }>('SELECT name FROM publishers ORDER BY name COLLATE "C"')).map(({ name }) => name);

test('a known paper under another name or with a typo is that paper, which keeps the name as it was written', async () => {
  await importPost(graph, 'Post', line('The First of Three Wells', 'NY Times'), line('Sheep on the Runway', 'New York Tmies'), line('The Governor Sleeps In', 'nytimes.com'));
  expect(await names()).toEqual(['New York Times']);
  expect(await graph.sql(`SELECT name FROM publisher_aliases WHERE name LIKE '%Tmies'`)).toEqual([{ name: 'New York Tmies' }]);
});

test('papers that nobody knows, of like names, wait for a person; those that the table tells apart do not', async () => {
  await importPost(graph, 'Post', line('The First of Three Wells', 'Sinjar Evening Herald'), line('Sheep on the Runway', 'Sinjar Evning Herald'), line('The Governor Sleeps In', 'New York Times'), line('A Long Read', 'New York Times Magazine'));
  expect(await names()).toEqual(['New York Times', 'New York Times Magazine', 'Sinjar Evening Herald', 'Sinjar Evning Herald']);
  const asked = '{ mergeCandidates { totalCount nodes { id kind reason score one { ... on Publisher { name } } other { ... on Publisher { name } } } } }';
  const { mergeCandidates: { totalCount, nodes: [pair] } } = await graph.query<{ mergeCandidates: { totalCount: number; nodes: { id: string; one: { name: string }; other: { name: string } }[] } }>(asked);
  expect([totalCount, pair]).toEqual([1, expect.objectContaining({ kind: 'PUBLISHERS', reason: 'SIMILAR_NAME', score: 0.7 })]);
  expect([pair?.one.name, pair?.other.name].sort()).toEqual(['Sinjar Evening Herald', 'Sinjar Evning Herald']);
});

test('a pair is open until it is merged or dismissed, and open again when the merge is undone', async () => {
  await importPost(graph, 'Post', line('The First of Three Wells', 'Sinjar Evening Herald'), line('Sheep on the Runway', 'Sinjar Evning Herald'));
  const key = await keyWith(graph, 'desk', 'write');
  const open = async () => (await graph.query<{ mergeCandidates: { totalCount: number } }>('{ mergeCandidates { totalCount } }')).mergeCandidates.totalCount;
  const [{ id, one, other } = { id: 0, one: 0, other: 0 }] = await graph.sql<{ id: number; one: number; other: number }>('SELECT id, one_id AS one, other_id AS other FROM merge_candidates');
  const merged = await askWith<{ mergePublishers: { merge: { id: string } } }>(graph, key, `mutation { mergePublishers(input: { intoId: "${nodeId('Publisher', one)}", fromIds: ["${nodeId('Publisher', other)}"] }) { merge { id } } }`);
  expect(await open()).toBe(0);
  await askWith(graph, key, `mutation { undoMerge(input: { mergeId: "${merged.data?.mergePublishers.merge.id ?? ''}" }) { merge { id } } }`);
  expect(await open()).toBe(1);
  const dismiss = `mutation { dismissMergeCandidate(input: { candidateId: "${nodeId('MergeCandidate', id)}" }) { candidate { id } userErrors { code } } }`;
  expect((await askWith(graph, key, dismiss)).data).toEqual({ dismissMergeCandidate: { candidate: { id: nodeId('MergeCandidate', id) }, userErrors: [] } });
  expect(await open()).toBe(0);
  expect((await askWith(graph, key, dismiss)).data).toEqual({ dismissMergeCandidate: { candidate: null, userErrors: [{ code: 'NOT_FOUND' }] } });
  await importPost(graph, 'Later', line('A Third Herd of Sheep', 'Sinjar Evning Herald'));
  expect(await open()).toBe(0);
  expect((await graph.ask(dismiss)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});

describe('a list of houses', () => {
  const list = [{ name: 'Sinjar Herald', kind: 'NEWSPAPER', homepage: 'https://example.org/', aliases: ['Sinjar Evening Herald', 'Mountain Courier'] }];
  const add = (text: string) => graph.db.transaction((manager) => addPublishers(manager, readPublisherList(text), 'list'));

  test('makes one publisher of all its names, those in the graph and those to come; the same list again changes nothing', async () => {
    await importPost(graph, 'Post', line('The First of Three Wells', 'Mountain Courier'), line('Sheep on the Runway', 'Sinjar Evening Herald'));
    expect(await add(JSON.stringify(list))).toEqual({ created: 0, known: 1, merged: 1 });
    expect(await graph.sql('SELECT name, kind, homepage, citation_count AS count FROM publishers')).toEqual([{ name: 'Sinjar Herald', kind: 'NEWSPAPER', homepage: 'https://example.org/', count: 2 }]);
    expect(await add(JSON.stringify(list))).toEqual({ created: 0, known: 1, merged: 0 });
    await importPost(graph, 'Later', line('A Third Herd of Sheep', 'Sinjar Herald'));
    expect(await names()).toEqual(['Sinjar Herald']);
  });

  test('creates those that the graph does not know', async () => {
    expect(await add(JSON.stringify(list))).toEqual({ created: 1, known: 0, merged: 0 });
    await importPost(graph, 'Post', line('The First of Three Wells', 'Mountain Courier'));
    expect(await names()).toEqual(['Sinjar Herald']);
  });

  test('with faults is refused with all of them', () => {
    expect(() => readPublisherList('[{ "name": "“”", "kind": "SCROLL" }, { "name": "A", "homepage": "a" }, { "name": "a", "aliases": "b" }]')).toThrow(/item 1: name.*\n.*item 1: kind.*\n.*item 2: homepage.*\n.*item 3: aliases.*\n.*have one name/);
    expect(() => readPublisherList('{}')).toThrow(/expected a list/);
    expect(() => readPublisherList('[')).toThrow(/expected JSON/);
  });
});
