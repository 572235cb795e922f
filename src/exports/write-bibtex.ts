import { parsePartialDate } from '../dates/partial-date';
import { bibtexEntries, otherEntry, subtypeOf } from './bibtex-entries';
import { citationKey } from './citation-key';
import { type CitedWork, type WorkAuthor, holdersOf, plainDoi, webAddress } from './cited-work';
import { withoutYearZero } from './csl-date';
import { texOfText } from './tex-text';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A work as a BibTeX entry, in UTF-8, with a line end behind it. */
export function writeBibtex(work: CitedWork): string {
  const { entry, container: containerField, publisher: publisherField } = bibtexEntries[work.type] ?? otherEntry;
  const { container, publisher } = holdersOf(work);
  const url = webAddress(work.url);
  const doi = plainDoi(work.doi);
  const fields: [string, string | null][] = [
    ['author', work.authors.length === 0 ? null : `{${work.authors.map(bibtexName).join(' and ')}}`],
    ['title', `{{${texOfText(work.title)}}}`], // twice: a style may not change its capitals
    [containerField, quoted(container)], [publisherField, quoted(publisher)],
    ['entrysubtype', quoted(subtypeOf(work.type))],
    ...dateFields(work.issued),
    ['doi', doi === null ? null : `{${doi}}`],
    ['isbn', quoted(work.isbn)],
    ['url', url === null ? null : `{${url}}`], // read verbatim; `webAddress` left no brace in it
  ];
  return `@${entry}{${citationKey(work)},\n${fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = ${value},\n`])).join('')}}\n`;
}

function quoted(text: string | null): string | null {
  return text === null ? null : `{${texOfText(text)}}`;
}

/** "von Last, Jr, First"; an organisation, or a name with a lone "and" or a comma in a part, is held together by braces. */
function bibtexName({ name, familyName, givenName, suffix }: WorkAuthor): string {
  if (familyName === null) return `{${texOfText(name)}}`;
  return [familyName, suffix, givenName].flatMap((part) => (part ? [/,|\band\b/i.test(part) ? `{${texOfText(part)}}` : texOfText(part)] : [])).join(', ') + (givenName ? '' : ',');
}

/** BibTeX has year and month; the day stands beside, as JabRef and citation-js read it. What BibTeX cannot say is in `date`, as biblatex reads EDTF. */
function dateFields(issued: string | null): [string, string | null][] {
  const date = issued === null ? null : parsePartialDate(issued);
  if (!date) return [];
  const { year, month, day, approximate } = date;
  return [
    ['year', year === null ? null : `{${withoutYearZero(year)}}`],
    ['month', month === null ? null : months[month - 1] ?? null],
    ['day', day === null ? null : `{${day}}`],
    ['date', approximate || year === null || year < 1 ? `{${issued}}` : null],
  ];
}
