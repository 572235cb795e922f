import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBibliography } from '../../src/bibliography/parse-bibliography';
import type { ParsedReference } from '../../src/bibliography/reference';

interface Case { raw: string; about: string; expected: Partial<ParsedReference> }

const fixtures = join(__dirname, '../fixtures/bibliography');
const cases = readdirSync(fixtures).flatMap((file) => readFileSync(join(fixtures, file), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case));
const parse = (raw: string, articleDate?: string): ParsedReference => {
  const [reference] = parseBibliography([raw], articleDate === undefined ? {} : { articleDate });
  if (!reference) throw new Error('one line in, one reference out');
  return reference;
};

describe('a bibliography', () => {
  test.each(cases.map((one) => [one.about, one] as const))('reads %s', (_about, { raw, expected }) => {
    expect(parse(raw)).toMatchObject({ raw, ...expected });
  });

  test.each(cases.map((one) => [one.about, one] as const))('shows the place of every field: %s', (_about, { raw }) => {
    for (const { name, value, start, end, rule } of parse(raw).fields) {
      const written = raw.slice(start, end);
      expect(written.length).toBeGreaterThan(0);
      expect(rule).toMatch(/^[a-z0-9-]+$/);
      if (name === 'container' || name === 'publisher') expect(written).toBe(value);
      if (name === 'author') expect(value.split(', ').every((part) => part === 'et al.' || written.includes(part))).toBe(true);
    }
  });

  test('answers as many references as lines, in their order', () => {
    const lines = ['', 'What happened next is not clear to anyone here.', ...cases.map(({ raw }) => raw)];
    expect(parseBibliography(lines).map(({ raw }) => raw)).toEqual(lines);
  });

  test.each(['Ibid., 6.', 'ibid', 'Op. cit., p. 3', 'See note 12 above.', 'SOURCES', 'No comments:', '', '***', 'In July 2005 the two countries signed a deal to ship oil to Iran.',
    'The mayor said, “We will not pay for this bridge,” in June 2008, and he left the room with his staff.'])('%j is no reference', (raw) => {
    expect(parse(raw)).toMatchObject({ raw, type: null, title: null, authors: [], confidence: 0, fields: [] });
  });

  test('a line that is no reference has no type and no field', () => {
    expect(parse('What happened next is not clear to anyone here.')).toEqual({
      raw: 'What happened next is not clear to anyone here.', authors: [], title: null, container: null, publisher: null, date: null, type: null,
      url: null, doi: null, isbn: null, confidence: 0, fields: [],
    });
  });

  test('a source is not younger than the article that cites it', () => {
    const raw = 'Hare, Ann, “Rain in the Hills,” Valley Herald, 5/19/71';
    expect(parse(raw, '2009-02-26').date).toBe('1971-05-19');
    expect(parse('Hare, Ann, “Rain in the Hills,” Valley Herald, 5/19/07', '2009-02-26').date).toBe('2007-05-19');
  });
});
