import { nodeId, nodeTypes } from '../../src/graph/node-id';
import { fillPublication } from '../support/rows';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
beforeAll(() => fillPublication(graph, { articles: 3, citationsEach: 2 }));

describe('everything is found again by its id', () => {
  beforeAll(async () => {
    await graph.sql(`INSERT INTO merges (kind, survivor_id, snapshot, merged_by) VALUES ('PUBLISHERS', 1, '{}', 'desk')`);
    await graph.sql(`INSERT INTO merge_candidates (kind, one_id, other_id, reason, score) VALUES ('PUBLISHERS', 1, 2, 'SIMILAR_NAME', 0.5)`);
    await graph.sql(`INSERT INTO import_runs (origin_id, format) VALUES (1, 'plain-text')`);
  });

  test.each(nodeTypes)('%s, by node and by nodes', async (type) => {
    const id = nodeId(type, 1);
    expect(await graph.query('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).toEqual({ node: { __typename: type, id } });
    expect(await graph.query('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: [id] })).toEqual({ nodes: [{ __typename: type, id }] });
  });

  test('every type of the schema that is a Node is one of them', async () => {
    const { __type } = await graph.query<{ __type: { possibleTypes: { name: string }[] } }>('{ __type(name: "Node") { possibleTypes { name } } }');
    expect(__type.possibleTypes.map(({ name }) => name).sort()).toEqual([...nodeTypes].sort());
  });

  test('relations below a node work as they do elsewhere', async () => {
    const data = await graph.query('query ($id: ID!) { node(id: $id) { ... on Citation { position article { slug } source { title } } } }', { id: nodeId('Citation', 1) });
    expect(data).toEqual({ node: { position: 1, article: { slug: 'article-1' }, source: { title: 'Source 4' } } });
  });

  test('what is not there is null in its place, and the order and doubles of the ids stay', async () => {
    const [first, missing, source] = [nodeId('Article', 1), nodeId('Article', 999_999), nodeId('Source', 2)];
    const data = await graph.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [source, missing, first, source] });
    expect(data).toEqual({ nodes: [{ id: source }, null, { id: first }, { id: source }] });
    expect(await graph.query('query ($id: ID!) { node(id: $id) { id } }', { id: missing })).toEqual({ node: null });
  });

  test('ids are opaque text that can stand in an address', async () => {
    const { articles } = await graph.query<{ articles: { nodes: { id: string }[] } }>('{ articles { nodes { id } } }');
    for (const { id } of articles.nodes) expect(id).toMatch(/^[\w-]+$/);
  });

  test.each([
    ['article', 'slug', 'article-2', 'Article'], ['author', 'slug', 'author-2', 'Author'], ['publisher', 'slug', 'publisher-2', 'Publisher'],
  ])('%s(by:) finds by %s and by id', async (field, name, value, type) => {
    const document = `query ($by: ${type}By!) { ${field}(by: $by) { id ${name} } }`;
    const expected = { [field]: { id: nodeId(type as 'Article', 2), [name]: value } };
    expect(await graph.query(document, { by: { [name]: value } })).toEqual(expected);
    expect(await graph.query(document, { by: { id: nodeId(type as 'Article', 2) } })).toEqual(expected);
    expect(await graph.query(document, { by: { [name]: 'no such' } })).toEqual({ [field]: null });
    expect(await graph.query(document, { by: { id: nodeId(type as 'Article', 999_999) } })).toEqual({ [field]: null });
  });

  test('source(by:) finds by its DOI in any case and by id', async () => {
    await graph.sql(`UPDATE sources SET doi = '10.1000/Ab.1' WHERE id = 3`);
    const document = 'query ($by: SourceBy!) { source(by: $by) { title } }';
    expect(await graph.query(document, { by: { doi: '10.1000/aB.1' } })).toEqual({ source: { title: 'Source 3' } });
    expect(await graph.query(document, { by: { id: nodeId('Source', 3) } })).toEqual({ source: { title: 'Source 3' } });
    expect(await graph.query(document, { by: { doi: '10.1000/none' } })).toEqual({ source: null });
  });
});
