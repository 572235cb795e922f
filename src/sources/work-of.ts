import { identityKey } from '../bibliography/identity-key';
import { publisherName } from '../bibliography/normalize';
import type { Name, ParsedReference } from '../bibliography/reference';
import type { Work } from '../bibliography/same-work';
import { urlKey } from '../bibliography/url-key';

/** A reference as sources are made of. */
export type SourceReference = Omit<ParsedReference, 'raw' | 'confidence' | 'fields'>;

/** "et al." says that there are others, not who. */
export function isNamed(name: Name): boolean {
  return !('literal' in name && /^et al/i.test(name.literal));
}

/** Keys under which the authors of a work are compared: lists shorten given names. */
export function authorKeys(names: readonly Name[]): string[] {
  return names.filter(isNamed).map((name) => identityKey('literal' in name ? name.literal : name.family));
}

/** The work that a reference means. `publishers` has the ids of houses by `identityKey(name)`; `titleKey` is that of the title, where it is known. */
export function workOfReference(reference: SourceReference, publishers: ReadonlyMap<string, number>, titleKey = identityKey(reference.title ?? '')): Work {
  const title = reference.title ?? '';
  const publisherId = publisherIdOf(reference, publishers);
  const isNotGiven = publisherId === null && publisherName(reference) !== null;
  return {
    title, key: titleKey, house: isNotGiven ? null : houseOf(publisherId, reference.container),
    issued: reference.date, authors: authorKeys(reference.authors), doi: reference.doi, isbn: reference.isbn, url: reference.url === null ? null : urlKey(reference.url),
  };
}

/** The id of the publisher that a reference names; null when it names none, or one whose id is not given. */
export function publisherIdOf(reference: SourceReference, publishers: ReadonlyMap<string, number>): number | null {
  const publisher = publisherName(reference);
  return publisher === null ? null : (publishers.get(identityKey(publisher)) ?? null);
}

/** A source as `match-sources` reads it. */
export interface SourceMatch {
  id: number; title: string; type: string; containerTitle: string | null; publisherId: number | null; issued: string | null; url: string | null; doi: string | null; isbn: string | null;
  /** Family names, and names of organisations. */
  authors: string[];
}

/** The work that a source is. */
export function workOfSource({ title, containerTitle, publisherId, issued, url, doi, isbn, authors }: SourceMatch): Work {
  return { title, key: identityKey(title), house: houseOf(publisherId, containerTitle), issued, doi, isbn, url: url === null ? null : urlKey(url), authors: authors.map(identityKey) };
}

function houseOf(publisherId: number | null, container: string | null): string | null {
  return publisherId !== null ? `publisher ${publisherId}` : container !== null ? `container ${identityKey(container)}` : null;
}

/** Where works with a typo in the title meet: first author, house and month. Null when only one of them is known. FNV-1a, 32 bits. */
export function matchKey({ authors: [author], house, issued }: Work): number | null {
  const parts = [author, house, issued?.slice(0, 7)].filter((part) => part != null);
  if (parts.length < 2) return null;
  let hash = 0x811c9dc5;
  for (const character of parts.join('|')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
