/** A cited work with all that a reference to it says; what the formats are written from. */
export interface CitedWork {
  /** Database id: makes the citation key unique. */
  id: number;
  title: string;
  /** A CSL type, or `press-release`. */
  type: string;
  containerTitle: string | null;
  /** Usual name of who brought it out. */
  publisher: string | null;
  /** EDTF. */
  issued: string | null;
  url: string | null;
  doi: string | null;
  isbn: string | null;
  /** In order. */
  authors: readonly WorkAuthor[];
}

/** An author of a work; an organisation has no family name. */
export interface WorkAuthor { name: string; familyName: string | null; givenName: string | null; suffix: string | null }

/** The types whose publisher is what they appeared in, unless they name a container of their own: a paper's article, a site's page. */
const appearsInPublisher = new Set(['article', 'article-journal', 'article-magazine', 'article-newspaper', 'broadcast', 'interview', 'post', 'post-weblog', 'review', 'review-book', 'webpage']);

/** What the work appeared in and who published it, as reference formats tell them apart. */
export function holdersOf({ type, containerTitle, publisher }: Pick<CitedWork, 'type' | 'containerTitle' | 'publisher'>): { container: string | null; publisher: string | null } {
  return containerTitle === null && appearsInPublisher.has(type) ? { container: publisher, publisher: null } : { container: containerTitle, publisher };
}

/** The address, when it is one of the web: nothing else may become a link. */
export function webAddress(url: string | null): string | null {
  if (url === null || !/^(?:https?|ftp):\/\//i.test(url) || !URL.canParse(url)) return null;
  // Quotes, angle brackets and spaces are no part of an address (RFC 3986, section 2), and would end the attribute that holds it.
  return url.replace(/[\s"'<>`{}|\\^]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

/** The digital object identifier without resolver; null for text that is none. */
export function plainDoi(doi: string | null): string | null {
  const found = /10\.\d{4,9}\/\S+/.exec(doi ?? '');
  return found && !/[<>"`\\^{}|]/.test(found[0]) ? found[0] : null;
}
