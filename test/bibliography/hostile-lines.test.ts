import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReferenceLine } from '../../src/bibliography/is-reference-line';
import { parseBibliography } from '../../src/bibliography/parse-bibliography';

const folders = ['bibliography', 'bibliography gold'].map((folder) => join(__dirname, '../fixtures', folder));
const goldLines = folders.flatMap((folder) => readdirSync(folder).flatMap((file) =>
  readFileSync(join(folder, file), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { raw: string }).raw)));

/** Lines of about `length` characters, each hard on one kind of pattern. */
const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  commas: (length) => ','.repeat(length),
  'names and commas': (length) => 'Hare, Ann, '.repeat(length / 11),
  'plain names': (length) => 'Ann Hare, '.repeat(length / 10),
  'nested quotes': (length) => '“‘'.repeat(length / 4) + '’”'.repeat(length / 4),
  'quotes never closed': (length) => 'a “'.repeat(length / 3),
  apostrophes: (length) => "'a ".repeat(length / 3),
  brackets: (length) => '('.repeat(length),
  'brackets around words': (length) => '(a report '.repeat(length / 10),
  spaces: (length) => `a${' '.repeat(length)}b`,
  'spaces after a comma': (length) => `Hare,${' '.repeat(length)}Ann`,
  digits: (length) => '1'.repeat(length),
  years: (length) => '1999 '.repeat(length / 5),
  dates: (length) => '5/19/07 '.repeat(length / 8),
  months: (length) => 'May June '.repeat(length / 9),
  ranges: (length) => '1-'.repeat(length / 2),
  initials: (length) => 'A. '.repeat(length / 3),
  addresses: (length) => 'http://a.b/ '.repeat(length / 12),
  'a broken address': (length) => `http://a${'/ b'.repeat(length / 3)}`,
  'markdown links': (length) => '[a]('.repeat(length / 4),
  identifiers: (length) => '10.1234/'.repeat(length / 8),
  'access notes': (length) => 'retrieved 3 '.repeat(length / 12),
  editions: (length) => '2nd revised and '.repeat(length / 16),
  translators: (length) => ', trans. by Ann '.repeat(length / 16),
  'report numbers': (length) => 'report a-b-'.repeat(length / 11),
  places: (length) => 'Paris: '.repeat(length / 7),
  'spaced dashes': (length) => 'a - '.repeat(length / 4),
  bars: (length) => 'A | '.repeat(length / 4),
  chambers: (length) => `U.S. Congress${'. Committee on Foreign, '.repeat(length / 23)}`,
  congresses: (length) => '110th Cong., '.repeat(length / 13),
  'media in brackets': (length) => '[tv series '.repeat(length / 11),
  'codes of documents': (length) => ', MDE 14/3229'.repeat(length / 13),
  'codes in brackets': (length) => '(MG-84'.repeat(length / 6),
  ISBNs: (length) => 'ISBN 978-0-'.repeat(length / 11),
  'names before a bracket': (length) => `${'Hare, '.repeat(length / 6)}(2019`,
  'pen names': (length) => `Hare, Ann [${'a'.repeat(length)}`,
  roles: (length) => 'Hare, Ann, director, '.repeat(length / 21),
  'editors of a book': (length) => `“Mud,” in Rivers${', A. Hare'.repeat(length / 9)}, Eds.`,
  'a book of commas': (length) => `Hare, A. Mud. In${' Rivers,'.repeat(length / 8)} ed. by`,
  capitals: (length) => 'ENEMY 45 '.repeat(length / 9),
  volumes: (length) => '12, no. 1, Jan. '.repeat(length / 16),
  'one long word': (length) => `A${'a'.repeat(length)}`,
  hyphens: (length) => 'A-a'.repeat(length / 3),
  'control characters': (length) => '\u0000\u0007'.repeat(length / 2),
  'right-to-left text': (length) => 'שלום, '.repeat(length / 6),
  'half surrogates': (length) => '\ud83d '.repeat(length / 2),
};

/** The CPU time of the fastest of five runs, in milliseconds: what else the machine does hardly counts. */
function fastest(line: string): number {
  return Math.min(...[1, 2, 3, 4, 5].map(() => {
    const start = process.cpuUsage();
    parseBibliography([line]);
    return process.cpuUsage(start).user / 1e3;
  }));
}

describe('hostile lines', () => {
  test.each(Object.entries(HOSTILE))('%s take time in proportion to their length', (_name, make) => {
    parseBibliography([make(200)]);
    const short = fastest(make(900));
    const long = fastest(make(9000));
    expect(long).toBeLessThan(Math.max(250, short * 15)); // below the floor a busy machine, not the pattern, decides
  });

  test.each(Object.entries(HOSTILE))('%s give an answer with the line untouched', (_name, make) => {
    const lines = [make(50), make(999), make(9999), make(1_000_000)];
    expect(parseBibliography(lines).map(({ raw }) => raw)).toEqual(lines);
    for (const line of lines) expect(typeof isReferenceLine(line)).toBe('boolean');
  });

  test('every prefix of every line gives an answer whose fields lie in it', () => {
    const prefixes = goldLines.flatMap((line) => Array.from({ length: line.length }, (_, length) => line.slice(0, length)));
    for (const reference of prefixes.flatMap((prefix) => parseBibliography([prefix]))) {
      const outside = reference.fields.filter(({ start, end, value }) => start < 0 || end <= start || end > reference.raw.length || value === '');
      if (outside.length > 0) throw new Error(`fields outside of ${JSON.stringify(reference.raw)}: ${JSON.stringify(outside)}`); // an expectation each would take longer than the parser
      if (reference.confidence < 0 || reference.confidence > 1) throw new Error(`a chance is from 0 to 1, got ${reference.confidence}: ${reference.raw}`);
    }
  }, 60_000);
});
