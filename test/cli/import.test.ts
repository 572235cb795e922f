import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanUp, run, serve, temporaryDirectory } from '../support/program';
import { type TestGraph, useDatabase } from '../support/use-database';
import { zipOf } from '../support/zip';

const graph = useDatabase('empty');
afterEach(cleanUp);

const fixtures = join(__dirname, '../fixtures/import');
interface Counts { created: number; updated: number; unchanged: number }
interface Report {
  origin: string; format: string; articles: Counts; comments: Counts; citations: { total: number; resolved: number; needsReview: number };
  events: Counts; sources: Counts; failed: { item: string; reason: string }[]; warnings?: { item: string; reason: string }[];
}

/** `ibid import … --json` into the database of this file. */
async function importInto({ url }: TestGraph, args: string[], input?: string | Buffer): Promise<{ code: number | null; report: Report; stderr: string }> {
  const { code, stdout, stderr } = await run(['import', ...args, '--json'], { DATABASE_URL: url }, input);
  return { code, report: JSON.parse(stdout || 'null') as Report, stderr };
}

/** Every row that has an id of its own, with what it says. */
const everyRow = (): Promise<unknown[]> => graph.sql(`SELECT json_build_object(
  'articles', (SELECT json_agg(a ORDER BY id) FROM articles a), 'citations', (SELECT json_agg(c ORDER BY id) FROM citations c), 'comments', (SELECT json_agg(m ORDER BY id) FROM comments m),
  'events', (SELECT json_agg(e ORDER BY id) FROM historical_events e), 'mentions', (SELECT json_agg(t ORDER BY id) FROM event_mentions t), 'sources', (SELECT json_agg(s ORDER BY id) FROM sources s),
  'authors', (SELECT json_agg(u ORDER BY id) FROM authors u), 'publishers', (SELECT json_agg(p ORDER BY id) FROM publishers p))`);

describe('ibid import', () => {
  test('reports what it created, by kind, and the graph has it', async () => {
    const { code, report } = await importInto(graph, [fixtures, '--origin', 'Harbour Notes']);
    expect([code, report]).toEqual([0, {
      origin: 'Harbour Notes', format: 'plain-text', articles: { created: 3, updated: 0, unchanged: 0 }, comments: { created: 1, updated: 0, unchanged: 0 },
      citations: { total: 5, resolved: 5, needsReview: 0 }, events: { created: 2, updated: 0, unchanged: 0 }, sources: { created: 4, updated: 0, unchanged: 0 }, failed: [],
    }]);
    const data = await graph.query(`{ articles(orderBy: OLDEST) { nodes { title publishedAt authors { name } citations { nodes { position rawText source { title issued publisher { name } } } } comments { nodes { authorName body createdAt } } } }
      onThisDay(month: 7, day: 19) { nodes { date listedIn { slug } } } }`);
    expect(data).toMatchObject({
      articles: { nodes: [{
        title: 'The Ferry Timetable', publishedAt: '2009-05-14T00:00:00.000Z', authors: [{ name: 'Nora Lind' }],
        citations: { nodes: [
          { position: 1, rawText: 'Ahlberg, Sten, “Who Drew the Timetable?” New York Times, 4/28/09', source: { title: 'Who drew the timetable?', issued: '2009-04-28', publisher: { name: 'New York Times' } } },
          { position: 2, source: { publisher: { name: 'Washington Post' } } }, { position: 3, source: { publisher: { name: 'International Crisis Group' } } },
        ] },
        comments: { nodes: [{ authorName: 'Anonymous', body: "The ten o'clock never ran." }] },
      }, { title: 'A Second Look At The Timetable' }, { title: 'This Day In Iraqi History - Jul 19' }] },
      onThisDay: { nodes: [{ date: '1733-07-19' }, { date: '1958-07-19' }] },
    });
  });

  test('the same again changes nothing and no id', async () => {
    const before = await everyRow();
    const { code, report } = await importInto(graph, [fixtures, '--origin', 'Harbour Notes']);
    expect([code, report]).toMatchObject([0, {
      articles: { created: 0, updated: 0, unchanged: 3 }, comments: { created: 0, updated: 0, unchanged: 1 }, events: { created: 0, updated: 0, unchanged: 2 },
      sources: { created: 0, updated: 0 }, citations: { total: 5, resolved: 5 },
    }]);
    expect(await everyRow()).toEqual(before);
  });

  test('a changed article keeps its ids and those of the lines that stayed', async () => {
    const ids = (): Promise<{ text: string; id: number }[]> => graph.sql(`SELECT c.id, c.raw_text AS text FROM citations c JOIN articles a ON a.id = c.article_id WHERE a.title = 'The Ferry Timetable' ORDER BY c.position`);
    const before = await ids();
    const post = readFileSync(join(fixtures, 'post with a comment and a list.txt'), 'utf8').replace('Moreau, Claire', 'Zuber, Max, “A New Line,” Washington Post, 5/1/09\n\nMoreau, Claire').replace('by it.', 'by it still.');
    const { report } = await importInto(graph, ['-', '--origin', 'Harbour Notes'], post);
    expect(report).toMatchObject({ articles: { created: 0, updated: 1, unchanged: 0 }, comments: { created: 0, updated: 0, unchanged: 1 }, sources: { created: 1 } });
    const after = await ids();
    expect(after.filter(({ text }) => !text.startsWith('Zuber'))).toEqual(before);
    expect(after).toHaveLength(before.length + 1);
  });

  test('files that cannot be read are named with the reason, the exit code is 1, and the others are imported', async () => {
    const directory = temporaryDirectory();
    const write = (name: string, bytes: string | Buffer): void => { writeFileSync(join(directory, name), bytes); };
    mkdirSync(join(directory, 'below'));
    write('empty.txt', '');
    write('picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]));
    write('noise.txt', Buffer.from([0x41, 0x0a, 0, 0x42]));
    write('latin1.txt', Buffer.from('A title\n\nThe caf\xe9 was closed.\n', 'latin1'));
    write('below/utf16.txt', Buffer.from('\uFEFFWednesday, July 1, 2009\n\nA Title In Another Charset\n\nIts text, which is long enough to be one.\n', 'utf16le'));
    write('good.txt', 'Friday, July 3, 2009\n\nThe Good One\n\nIts text.\n');
    const { code, report, stderr } = await importInto(graph, [directory, '--origin', 'Mixed']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/passed over .*picture\.txt/)]);
    expect(report.articles).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(report.failed.map(({ item, reason }) => [item, reason]).sort()).toEqual([
      ['empty.txt', expect.stringMatching(/empty/)], ['latin1.txt', expect.stringMatching(/UTF-8.*line 3.*iconv/)], ['noise.txt', expect.stringMatching(/binary/)],
    ]);
    const [run] = await graph.sql<{ failed: number; kept: number }>(`SELECT r.failed_count AS failed, (SELECT count(*) FROM import_failures f WHERE f.run_id = r.id) AS kept FROM import_runs r ORDER BY id DESC LIMIT 1`);
    expect(run).toEqual({ failed: 3, kept: 3 });
  });

  test('a file of another format is a fault when it was asked for, and passed over in a directory', async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'feed.xml'), '<?xml version="1.0"?><opml/>');
    const alone = await importInto(graph, [join(directory, 'feed.xml')]);
    expect([alone.code, alone.report.failed]).toEqual([1, [{ item: 'feed.xml', reason: expect.stringContaining('expected plain-text') as string }]]);
    const among = await importInto(graph, [directory]);
    expect([among.code, among.report.failed, among.stderr]).toEqual([0, [], expect.stringContaining('feed.xml')]);
  });

  test('reads a pipe that is named, once', async () => {
    const pipe = join(temporaryDirectory(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [{ report }] = await Promise.all([importInto(graph, [pipe, '--origin', 'Named pipe']), writeFile(pipe, 'Saturday, July 4, 2009\n\nFrom A Pipe\n\nIts text.\n')]);
    expect(report).toMatchObject({ articles: { created: 1 }, failed: [] });
  });

  test('from standard input, with a report for people', async () => {
    const { code, stdout } = await run(['import', '-', '--origin', 'Typed'], { DATABASE_URL: graph.url }, 'Saturday, July 4, 2009\n\nFrom Standard Input\n\nIts text.\n');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Imported into "Typed" \(plain-text\)\n\s+articles\s+1 created, 0 updated, 0 unchanged/)]);
    const empty = await importInto(graph, ['-']);
    expect([empty.code, empty.report.failed]).toEqual([1, [{ item: '-', reason: 'the file is empty' }]]);
  });

  test('an archive from standard input is read like one on the disk, and nothing of it stays there', async () => {
    const zip = zipOf([{ name: 'posts/one.txt', bytes: Buffer.from('Saturday, July 4, 2009\n\nFrom A Zipped Pipe\n\nIts text.\n') }]);
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('ibid-'));
    const { code, report } = await importInto(graph, ['-', '--origin', 'Piped'], zip);
    expect([code, report.articles.created, report.failed]).toEqual([0, 1, []]);
    expect(readdirSync(tmpdir()).filter((name) => /^ibid-\w{6}$/.test(name))).toEqual(before.filter((name) => /^ibid-\w{6}$/.test(name)));
    const evil = await importInto(graph, ['-', '--origin', 'Piped'], zipOf([{ name: '../evil.txt', bytes: Buffer.from('x') }]));
    expect([evil.code, evil.report.failed]).toEqual([1, [{ item: '-', reason: expect.stringMatching(/refused/) as string }]]);
  });

  test('--url gives the articles of an export without addresses theirs, and so their comments from elsewhere', async () => {
    const takeout = readFileSync(join(__dirname, '../fixtures/blogger-takeout/types-and-status.atom'));
    await importInto(graph, ['-', '--origin', 'Takeout', '--url', 'https://harbour.example'], takeout);
    const urls = await graph.sql<{ url: string | null }>(`SELECT a.url FROM articles a JOIN origins o ON o.id = a.origin_id WHERE o.name = 'Takeout' AND a.status = 'PUBLISHED'`);
    expect(urls.length).toBeGreaterThan(0);
    for (const { url } of urls) expect(url).toMatch(/^https:\/\/harbour\.example\//);
  });

  test('--dry-run says what would be done, --full what was withdrawn, --full alone refuses what looks wrong with exit code 1', async () => {
    const directory = temporaryDirectory();
    const post = (n: number): string => `Friday, July ${n}, 2009\n\nPost Number ${n}\n\nIts text.\n`;
    for (const n of [1, 2, 3]) writeFileSync(join(directory, `${n}.txt`), post(n));
    const text = async (...flags: string[]): Promise<[number | null, string]> => {
      const { code, stdout } = await run(['import', directory, '--origin', 'Shrinking', ...flags], { DATABASE_URL: graph.url });
      return [code, stdout];
    };
    expect(await text('--dry-run')).toEqual([0, expect.stringMatching(/Would import into "Shrinking".*nothing was written\n\s+articles\s+3 created/)]);
    expect(await text()).toEqual([0, expect.stringMatching(/Imported into "Shrinking".*\n\s+articles\s+3 created/)]);
    rmSync(join(directory, '3.txt'));
    expect(await text('--full')).toEqual([0, expect.stringMatching(/withdrawn\s+1/)]);
    rmSync(join(directory, '2.txt'));
    writeFileSync(join(directory, '2.txt'), '');
    expect(await text('--full')).toEqual([1, expect.stringMatching(/withdrawn\s+none: 1 of 2 articles.*--force/)]);
    expect(await text('--full', '--force')).toEqual([1, expect.stringMatching(/withdrawn\s+1/)]);
  });

  test('--reread reads what is kept again and says what cannot be, and migrate says when it is needed', async () => {
    const feed = (text: string): string => `<rss version="2.0"><channel><title>F</title><item><guid>1</guid><title>Kept</title><description>${text}</description></item></channel></rss>`;
    await importInto(graph, ['-', '--origin', 'Kept'], feed('&lt;p onclick="x()"&gt;Text&lt;/p&gt;'));
    const env = { DATABASE_URL: graph.url };
    expect((await run(['migrate'], env)).stderr).not.toContain('--reread');
    await graph.sql(`UPDATE article_originals SET reading_version = 1, result = ''`);
    expect((await run(['migrate'], env)).stderr).toMatch(/articles were read by a version that reads otherwise: ibid import --reread/);
    const { code, stdout } = await run(['import', '--reread', '--origin', 'Kept'], env);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Read again in "Kept" \(originals\)\n\s+articles\s+0 created, 1 updated, 0 unchanged/)]);
    const all = await run(['import', '--reread', '--json'], env);
    expect([all.code, JSON.parse(all.stdout)]).toMatchObject([0, { failed: [], warnings: [{ reason: expect.stringContaining('not read again') as string }] }]);
    expect((await run(['migrate'], env)).stderr).not.toContain('--reread');
    const unknown = await run(['import', '--reread', '--origin', 'Nobody'], env);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringMatching(/NO_SUCH_ORIGIN.*"Nobody"/)]);
  });

  test('a charset that was guessed is a note, and no fault', async () => {
    const feed = Buffer.from('<rss version="2.0"><channel><title>F</title><item><guid>1</guid><title>Caf\xe9 news</title><description>Text</description></item></channel></rss>', 'latin1');
    const { code, report } = await importInto(graph, ['-', '--origin', 'Guessed'], feed);
    expect([code, report]).toMatchObject([0, { articles: { created: 1 }, failed: [], warnings: [{ item: '-, line 1', reason: expect.stringContaining('windows-1252') as string }] }]);
  });

  test.each([
    ['--force without --full', ['import', '-', '--force'], /Expected --full with --force/],
    ['an address that is none', ['import', '-', '--url', 'harbour'], /Expected an address such as/],
    ['a path that is not there', ['import', '/no/such/file'], /FILE_NOT_FOUND: Cannot import \/no\/such\/file: there is no such file or directory/],
    ['a format that is not known', ['import', '-', '--format', 'nonsense'], /nonsense.*Allowed choices are auto, plain-text/],
    ['--reread with something to read', ['import', '-', '--reread'], /Expected nothing but --origin and --json with --reread/],
    ['no path', ['import'], /Expected a file, a directory, an address or - to import, got none/],
    ['an option that is not known', ['import', '-', '--quiet'], /unknown option '--quiet'/],
    ['a command that is not known', ['imports'], /unknown command 'imports'/],
  ])('%s is told before a database is touched', async (_, args, message) => {
    const { code, stdout, stderr } = await run(args, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
  });
});

describe('ibid import and the embedded database', () => {
  test('alone it starts and stops it, beside a running server it uses the server’s', async () => {
    const IBID_DATA_DIR = temporaryDirectory();
    const alone = await run(['import', join(fixtures, 'this-day-07-19-2010.txt'), '--json'], { IBID_DATA_DIR });
    expect([alone.code, (JSON.parse(alone.stdout) as Report).events.created]).toEqual([0, 2]);
    const server = await serve({ IBID_DATA_DIR, NODE_ENV: 'development' });
    const titles = async (): Promise<string> => (await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ articles { nodes { title } } }"}' })).text();
    expect(await titles()).toContain('This Day In Iraqi History');
    expect(await titles()).not.toContain('The Ferry Timetable');
    const beside = await run(['import', join(fixtures, 'post with a comment and a list.txt'), '--json'], { IBID_DATA_DIR });
    expect([beside.code, (JSON.parse(beside.stdout) as Report).articles.created]).toEqual([0, 1]);
    for (let text = ''; !text.includes('The Ferry Timetable');) text = await titles(); // another process wrote: it is heard of within moments
    const second = await run(['serve'], { IBID_DATA_DIR, PORT: '0' });
    expect([second.code, second.stderr]).toEqual([1, expect.stringMatching(new RegExp(`DATA_DIR_IN_USE.*${server.child.pid}`))]);
    server.child.kill('SIGTERM');
    expect((await server.finished).code).toBe(0);
  });
});
