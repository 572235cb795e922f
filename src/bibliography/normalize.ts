import { identityKey } from './identity-key';
import { findKnownPublisher } from './known-publishers';
import type { Name, ParsedReference } from './reference';

export { identityKey };

const isOrganisation = (name: Name): name is { literal: string } => 'literal' in name && !/^et al/i.test(name.literal);

/** The publisher of a reference: its press, else the container unless that is only the book of a chapter, else an organisation that stands alone as author. */
export function publisherName(reference: Pick<ParsedReference, 'authors' | 'container' | 'publisher' | 'type'>): string | null {
  if (reference.publisher !== null) return reference.publisher;
  if (reference.container !== null) {
    return reference.type === 'chapter' || reference.type === 'paper-conference' || reference.type === 'entry-encyclopedia' ? null : reference.container;
  }
  const [only, ...others] = reference.authors;
  return only && others.length === 0 && isOrganisation(only) ? only.literal : null;
}

/** Key of a person (family, given, suffix) or an organisation (its literal name); the two never share a key. */
export function authorKey(name: Name): string {
  return 'literal' in name
    ? `organisation:${identityKey(name.literal)}`
    : `person:${[name.family, name.given ?? '', name.suffix ?? ''].map(identityKey).join('|').replace(/\|$/, '')}`;
}

/**
 * One work, one key: its DOI, else title, publisher or container, and year and month; null without a title.
 * The day is left out, for a paper and its website often differ by one; authors are left out, for lists drop them.
 */
export function sourceKey(reference: Pick<ParsedReference, 'authors' | 'title' | 'container' | 'publisher' | 'date' | 'type' | 'doi'>): string | null {
  if (reference.doi !== null) return `doi:${reference.doi.toLowerCase()}`;
  const title = reference.title === null ? '' : identityKey(reference.title);
  if (title === '') return null;
  const holder = reference.container ?? publisherName(reference);
  const firstAuthor = holder === null ? reference.authors[0] : undefined; // nothing else tells two works of one title apart
  const house = holder === null ? '' : identityKey(findKnownPublisher(holder)?.name ?? holder);
  return ['work', title, firstAuthor ? authorKey(firstAuthor) : house, (reference.date ?? '').slice(0, 7)].join('|');
}
