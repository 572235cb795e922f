import { plainDoi, webAddress } from '../../exports/cited-work';
import type { ImportedReference } from '../imported-content';
import type { NotKept } from './not-kept';

/** A reference as a reader found it: text as it stands there. */
export type FoundReference = Omit<ImportedReference, 'title'> & { title: string | null };

/** A reference with its values made plain, or why it is none. What is no address, DOI or ISBN is counted in `notKept`. */
export function buildReference(found: FoundReference, notKept: NotKept): { reference: ImportedReference } | { reason: string } {
  const title = oneLine(found.title) ?? plainDoi(found.doi); // a DOI alone says which work it is
  if (title === null) return { reason: 'expected a title or a DOI, found neither: nothing tells the work from others' };
  const kept = <Value>(name: string, text: string | null, value: Value | null): Value | null => {
    if (text !== null && text.trim() !== '' && value === null) notKept.add(name);
    return value;
  };
  return {
    reference: {
      ...found, title, container: oneLine(found.container), publisher: oneLine(found.publisher),
      url: kept('url (not of the web)', found.url, webAddress(found.url === null ? null : found.url.trim())),
      doi: kept('doi (not well-formed)', found.doi, plainDoi(found.doi)), isbn: kept('isbn (not well-formed)', found.isbn, plainIsbn(found.isbn)),
    },
  };
}

function oneLine(text: string | null): string | null {
  return text?.replace(/[\p{Cc}\s]+/gu, ' ').trim() || null;
}

/** The first ISBN of a text without its hyphens; null where there is none. */
function plainIsbn(text: string | null): string | null {
  const [found] = /(?<!\d)97[89](?:[ -]?\d){10}(?!\d)/.exec(text ?? '') ?? /(?<!\d)(?:\d[ -]?){9}[\dX](?!\d)/i.exec(text ?? '') ?? [];
  return found === undefined ? null : found.replace(/[ -]/g, '').toUpperCase();
}
