import type { Name } from '../bibliography/reference';
import type { WorkAuthor } from './cited-work';
import type { CslName } from './csl-item';

const particle = '(?:van|von|vom|zu|zum|zur|der|den|de|del|della|di|da|das|dos|do|du|des|la|le|lo|ten|ter|te|af|av|op|bin|ibn|ben|y)';
const beforeFamily = new RegExp(`^(${particle}(?: ${particle})*) (\\S.*)$`);
const afterGiven = new RegExp(`^(.*\\S) (${particle}(?: ${particle})*)$`);

/** An author as CSL takes names apart; particles are told from the name by a small initial, as citation styles sort by what follows them. */
export function cslName({ name, familyName, givenName, suffix }: WorkAuthor): CslName {
  if (familyName === null) return { literal: name };
  const [, nonDropping, family = familyName] = beforeFamily.exec(familyName) ?? [];
  const [, given = givenName, dropping] = afterGiven.exec(givenName ?? '') ?? [];
  return {
    family, ...(given ? { given } : {}), ...(suffix ? { suffix } : {}),
    ...(dropping === undefined ? {} : { 'dropping-particle': dropping }), ...(nonDropping === undefined ? {} : { 'non-dropping-particle': nonDropping }),
  };
}

/** A CSL name as this graph keeps names: particles stay in front of the family name or behind the given name. Null for one without a word. */
export function nameOfCsl(name: CslName): Name | null {
  const join = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' ').replace(/\s+/g, ' ').trim();
  const family = join(name['non-dropping-particle'], name.family);
  const given = join(name.given, name['dropping-particle']);
  const suffix = join(name.suffix);
  if (family !== '') return { family, ...(given ? { given } : {}), ...(suffix ? { suffix } : {}) };
  const literal = join(name.literal) || given;
  return literal === '' ? null : { literal };
}
