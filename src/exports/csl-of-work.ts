import { citationKey } from './citation-key';
import { type CitedWork, holdersOf, plainDoi, webAddress } from './cited-work';
import { cslDate } from './csl-date';
import { type CslItem, cslTypes } from './csl-item';
import { cslName } from './csl-name';

/** The genre of a type that CSL 1.0.2 does not have. */
export const pressRelease = 'Press release';

/** A work as CSL-JSON; what it does not have is left out. */
export function cslOfWork(work: CitedWork): CslItem {
  const { title, type, authors, issued, isbn } = work;
  const { container, publisher } = holdersOf(work);
  const url = webAddress(work.url);
  const doi = plainDoi(work.doi);
  return {
    id: citationKey(work), type: cslTypes.includes(type) ? type : 'document', title: title.replace(/\s+/g, ' ').trim(),
    ...(type === 'press-release' ? { genre: pressRelease } : {}),
    ...(authors.length > 0 ? { author: authors.map(cslName) } : {}),
    ...(container === null ? {} : { 'container-title': container }), ...(publisher === null ? {} : { publisher }),
    ...(issued === null ? {} : { issued: cslDate(issued) }),
    ...(url === null ? {} : { URL: url }), ...(doi === null ? {} : { DOI: doi }), ...(isbn === null ? {} : { ISBN: isbn }),
  };
}
