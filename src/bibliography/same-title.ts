import { editDistance } from './edit-distance';
import { identityKey } from './identity-key';

/** How two titles stand to each other: one but for case and punctuation; one with a typo; one without the subtitle of the other. */
export type TitleRelation = 'equal' | 'typo' | 'part' | 'other';

/** A title and its identityKey, which is made once. */
export interface KeyedTitle { title: string; key: string }

/** Compares titles. Numbers are never typos: "Part 1" and "Part 2" are two works. */
export function relateTitles(a: KeyedTitle, b: KeyedTitle): TitleRelation {
  if (a.key === b.key) return 'equal';
  if (isMainTitle(a, b) || isMainTitle(b, a)) return 'part';
  if (digits(a.key) !== digits(b.key)) return 'other';
  return editDistance(a.key, b.key, editsAllowed(Math.min(a.key.length, b.key.length))) === null ? 'other' : 'typo';
}

/** Few letters carry a short title: there a single edit makes another word of it. */
function editsAllowed(length: number): number {
  return length < 12 ? 0 : length < 24 ? 1 : length < 48 ? 2 : 3;
}

/** "Fiasco" of "Fiasco: The American Military Adventure in Iraq". */
function isMainTitle(short: KeyedTitle, long: KeyedTitle): boolean {
  if (!long.key.startsWith(`${short.key} `)) return false;
  const [main = ''] = long.title.split(/\s*(?::|[–—]|\s-\s|\?\s|\.\s|,\s)\s*/, 1);
  return identityKey(main) === short.key;
}

const digits = (key: string): string => key.replace(/[^\p{N}]+/gu, ' ').trim();
