import { freeSlugs } from '../../src/database/slugs';
import { nodeId } from '../../src/graph/node-id';
import { everything, wrongCounts } from '../support/everything';
import { askWith, keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('sample');
let key = '';
beforeAll(async () => { key = await keyWith(graph, 'desk', 'write'); });

interface UserError { field: string; code: string; message: string }
interface Decided { merge: { id: string; undoable: boolean } | null; userErrors: UserError[] }
const shown = 'merge { id undoable } userErrors { field code message }';
const mergeOf = {
  Publisher: `mutation ($input: MergePublishersInput!) { decided: mergePublishers(input: $input) { publisher { id name aliases citationCount } ${shown} } }`,
  Author: `mutation ($input: MergeAuthorsInput!) { decided: mergeAuthors(input: $input) { author { id name aliases } ${shown} } }`,
  Source: `mutation ($input: MergeSourcesInput!) { decided: mergeSources(input: $input) { source { id title citationCount } ${shown} } }`,
};
type Mergeable = keyof typeof mergeOf;

async function decide<Data = object>(document: string, input: object): Promise<Decided & Data> {
  const { data, errors } = await askWith<{ decided: Decided & Data }>(graph, key, document, { input });
  if (!data) throw new Error(`Expected data, got ${JSON.stringify(errors)}`);
  return data.decided;
}
const merge = <Data>(type: Mergeable, into: number, ...from: number[]) =>
  decide<Data>(mergeOf[type], { intoId: nodeId(type, into), fromIds: from.map((id) => nodeId(type, id)) });
const undo = (id: string | undefined) => decide(`mutation ($input: UndoMergeInput!) { decided: undoMerge(input: $input) { ${shown} } }`, { mergeId: id });
const mostCited = async (table: 'publishers' | 'sources', count: number): Promise<number[]> =>
  (await graph.sql<{ id: number }>(`SELECT id FROM ${table} ORDER BY citation_count DESC, id LIMIT $1`, [count])).map(({ id }) => id);

/** Ids of what can be merged, so that much hangs on each. */
async function candidates(type: Mergeable): Promise<number[]> {
  if (type === 'Publisher') return mostCited('publishers', 4);
  if (type === 'Source') return (await graph.sql<{ id: number }>('SELECT s.id FROM sources s ORDER BY (SELECT count(*) FROM source_authors x WHERE x.source_id = s.id), citation_count DESC, id LIMIT 4')).map(({ id }) => id);
  return (await graph.sql<{ id: number }>(`SELECT u.id FROM authors u ORDER BY (SELECT count(*) FROM source_authors x WHERE x.author_id = u.id) DESC, u.id LIMIT 4`)).map(({ id }) => id);
}

describe.each(['Publisher', 'Author', 'Source'] as const)('merging a %s', (type) => {
  test('takes everything over, lets old ids lead on, keeps all counts right; undone, every row is as it was', async () => {
    const before = await everything(graph);
    const [into = 0, a = 0, b = 0] = await candidates(type);
    const { merge: made, userErrors } = await merge(type, into, a, b);
    expect([userErrors, made?.undoable]).toEqual([[], true]);
    expect(await wrongCounts(graph)).toEqual([]);
    const found = await graph.query<{ nodes: ({ id: string } | null)[] }>('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [into, a, b].map((id) => nodeId(type, id)) });
    expect(found.nodes.map((row) => row?.id)).toEqual([into, into, into].map((id) => nodeId(type, id)));
    expect(await everything(graph)).not.toEqual(before);

    expect(await undo(made?.id)).toMatchObject({ userErrors: [], merge: { undoable: false } });
    expect(await everything(graph)).toEqual(before);
    expect(await wrongCounts(graph)).toEqual([]);
  });

  test('of merged ones leads through; undone in the order of time reversed, every row is as it was', async () => {
    const before = await everything(graph);
    const [a = 0, b = 0, c = 0, d = 0] = await candidates(type);
    const first = await merge(type, b, a);
    const second = await merge(type, c, b, d);
    const { node } = await graph.query<{ node: { id: string } }>('query ($id: ID!) { node(id: $id) { id } }', { id: nodeId(type, a) });
    expect(node.id).toBe(nodeId(type, c));

    const { userErrors: [early] } = await undo(first.merge?.id);
    expect(early).toMatchObject({ field: 'input.mergeId', code: 'CONFLICT' });
    await undo(second.merge?.id);
    const { userErrors: [twice] } = await undo(second.merge?.id);
    expect(twice).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('was undone on') as string });
    await undo(first.merge?.id);
    expect(await everything(graph)).toEqual(before);
  });

  test('refuses what cannot be meant, with the field, and changes nothing', async () => {
    const before = await everything(graph);
    const [into = 0, other = 0] = await candidates(type);
    const wrong = async (intoId: string, ...fromIds: string[]) => (await decide(mergeOf[type], { intoId, fromIds })).userErrors.map(({ field, code }) => [field, code]);
    const id = (n: number) => nodeId(type, n);
    expect(await wrong(id(into))).toEqual([['input.fromIds', 'INVALID']]);
    expect(await wrong(id(into), id(into))).toEqual([['input.fromIds', 'INVALID']]);
    expect(await wrong(id(into), id(999_999))).toEqual([['input.fromIds', 'NOT_FOUND']]);
    expect(await wrong(id(999_999), id(other))).toEqual([['input.intoId', 'NOT_FOUND']]);
    expect(await wrong(nodeId('Article', 1), id(other))).toEqual([['input.intoId', 'INVALID']]);
    expect(await wrong(id(into), id(other), 'garbage')).toEqual([['input.fromIds[1]', 'INVALID']]);
    expect(await wrong(id(into), ...Array.from({ length: 101 }, (_, n) => id(n + 1_000)))).toEqual([['input.fromIds', 'INVALID']]);
    expect(await everything(graph)).toEqual(before);
  });
});

test('old slugs and filters by what was merged away lead to what stayed; the slug is given to nobody else', async () => {
  const [into = 0, from = 0] = await mostCited('publishers', 2);
  const [{ slug } = { slug: '' }] = await graph.sql<{ slug: string }>('SELECT slug FROM publishers WHERE id = $1', [from]);
  const count = (by: object) => graph.query<{ articles: { totalCount: number } }>('query ($by: PublisherBy!) { articles(filter: { citesPublisher: $by }) { totalCount } }', { by });
  const { merge: made } = await merge('Publisher', into, from);
  const { publisher } = await graph.query<{ publisher: { id: string } }>('query ($slug: String!) { publisher(by: { slug: $slug }) { id } }', { slug });
  expect(publisher.id).toBe(nodeId('Publisher', into));
  const all = await count({ id: nodeId('Publisher', into) });
  expect(await count({ slug })).toEqual(all);
  expect(await count({ id: nodeId('Publisher', from) })).toEqual(all);
  expect(await freeSlugs(graph.dataSource.manager, 'publishers', [slug])).toEqual([`${slug}-2`]);
  await undo(made?.id);
});

test('an author who stands twice in one list by a merge stands there once, and twice again when it is undone', async () => {
  const before = await everything(graph);
  const rows = await graph.sql<{ source: number; author: number }>('SELECT source_id AS source, author_id AS author FROM source_authors WHERE source_id = (SELECT max(source_id) FROM source_authors WHERE position = 2) ORDER BY position LIMIT 2');
  const [first, second] = rows;
  const { merge: made } = await merge('Author', second?.author ?? 0, first?.author ?? 0);
  const { node } = await graph.query<{ node: { authors: { id: string }[] } }>('query ($id: ID!) { node(id: $id) { ... on Source { authors { id } } } }', { id: nodeId('Source', first?.source ?? 0) });
  expect(node.authors.filter(({ id }) => id === nodeId('Author', second?.author ?? 0))).toHaveLength(1);
  await undo(made?.id);
  expect(await everything(graph)).toEqual(before);
});

test('a source that stays takes over what it lacks, and gives it back when the merge is undone', async () => {
  const [into = 0, from = 0] = await mostCited('sources', 2);
  await graph.sql(`UPDATE sources SET doi = '10.1000/Taken', url = 'https://example.org/' WHERE id = $1`, [from]);
  const before = await everything(graph);
  const { merge: made } = await merge('Source', into, from);
  const { source } = await graph.query<{ source: { id: string; doi: string; url: string } }>('{ source(by: { doi: "10.1000/taken" }) { id doi url } }');
  expect(source).toEqual({ id: nodeId('Source', into), doi: '10.1000/Taken', url: 'https://example.org/' });
  await undo(made?.id);
  expect(await everything(graph)).toEqual(before);
});

test('merges are listed, last first, with who decided, what stays and whether it can be undone', async () => {
  const [into = 0, from = 0] = await mostCited('publishers', 2);
  const { merge: made } = await merge('Publisher', into, from);
  const { merges } = await graph.query<{ merges: { nodes: object[]; totalCount: number } }>('{ merges(first: 1) { totalCount nodes { id kind undoable mergedBy undoneBy undoneAt absorbedNames survivor { id } } } }');
  expect(merges.nodes).toEqual([{ id: made?.id, kind: 'PUBLISHERS', undoable: true, mergedBy: 'desk', undoneBy: null, undoneAt: null, absorbedNames: [expect.any(String)], survivor: { id: nodeId('Publisher', into) } }]);
  expect(merges.totalCount).toBe((await graph.sql('SELECT 1 FROM merges')).length);
  await undo(made?.id);
  const { node } = await graph.query<{ node: object }>('query ($id: ID!) { node(id: $id) { ... on Merge { undoable undoneBy } } }', { id: made?.id });
  expect(node).toEqual({ undoable: false, undoneBy: 'desk' });
});
