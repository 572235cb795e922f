import { editDistance } from '../../src/bibliography/edit-distance';
import { seededRandom } from '../support/random';

/** The same by the definition: the whole table, without a bound (Damerau–Levenshtein, optimal string alignment). */
function byDefinition(a: string, b: string): number {
  const cells = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : i)));
  const at = (i: number, j: number): number => cells[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      (cells[i] ?? [])[j] = j === 0 ? i : Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), swapped);
    }
  }
  return at(a.length, b.length);
}

test('the distance is that of the definition, or null above the bound', () => {
  const random = seededRandom(7);
  const text = (): string => Array.from({ length: random.below(9) }, () => random.pick(['a', 'b', 'c'])).join('');
  for (let i = 0; i < 5000; i++) {
    const [a, b, most] = [text(), text(), random.below(5)];
    const distance = byDefinition(a, b);
    expect([a, b, most, editDistance(a, b, most)]).toEqual([a, b, most, distance > most ? null : distance]);
  }
});

test.each([['oil deal', 'oil deal', 0], ['oil deal', 'oil dael', 1], ['oil deal', 'oil deals', 1], ['', 'oil', 3]])('%p and %p are %i apart', (a, b, distance) => {
  expect(editDistance(a, b, 3)).toBe(distance);
});
