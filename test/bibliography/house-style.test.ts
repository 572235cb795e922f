import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBibliography } from '../../src/bibliography/parse-bibliography';
import type { ParsedReference } from '../../src/bibliography/reference';

interface Case { raw: string; about: string; expected: Partial<ParsedReference> }

const cases = readFileSync(join(__dirname, '../fixtures/bibliography/news lists.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);
const parse = (raw: string, articleDate?: string): ParsedReference => {
  const [reference] = parseBibliography([raw], articleDate === undefined ? {} : { articleDate });
  if (!reference) throw new Error('one line in, one reference out');
  return reference;
};

describe('a news list', () => {
  test.each(cases.map((one) => [one.about, one] as const))('reads %s', (_about, { raw, expected }) => {
    expect(parse(raw)).toMatchObject({ raw, ...expected });
  });

  test.each(cases.map((one) => [one.about, one] as const))('shows the place of every field: %s', (_about, { raw }) => {
    for (const { name, value, start, end, rule } of parse(raw).fields) {
      const written = raw.slice(start, end);
      expect(written.length).toBeGreaterThan(0);
      expect(rule).toMatch(/^[a-z0-9-]+$/);
      if (name === 'container' || name === 'publisher') expect(written).toBe(value);
    }
  });

  test('answers as many references as lines, in their order', () => {
    const lines = ['', 'What happened next is not clear to anyone here.', ...cases.map(({ raw }) => raw)];
    expect(parseBibliography(lines).map(({ raw }) => raw)).toEqual(lines);
  });

  test('a line that is no reference has no type and no field', () => {
    expect(parse('What happened next is not clear to anyone here.')).toEqual({
      raw: 'What happened next is not clear to anyone here.', authors: [], title: null, container: null, publisher: null, date: null, type: null,
      url: null, doi: null, confidence: 0, fields: [],
    });
  });

  test('a source is not younger than the article that cites it', () => {
    const raw = 'Hare, Ann, “Rain in the Hills,” Valley Herald, 5/19/71';
    expect(parse(raw, '2009-02-26').date).toBe('1971-05-19');
    expect(parse('Hare, Ann, “Rain in the Hills,” Valley Herald, 5/19/07', '2009-02-26').date).toBe('2007-05-19');
  });
});
