import { identityKey } from './identity-key';
import type { PersonName } from './reference';

/** How two names can be one person's: both give a first name and it is one, or one gives only an initial of it; null when they cannot be. */
export type PersonRelation = 'first-name' | 'initial' | null;

/** Compares names of persons: "Rubin, Alissa", "Alissa J. Rubin" and "A. J. Rubin" can be one, "Alissa M. Rubin" and "Alissa J. Rubin" cannot. */
export function relatePersons(a: PersonName, b: PersonName): PersonRelation {
  if (identityKey(a.family) !== identityKey(b.family)) return null;
  if (a.suffix !== undefined && b.suffix !== undefined && identityKey(a.suffix) !== identityKey(b.suffix)) return null;
  const [ours, theirs] = [givenNames(a), givenNames(b)];
  if (ours.length === 0 || theirs.length === 0) return null; // a family name alone says nothing
  for (const [i, name] of ours.entries()) {
    const other = theirs[i];
    if (other !== undefined && name !== other && !(isInitial(name) || isInitial(other)) || (other !== undefined && name[0] !== other[0])) return null;
  }
  const [first = '', other = ''] = [ours[0], theirs[0]];
  return first === other && !isInitial(first) ? 'first-name' : 'initial';
}

/** Given names and initials one by one, without case and accents; "AJ" and "A.J." are two initials. */
export function givenNames({ given }: PersonName): string[] {
  if (given === undefined) return [];
  const apart = given.replace(/(?<!\p{L})(\p{Lu})(\p{Lu})(\p{Lu})?(?!\p{L})/gu, (_, ...letters: (string | undefined)[]) => letters.slice(0, 3).filter(Boolean).join(' '));
  return apart.split(/[\s.\-‐]+/u).map(identityKey).filter((name) => name !== '');
}

const isInitial = (name: string): boolean => name.length === 1;
