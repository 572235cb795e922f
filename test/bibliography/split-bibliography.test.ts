import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitBibliography } from '../../src/bibliography/split-bibliography';

const folder = join(__dirname, '../fixtures/bibliography in text');
const cases = readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => name.slice(0, -4));
const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');
const REFERENCE = 'Hare, Ann, “Rain in the Hills,” Boston Globe, 5/19/07';

/** Texts of `count` lines, each hard on one part of the search. */
const HOSTILE: Readonly<Record<string, (count: number) => string[]>> = {
  headings: (count) => Array.from({ length: count }, () => 'Sources'),
  'references and tags in turn': (count) => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? REFERENCE : 'Labels: a')),
  'dashes for the authors above': (count) => Array.from({ length: count }, () => '———. “Mud,” Boston Globe, 5/19/07'),
  'quotations never closed': (count) => ['Sources', ...Array.from({ length: count }, () => '“Rain in the hills')],
  'lines that go on and on': (count) => ['Sources', REFERENCE, ...Array.from({ length: count }, () => 'and so on,')],
  'indented lines': (count) => ['Sources', REFERENCE, ...Array.from({ length: count }, () => '    of the delta')],
  'blank lines': (count) => Array.from({ length: count }, () => ''),
  rules: (count) => Array.from({ length: count }, () => '- - - - - -'),
  'spaces and one letter': (count) => [`${' '.repeat(count * 10)}a`],
};

describe('the bibliography of a text', () => {
  test.each(cases)('%s', (name) => {
    const expected: unknown = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    expect(splitBibliography(linesOf(readFileSync(join(folder, `${name}.txt`), 'utf8')))).toEqual(expected);
  });

  test.each(Object.entries(HOSTILE))('%s are searched in time in proportion to their number', (_name, make) => {
    const time = (count: number): number => Math.min(...[1, 2, 3].map(() => {
      const lines = make(count);
      const start = process.cpuUsage();
      splitBibliography(lines);
      return process.cpuUsage(start).user / 1e3;
    }));
    time(100);
    expect(time(2000)).toBeLessThan(Math.max(400, time(200) * 30)); // ten times the lines; a hundred times the time would be quadratic, and a busy machine is not
  });
});
