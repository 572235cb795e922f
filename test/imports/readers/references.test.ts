import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedContent } from '../../../src/imports/imported-content';
import { readBibtex } from '../../../src/imports/readers/read-bibtex';
import { readCslJson } from '../../../src/imports/readers/read-csl-json';
import { readRis } from '../../../src/imports/readers/read-ris';
import { sniffFormat } from '../../../src/imports/sniff-format';

const fixtures = join(__dirname, '../../fixtures');
const readers = { bibtex: readBibtex, 'csl-json': readCslJson, ris: readRis };
const formats = Object.keys(readers) as (keyof typeof readers)[];
const cases = formats.flatMap((format) => readdirSync(join(fixtures, format)).filter((file) => !file.endsWith('.expected.json')).map((file) => [format, file] as const));

describe('a library reads as the values beside it, and its format is told by what stands in it', () => {
  test.each(cases)('%s: %s', (format, file) => {
    const path = join(fixtures, format, file);
    expect(sniffFormat(readFileSync(path))).toBe(format);
    const { references, notKept, failed } = readers[format](readFileSync(path, 'utf8'), { name: file });
    expect(existsSync(`${path}.expected.json`)).toBe(true);
    expect({ references, notKept, failed }).toEqual(JSON.parse(readFileSync(`${path}.expected.json`, 'utf8')));
  });
});

describe('what is cut or broken never throws, and takes no whole entry with it', () => {
  test.each(cases)('%s: %s at every place', (format, file) => {
    const text = readFileSync(join(fixtures, format, file), 'utf8');
    const whole = readers[format](text, { name: file }).references ?? [];
    for (let length = 1; length < text.length; length += 7) {
      const { references = [], failed } = readers[format](text.slice(0, length), { name: file });
      expect(references.length + failed.length).toBeGreaterThan(0);
      expect(references.slice(0, -1)).toEqual(whole.slice(0, Math.max(0, references.length - 1)));
    }
  });

  test.each<[string, ImportedContent, RegExp]>([
    ['an empty BibTeX file', readBibtex('', { name: 'a' }), /expected BibTeX entries/], ['an empty RIS file', readRis('\n', { name: 'a' }), /expected records/],
    ['an empty list', readCslJson('[]', { name: 'a' }), /expected a list of CSL-JSON items/], ['no JSON', readCslJson('hello', { name: 'a' }), /expected a list of CSL-JSON items/],
  ])('%s says what was expected', (_, { failed }, reason) => {
    expect(failed).toEqual([{ item: 'a', reason: expect.stringMatching(reason) as string }]);
  });

  test.each([
    ['a megabyte of braces', `@book{a, title = ${'{'.repeat(1_000_000)}`], ['a hundred thousand entries that are not closed', '@book{a, title = {x\n'.repeat(100_000)],
    ['a name of a megabyte', `@book{a, title = {x}, author = {${'a and '.repeat(200_000)}}}`], ['backslashes', `@book{a, title = {${'\\'.repeat(1_000_000)}}}`],
  ])('%s is read in a moment', (_, text) => {
    expect(() => readBibtex(text, { name: 'a' })).not.toThrow();
    expect(() => readRis(`TY  - BOOK\nTI  - ${text}`, { name: 'a' })).not.toThrow();
    expect(() => readCslJson(`[{"title": ${text}`, { name: 'a' })).not.toThrow();
  });
});

test.each([
  ['A post about BibTeX\n\nWrite to someone@example.org, or see @article in the manual.', 'plain-text'], ['Thursday, May 3, 2007\n\nTY for reading - a title', 'plain-text'],
  ['% Encoding: UTF-8\n\n@string{a = "b"}\n', 'bibtex'], ['Some words before it\n@Book { key , title = {x} }', 'bibtex'], ['\uFEFFTY  - JOUR\nER  - ', 'ris'], ['[{"id": "a", "type": "article-journal"}]', 'csl-json'],
])('%j is taken for %s', (text, format) => {
  expect(sniffFormat(Buffer.from(text))).toBe(format);
});
