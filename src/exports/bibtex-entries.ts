/** How BibTeX names a CSL type: the entry, where its container stands, and the name of the publisher's field. */
export interface BibtexEntry { entry: string; container: 'journal' | 'booktitle' | 'organization'; publisher: 'publisher' | 'institution' | 'school' | 'howpublished' }

const entry = (name: string, container: BibtexEntry['container'], publisher: BibtexEntry['publisher'] = 'publisher'): BibtexEntry => ({ entry: name, container, publisher });

/**
 * BibTeX entries by CSL type. `online`, `inreference`, `patent`, `dataset` and `software` are biblatex's (manual, 2.1); BibTeX takes an entry that
 * its style does not know for `misc`. A type that shares its entry with another is named in `entrysubtype`, as biblatex does for newspapers.
 */
export const bibtexEntries: Readonly<Record<string, BibtexEntry>> = {
  'article-journal': entry('article', 'journal'), article: entry('article', 'journal'), 'article-newspaper': entry('article', 'journal'), 'article-magazine': entry('article', 'journal'),
  book: entry('book', 'booktitle'), chapter: entry('incollection', 'booktitle'), 'paper-conference': entry('inproceedings', 'booktitle'),
  'entry-encyclopedia': entry('inreference', 'booktitle'), report: entry('techreport', 'journal', 'institution'), thesis: entry('phdthesis', 'journal', 'school'),
  webpage: entry('online', 'organization'), patent: entry('patent', 'journal'), dataset: entry('dataset', 'journal'), software: entry('software', 'journal'), manuscript: entry('unpublished', 'journal'),
};
export const otherEntry = entry('misc', 'booktitle', 'howpublished');

/** The types that own their entry: they need no `entrysubtype`. */
const owners = new Set(Object.entries(bibtexEntries).filter(([type]) => !/^article(?!-journal)/.test(type)).map(([type]) => type));

/** What `entrysubtype` says of a type; null where the entry says all. */
export function subtypeOf(type: string): string | null {
  return owners.has(type) || type === 'document' ? null : type.replace(/^article-/, '');
}
