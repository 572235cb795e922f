import { editDistance } from '../bibliography/edit-distance';

/** The word that a misspelt one most likely is, of words that look alike; null when none is near enough: one edit in up to five letters, two in more. */
export function nearestWord(word: string, alike: readonly string[]): string | null {
  const most = word.length <= 5 ? 1 : 2;
  let nearest: string | null = null, least = most + 1;
  for (const candidate of alike) {
    const distance = editDistance(word, candidate, most);
    if (distance === null || distance >= least) continue;
    nearest = candidate;
    least = distance;
  }
  return nearest;
}
