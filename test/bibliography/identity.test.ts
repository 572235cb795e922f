import { editDistance } from '../../src/bibliography/edit-distance';
import { identityKey } from '../../src/bibliography/identity-key';
import { relatePersons } from '../../src/bibliography/same-person';
import { relateTitles } from '../../src/bibliography/same-title';
import { type Work, compareWorks } from '../../src/bibliography/same-work';
import { urlKey } from '../../src/bibliography/url-key';
import { seededRandom } from '../support/random';

describe('the distance of two texts', () => {
  test.each([['', '', 0], ['well', 'well', 0], ['well', 'wells', 1], ['well', 'wlel', 1], ['Welcolme', 'Welcome', 1], ['abcd', 'dcba', 3], ['abcdef', 'uvwxyz', null], ['kitten', 'sitting', 3], ['abc', '', 3]])('%s and %s: %s', (a, b, distance) => {
    expect(editDistance(a, b, 3)).toBe(distance);
    expect(editDistance(b, a, 3)).toBe(distance);
  });

  test('is what the whole table of edits says, for random texts', () => {
    const random = seededRandom(7);
    for (let n = 0; n < 500; n++) {
      const text = (): string => Array.from({ length: random.pick([0, 1, 2, 4, 7, 9]) }, () => random.pick(['a', 'b', 'c'])).join('');
      const [a, b] = [text(), text()];
      const whole = wholeTable(a, b);
      expect([a, b, editDistance(a, b, 3)]).toEqual([a, b, whole > 3 ? null : whole]);
    }
  });
});

function wholeTable(a: string, b: string): number {
  const at = (i: number, j: number): number => d[i]?.[j] ?? Infinity;
  const d: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = d[i] = [];
    for (let j = 0; j <= b.length; j++) {
      let cost = i === 0 ? j : j === 0 ? i : Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(i - 2, j - 2) + 1);
      row[j] = cost;
    }
  }
  return at(a.length, b.length);
}

test.each([
  ['A Survey of Wells', '“A SURVEY of wells”', 'equal'],
  ['A Survey of the Wells in Diyala', 'A Survy of the Wells in Diyala', 'typo'],
  ['Fiasco', 'Fiasco: The American Adventure', 'part'],
  ['Bad Days in Basra', 'Bad Days in Basra, My Turbulent Time', 'part'],
  ['The Wells of Diyala', 'The Wells of Diyala and the Sheep', 'other'],
  ['The Wells of Diyala, Part 1', 'The Wells of Diyala, Part 2', 'other'],
  ['Iran', 'Iraq', 'other'],
  ['Election News', 'Election Views', 'other'],
])('the titles %s and %s: %s', (a, b, relation) => {
  const keyed = (title: string) => ({ title, key: identityKey(title) });
  expect([relateTitles(keyed(a), keyed(b)), relateTitles(keyed(b), keyed(a))]).toEqual([relation, relation]);
});

test.each([
  ['Alissa', 'Alissa J.', 'first-name'], ['Alissa', 'A. J.', 'initial'], ['Alissa J.', 'AJ', 'initial'], ['A.', 'Alissa', 'initial'], ['Steven Lee', 'Steven', 'first-name'], ['Jean-Paul', 'J.-P.', 'initial'], ['Élise', 'Elise', 'first-name'],
  ['Alissa J.', 'Alissa M.', null], ['Alissa', 'Adam', null], ['Al', 'Alissa', null],
])('Rubin, %s and Rubin, %s: %s', (a, b, relation) => {
  expect([relatePersons({ family: 'Rubin', given: a }, { family: 'RUBIN', given: b }), relatePersons({ family: 'Rubin', given: b }, { family: 'Rubin', given: a })]).toEqual([relation, relation]);
});

test('persons of other families or suffixes, or of a family name alone, are not one', () => {
  expect(relatePersons({ family: 'Rubin', given: 'Alissa' }, { family: 'Rubens', given: 'Alissa' })).toBeNull();
  expect(relatePersons({ family: 'Best', given: 'Richard', suffix: 'Jr.' }, { family: 'Best', given: 'Richard', suffix: 'Sr.' })).toBeNull();
  expect(relatePersons({ family: 'Best', given: 'Richard', suffix: 'Jr.' }, { family: 'Best', given: 'Richard' })).toBe('first-name');
  expect(relatePersons({ family: 'Rubin' }, { family: 'Rubin', given: 'Alissa' })).toBeNull();
});

describe('two works', () => {
  const work = (change: Partial<Work> = {}): Work => {
    const made = { title: 'Forty Checkpoints on the Airport Road', house: 'reuters', issued: '2007-03-02', authors: ['brandt'], doi: null, isbn: null, url: null, ...change };
    return { ...made, key: identityKey(made.title) };
  };
  const verdict = (a: Partial<Work>, b: Partial<Work> = {}): unknown => {
    const one = compareWorks(work(a), work(b));
    expect(compareWorks(work(b), work(a))).toEqual(one);
    return one.verdict === 'maybe' ? one.reason : one.verdict;
  };
  const unknown = { house: null, issued: null, authors: [] };
  test.each<[string, Partial<Work>, Partial<Work>, string]>([
    ['all alike', {}, {}, 'same'],
    ['one DOI, nothing else alike', { ...unknown, doi: '10.1/A', title: 'x' }, { doi: '10.1/a' }, 'same'],
    ['two DOIs, all else alike', { doi: '10.1/a' }, { doi: '10.1/b' }, 'different'],
    ['one ISBN, two titles', { isbn: '1', title: 'The first chapter of the book' }, { isbn: '1' }, 'SAME_ISBN'],
    ['one address, two titles', { url: 'a/b/c', title: 'Another headline there' }, { url: 'a/b/c' }, 'SAME_URL'],
    ['no date', { issued: null }, {}, 'same'],
    ['no house, no author', { house: null, authors: [] }, {}, 'same'],
    ['only the title', unknown, {}, 'LITTLE_KNOWN'],
    ['a year for a day', { issued: '2007' }, {}, 'same'],
    ['a day later, over the end of a month', { issued: '2007-03-31' }, { issued: '2007-04-01' }, 'same'],
    ['another month', { issued: '2007-05-02' }, {}, 'OTHER_DATE'],
    ['another house on the day', { house: 'seattle times' }, {}, 'OTHER_PUBLISHER'],
    ['another house and month', { house: 'seattle times', issued: '2007-05-02' }, {}, 'different'],
    ['another author', { authors: ['haddad'] }, {}, 'OTHER_AUTHOR'],
    ['a short title with a house', { title: 'Iraq Update', issued: null, authors: [] }, { title: 'Iraq update' }, 'LITTLE_KNOWN'],
    ['a short title with another date', { title: 'Iraq Update', issued: '2008' }, { title: 'Iraq Update' }, 'different'],
    ['a typo, all else alike', { title: 'Forty Checkponts on the Airport Road' }, {}, 'same'],
    ['a typo and no date', { title: 'Forty Checkponts on the Airport Road', issued: null }, {}, 'SIMILAR_TITLE'],
    ['a typo and another date', { title: 'Forty Checkponts on the Airport Road', issued: '2008' }, {}, 'different'],
    ['no subtitle', { title: 'Forty Checkpoints on the Airport Road: A Diary' }, {}, 'same'],
    ['no subtitle and no author', { title: 'Forty Checkpoints on the Airport Road: A Diary', authors: [] }, {}, 'SIMILAR_TITLE'],
  ])('with %s', (_, a, b, expected) => { expect(verdict(a, b)).toBe(expected); });
});

test.each([
  ['https://www.nytimes.com/2008/04/21/world/21iraq.html?_r=1&ref=world#end', 'nytimes.com/2008/04/21/world/21iraq.html'],
  ['nytimes.com/2008/04/21/world/21iraq.html/', 'nytimes.com/2008/04/21/world/21iraq.html'],
  ['http://example.org/story?id=7&utm_source=x', 'example.org/story?id=7'],
  ['https://example.org/a-long-road-out-of-mosul', 'example.org/a-long-road-out-of-mosul'],
  ['https://www.brookings.edu/', null], ['https://www.brookings.edu/iraq', null], ['not an address', null], ['http://[', null],
])('the address %s is the work %s', (address, key) => { expect(urlKey(address)).toBe(key); });
