import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importPost } from '../support/import-post';
import { wrongCounts } from '../support/everything';
import { useDatabase } from '../support/use-database';

/** Lines that mean one work stand together; a blank line stands between two works. */
const folder = join(__dirname, '../fixtures/identity');
const cases = readdirSync(folder).map((file) => [file.replace(/\.txt$/, ''), readFileSync(join(folder, file), 'utf8').trim().split(/\n\n+/).map((group) => group.split('\n'))] as const);
const graph = useDatabase('empty');

beforeEach(empty);

/** Takes everything out, and the counts with it, which no trigger does for TRUNCATE. */
async function empty(): Promise<void> {
  await graph.sql('TRUNCATE origins, authors, publishers, sources, merge_candidates, citation_counts RESTART IDENTITY CASCADE');
  await graph.sql('UPDATE list_counts SET count = 0');
}

/** The lines, grouped by the source they cite, and what the sources look like. */
async function outcome(): Promise<{ groups: string[][]; sources: object[] }> {
  const rows = await graph.sql<{ lines: string[] }>(`SELECT array_agg(raw_text ORDER BY raw_text COLLATE "C") AS lines FROM citations GROUP BY source_id ORDER BY 1`);
  const sources = await graph.sql<object>(`SELECT s.title, s.type, s.issued, s.doi, p.name AS publisher, ARRAY(SELECT u.name FROM source_authors x JOIN authors u ON u.id = x.author_id WHERE x.source_id = s.id ORDER BY x.position) AS authors
    FROM sources s LEFT JOIN publishers p ON p.id = s.publisher_id ORDER BY s.title COLLATE "C", p.name COLLATE "C", s.issued`);
  expect(await wrongCounts(graph)).toEqual([]);
  return { groups: rows.map(({ lines }) => lines).sort(), sources };
}
const sorted = (groups: readonly (readonly string[])[]): string[][] => groups.map((lines) => [...lines].sort()).sort();
const importEach = async (lines: readonly string[]): Promise<void> => { for (const [i, line] of lines.entries()) await importPost(graph, `Post ${String(i)}`, line); };

describe.each(cases)('%s', (_, groups) => {
  const lines = groups.flat();

  test('in one list', async () => {
    await importPost(graph, 'Post', ...lines);
    expect((await outcome()).groups).toEqual(sorted(groups));
  });

  test('one by one, in this order and the other, with the same sources', async () => {
    await importEach(lines);
    const inOrder = await outcome();
    expect(inOrder.groups).toEqual(sorted(groups));
    await empty();
    await importEach([...lines].reverse());
    expect(await outcome()).toEqual(inOrder);
  });
});
