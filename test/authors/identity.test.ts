import { importPost } from '../support/import-post';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
beforeEach(() => graph.sql('TRUNCATE origins, authors, publishers, sources, merge_candidates RESTART IDENTITY CASCADE'));

const line = (author: string, title: string, paper: string, year: number): string => `${author}, “${title},” ${paper}, 3/2/${String(year).padStart(2, '0')}`;
const names = async (): Promise<string[]> => (await graph.sql<{ name: string }>('SELECT name FROM authors ORDER BY name COLLATE "C"')).map(({ name }) => name);
const candidates = (): Promise<object[]> => graph.sql('SELECT reason, score FROM merge_candidates ORDER BY score DESC');
const spellings = [
  line('Rubin, Alissa', 'A Truce Nobody Signed', 'New York Times', 7), line('Alissa J. Rubin', 'The Judge Who Stayed in Town', 'New York Times', 8), line('Rubin, A. J.', 'Three Mayors of One City', 'New York Times', 9),
];

test.each([[0, 1, 2], [2, 1, 0], [1, 0, 2]])('names that can be one, of the same paper, are one author under the fullest name, in whatever order (%i %i %i)', async (...order) => {
  for (const [n, i] of order.entries()) await importPost(graph, `Post ${String(n)}`, spellings[i] ?? '');
  expect(await names()).toEqual(['Alissa J. Rubin']);
  const { author } = await graph.query<{ author: { aliases: string[]; sources: { totalCount: number } } }>(
    `{ author: node(id: "${Buffer.from('Author:1').toString('base64url')}") { ... on Author { aliases sources { totalCount } } } }`);
  expect(author).toEqual({ aliases: ['A. J. Rubin', 'Alissa Rubin'], sources: { totalCount: 3 } });
});

test('in one list, too', async () => {
  await importPost(graph, 'Post', ...spellings);
  expect(await names()).toEqual(['Alissa J. Rubin']);
});

test('names that can be one, of two papers, wait for a person', async () => {
  await importPost(graph, 'Post', spellings[0] ?? '', line('Rubin, Alissa J.', 'Bakers of the Green Zone', 'Boston Globe', 8));
  expect(await names()).toEqual(['Alissa J. Rubin', 'Alissa Rubin']);
  expect(await candidates()).toEqual([{ reason: 'SIMILAR_NAME', score: 0.6 }]);
});

test('an initial that fits two of one paper waits for a person', async () => {
  await importPost(graph, 'Post', spellings[0] ?? '', line('Rubin, Adam', 'A Flood in the Archive', 'New York Times', 8));
  await importPost(graph, 'Later', line('Rubin, A.', 'Who Keeps the Lists', 'New York Times', 8));
  expect(await names()).toEqual(['A. Rubin', 'Adam Rubin', 'Alissa Rubin']);
  expect(await candidates()).toEqual([{ reason: 'SIMILAR_NAME', score: 0.8 }, { reason: 'SIMILAR_NAME', score: 0.8 }]);
});

test('names that cannot be one are two authors and no question', async () => {
  await importPost(graph, 'Post', line('Gordon, Michael R.', 'The Map on the Wall', 'New York Times', 7), line('Gordon, Michael T.', 'The Wall on the Map', 'New York Times', 8), line('Gordon, Mary', 'A Wall Without a Map', 'New York Times', 8));
  expect(await names()).toHaveLength(3);
  expect(await candidates()).toEqual([]);
});
