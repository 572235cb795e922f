import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles } from '../../src/imports/import-files';
import type { TextFile } from '../../src/imports/text-files';
import { type TestGraph, useDatabase } from '../support/use-database';

const folder = join(__dirname, '../../samples');
const names = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort();

async function* filesOf(order: readonly string[]): AsyncGenerator<TextFile> {
  for (const name of order) yield { name, path: name, chunks: chunksOf(join(folder, name)), of: order.length };
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  yield await Promise.resolve(readFileSync(path));
}

const forwards = useDatabase('empty');
const backwards = useDatabase('empty');

/** What the bibliographies came to, without ids and without the order of arrival. */
async function worksOf({ sql }: TestGraph): Promise<Record<string, unknown[]>> {
  return {
    sources: await sql(`SELECT s.title, s.type, s.issued, s.citation_count, p.name AS publisher, (SELECT array_agg(u.name ORDER BY x.position) FROM source_authors x JOIN authors u ON u.id = x.author_id WHERE x.source_id = s.id) AS authors
      FROM sources s LEFT JOIN publishers p ON p.id = s.publisher_id ORDER BY s.title, s.issued, p.name, s.type`),
    publishers: await sql('SELECT name, citation_count FROM publishers ORDER BY name'),
    authors: await sql('SELECT name FROM authors ORDER BY name'),
  };
}

test('posts imported twice, in two orders, give the same sources, publishers and authors', async () => {
  for (const [graph, order] of [[forwards, names], [backwards, [...names].reverse()]] as const) {
    const importAll = () => importFiles(graph.dataSource, filesOf(order), { originName: 'Orders' });
    expect((await importAll()).failed).toEqual([]);
    expect(await importAll()).toMatchObject({ failed: [], articles: { created: 0, updated: 0, unchanged: names.length }, sources: { created: 0 } });
  }
  const works = await worksOf(forwards);
  expect(works.sources?.length).toBeGreaterThan(100);
  expect(await worksOf(backwards)).toEqual(works);
});
