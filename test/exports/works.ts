import type { CitedWork, WorkAuthor } from '../../src/exports/cited-work';

export const person = (familyName: string, givenName: string | null, suffix: string | null = null): WorkAuthor => ({ name: [givenName, familyName, suffix].filter(Boolean).join(' '), familyName, givenName, suffix });
export const organisation = (name: string): WorkAuthor => ({ name, familyName: null, givenName: null, suffix: null });

/** A newspaper article, with what a test changes of it. */
export function work(changes: Partial<CitedWork> = {}): CitedWork {
  return {
    id: 1, title: 'The ferry that never sailed', type: 'article-newspaper', containerTitle: null, publisher: 'Harbour Gazette', issued: '2007-05-19', url: null, doi: null, isbn: null,
    authors: [person('Ahlberg', 'Sten')], ...changes,
  };
}
