import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, run } from '../support/program';

afterEach(cleanUp);

describe('ibid parse', () => {
  test('gives one JSON object a line, with the fields that were found and null for the others', async () => {
    const lines = ['Ahlberg, Sten, “Who Drew the Timetable?” New York Times, 4/28/09', '', 'International Crisis Group, “Harbours in Waiting,” 3/1/09', 'Nothing that is cited.'];
    const { code, stdout, stderr } = await run(['parse', '--json'], {}, lines.join('\r\n'));
    const rows = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect([code, stderr, rows.length]).toEqual([0, '', 3]);
    for (const row of rows) expect(Object.keys(row)).toEqual(['raw', 'authors', 'title', 'container', 'publisher', 'date', 'type', 'url', 'doi', 'confidence']);
    expect(rows[0]).toMatchObject({ raw: lines[0], authors: [{ family: 'Ahlberg', given: 'Sten' }], title: 'Who Drew the Timetable?', container: 'New York Times', publisher: null, date: '2009-04-28', type: 'article-newspaper', url: null, doi: null });
    expect(rows[1]).toMatchObject({ authors: [{ literal: 'International Crisis Group' }], title: 'Harbours in Waiting', date: '2009-03-01' });
    expect(rows[2]).toMatchObject({ raw: lines[3], type: null, title: null, authors: [], confidence: 0 });
  });

  test('of nothing is nothing', async () => {
    expect(await run(['parse'], {}, '')).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

test('ibid schema prints schema.graphql', async () => {
  const { code, stdout } = await run(['schema']);
  expect([code, stdout]).toEqual([0, readFileSync(join(__dirname, '../../schema.graphql'), 'utf8')]);
});

test('every command explains itself', async () => {
  const { stdout } = await run(['--help']);
  for (const command of ['serve', 'migrate', 'import', 'export', 'parse', 'schema']) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  for (const command of ['serve', 'import']) expect(await run([command, '--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining(`Usage: ibid ${command}`) as string });
});
