import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, run, temporaryDirectory } from '../support/program';
import { useDatabase } from '../support/use-database';

const graph = useDatabase();
const library = join(__dirname, '../fixtures/bibtex/names accents and dates.bib');
afterEach(cleanUp);

type Line = Record<string, unknown> & { kind: string; id: string };

describe('ibid export', () => {
  test('writes every row as a line of NDJSON, each behind what it refers to, with the ids of the graph', async () => {
    const { code, stdout, stderr } = await run(['export'], { DATABASE_URL: graph.url });
    const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
    expect([code, stderr]).toEqual([0, expect.stringMatching(new RegExp(`${lines.length}/${lines.length} rows`))]);
    const tables = { publisher: 'publishers', author: 'authors', source: 'sources', article: 'articles', citation: 'citations', comment: 'comments', event: 'historical_events' };
    for (const [kind, table] of Object.entries(tables)) {
      const [{ count } = { count: 0 }] = await graph.sql<{ count: number }>(`SELECT count(*) FROM ${table}`);
      expect([kind, lines.filter((line) => line.kind === kind).length]).toEqual([kind, count]);
    }
    const seen = new Set<unknown>();
    for (const { id, kind, ...line } of lines) {
      seen.add(id);
      for (const [name, value] of Object.entries(line)) if (/Ids?$/.test(name) && value !== null) for (const other of [value].flat()) expect([kind, name, seen.has(other)]).toEqual([kind, name, true]);
    }
    const article = lines.find(({ slug }) => slug === 'who-speaks-for-basra');
    expect(await graph.query('query ($id: ID!) { node(id: $id) { ... on Article { slug } } }', { id: article?.id })).toEqual({ node: { slug: 'who-speaks-for-basra' } });
  });

  test.each([
    ['csl-json', (text: string) => (JSON.parse(text) as unknown[]).length], ['json-ld', (text: string) => (JSON.parse(text) as { '@graph': unknown[] })['@graph'].length],
    ['bibtex', (text: string) => text.match(/^@\w+\{/gm)?.length], ['ris', (text: string) => text.match(/^TY {2}- /gm)?.length],
  ])('writes every work as %s', async (format, count) => {
    const [sources] = await graph.sql<{ count: number }>('SELECT count(*) FROM sources');
    const { code, stdout } = await run(['export', '--format', format], { DATABASE_URL: graph.url });
    expect([code, count(stdout)]).toEqual([0, sources?.count]);
  });

  test('writes to a file, which is replaced when all is written, and an import of it changes nothing', async () => {
    expect((await run(['import', library, '--origin', 'Library'], { DATABASE_URL: graph.url })).code).toBe(0);
    const directory = temporaryDirectory();
    const file = join(directory, 'library.bib');
    writeFileSync(file, 'what was there before');
    const { code, stdout } = await run(['export', '--format', 'bibtex', '--output', file], { DATABASE_URL: graph.url });
    expect([code, stdout, readdirSync(directory)]).toEqual([0, '', ['library.bib']]);
    expect(readFileSync(file, 'utf8')).toContain('author = {van der Meer, Jr., Jan and {Smith and Sons, Ltd} and de la Vega, María},');
    const again = await run(['import', file, '--origin', 'Library', '--json'], { DATABASE_URL: graph.url });
    expect(JSON.parse(again.stdout)).toMatchObject({ format: 'bibtex', sources: { created: 0, updated: 0 }, failed: [] });
  });

  test('writes what the articles of one origin cite', async () => {
    const { stdout } = await run(['export', '--format', 'csl-json', '--origin', 'Library'], { DATABASE_URL: graph.url });
    expect(JSON.parse(stdout)).toEqual([]); // a library of references has no articles
    const kinds = (await run(['export', '--origin', 'Two Rivers Notebook'], { DATABASE_URL: graph.url })).stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as Line).kind);
    expect(new Set(kinds)).toEqual(new Set(['publisher', 'author', 'source', 'article', 'citation', 'comment', 'event']));
  });

  test.each([
    ['an origin that is not there', ['--origin', 'Nowhere'], /ORIGIN_NOT_FOUND: There is no origin named "Nowhere".\n.*"Two Rivers Notebook"/],
    ['a format that is not known', ['--format', 'docx'], /docx.*Allowed choices are ndjson, csl-json, bibtex, ris, json-ld/],
    ['a directory that is not there', ['--output', '/no/such/place/library.bib'], /CANNOT_WRITE: Cannot write \/no\/such\/place\/library.bib/],
  ])('%s is told, and the exit code is 1', async (_, args, message) => {
    const { code, stdout, stderr } = await run(['export', ...args], { DATABASE_URL: graph.url });
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(message)]);
    expect(existsSync('/no')).toBe(false);
  });

  test('explains itself', async () => {
    expect(await run(['export', '--help'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/Usage: ibid export[^]*ndjson is the whole library/) as string });
  });
});
