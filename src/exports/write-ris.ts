import { parsePartialDate } from '../dates/partial-date';
import { citationKey } from './citation-key';
import { type CitedWork, type WorkAuthor, holdersOf, plainDoi, webAddress } from './cited-work';
import { otherRisType, risTypes } from './ris-types';

/** A work as a RIS record, with the line ends the format asks for and an empty line behind it. */
export function writeRis(work: CitedWork): string {
  const { container, publisher } = holdersOf(work);
  const type = risTypes[work.type];
  const lines: [string, string | null][] = [
    ['TY', type ?? otherRisType], ['ID', citationKey(work)],
    ...work.authors.map((author): [string, string] => ['AU', risName(author)]),
    ['TI', work.title], ['T2', container], ['PB', publisher], ['M3', type === undefined ? work.type : null],
    ...dateLines(work.issued),
    ['DO', plainDoi(work.doi)], ['SN', work.isbn], ['UR', webAddress(work.url)],
  ];
  // A value is one line: what follows a line end would be read as another tag.
  return `${lines.flatMap(([tag, value]) => (value === null ? [] : [`${tag}  - ${value.replace(/[\p{Cc}\s]+/gu, ' ').trim()}\r\n`])).join('')}ER  - \r\n\r\n`;
}

/** "Family, Given, Suffix"; a comma behind it marks an organisation whose name would be taken apart, or for a person's only name. */
function risName({ name, familyName, givenName, suffix }: WorkAuthor): string {
  if (familyName === null) return name.includes(',') || !name.includes(' ') ? `${name},` : name;
  return suffix ? [familyName, givenName ?? '', suffix].join(', ') : [familyName, givenName].filter(Boolean).join(', ');
}

/** PY is a year of four digits; DA is year/month/day/other, where "other" holds what numbers do not say. */
function dateLines(issued: string | null): [string, string | null][] {
  const date = issued === null ? null : parsePartialDate(issued);
  if (!date) return [];
  const { year, month, day, approximate } = date;
  const two = (part: number | null): string => (part === null ? '' : String(part).padStart(2, '0'));
  if (year !== null && year < 1) return [['DA', `///${approximate ? 'circa ' : ''}${1 - year} BC`]];
  const years = year === null ? '' : String(year).padStart(4, '0');
  return [['PY', years || null], ['DA', month === null && !approximate ? null : `${years}/${two(month)}/${two(day)}/${approximate ? 'circa' : ''}`]];
}
