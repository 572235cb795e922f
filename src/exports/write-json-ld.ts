import { citationKey } from './citation-key';
import { type CitedWork, type WorkAuthor, holdersOf, plainDoi, webAddress } from './cited-work';

/** Types of schema.org by CSL type: what the work is, and what it is a part of. */
const types: Readonly<Record<string, readonly [work: string, container: string]>> = {
  'article-newspaper': ['NewsArticle', 'Newspaper'], 'article-magazine': ['Article', 'Periodical'], 'article-journal': ['ScholarlyArticle', 'Periodical'], article: ['Article', 'Periodical'],
  book: ['Book', 'Book'], chapter: ['Chapter', 'Book'], report: ['Report', 'CreativeWork'], thesis: ['Thesis', 'CreativeWork'], webpage: ['WebPage', 'WebSite'], 'post-weblog': ['BlogPosting', 'Blog'],
  post: ['SocialMediaPosting', 'WebSite'], 'paper-conference': ['ScholarlyArticle', 'Book'], dataset: ['Dataset', 'CreativeWork'], software: ['SoftwareApplication', 'CreativeWork'],
  motion_picture: ['Movie', 'CreativeWork'], manuscript: ['Manuscript', 'CreativeWork'], legislation: ['Legislation', 'CreativeWork'], map: ['Map', 'CreativeWork'],
  review: ['Review', 'Periodical'], 'review-book': ['Review', 'Periodical'],
};

/** A work as a node of https://schema.org; dates are EDTF, which ISO 8601-2 took over. */
export function jsonLdOfWork(work: CitedWork): object {
  const { container, publisher } = holdersOf(work);
  const [type, partOf] = types[work.type] ?? ['CreativeWork', 'CreativeWork'];
  const url = webAddress(work.url);
  const doi = plainDoi(work.doi);
  return {
    '@type': type, '@id': doi === null ? `#${citationKey(work)}` : `https://doi.org/${encodeURI(doi)}`, name: work.title,
    ...(work.authors.length > 0 ? { author: work.authors.map(agent) } : {}),
    ...(container === null ? {} : { isPartOf: { '@type': partOf, name: container } }),
    ...(publisher === null ? {} : { publisher: { '@type': 'Organization', name: publisher } }),
    ...(work.issued === null ? {} : { datePublished: work.issued }),
    ...(doi === null ? {} : { identifier: { '@type': 'PropertyValue', propertyID: 'doi', value: doi } }),
    ...(work.isbn === null ? {} : { isbn: work.isbn }),
    ...(url === null ? {} : { url }),
  };
}

function agent({ name, familyName, givenName, suffix }: WorkAuthor): object {
  if (familyName === null) return { '@type': 'Organization', name };
  return { '@type': 'Person', name, familyName, ...(givenName ? { givenName } : {}), ...(suffix ? { honorificSuffix: suffix } : {}) };
}

/** JSON that may stand in a script element: no text of it can end the element. */
export function scriptJson(value: unknown, space?: number): string {
  return JSON.stringify(value, null, space).replace(/</g, '\\u003c');
}
