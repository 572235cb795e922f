import { parsePartialDate, partialDateOrder } from '../dates/partial-date';
import type { PartialDate } from '../dates/partial-date';
import { identityKey } from './identity-key';
import { findKnownPublisher } from './known-publishers';
import type { BibliographyContext, ParsedReference } from './reference';

/** What the other lines of a list, and the article, tell about one line. */
export interface ListEvidence {
  articleDate: PartialDate | null;
  /** Whether 3/4/08 is 3 April here. */
  dayFirst: boolean;
  /** Keys of the papers and presses that surely read lines name. */
  houses: ReadonlySet<string>;
}

const NUMERIC_DATE = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d{2})(?![\d/])/;
const SURE = 0.85;
const MOST_HOUSES = 50;

/** A list writes its dates one way: one 19/5/07 tells that 3/4/07 is in April, unless another line says 5/19/07. */
export function evidenceBefore(lines: readonly string[], { articleDate, publishers = [] }: BibliographyContext): ListEvidence {
  let dayFirst = 0;
  for (const line of lines) {
    const date = line.length > 2000 ? null : NUMERIC_DATE.exec(line);
    if (date) dayFirst += Number(Number(date[1]) > 12) - Number(Number(date[2]) > 12);
  }
  return { articleDate: articleDate === undefined ? null : parsePartialDate(articleDate), dayFirst: dayFirst > 0, houses: new Set(publishers.map(identityKey)) };
}

/** The houses that sure lines name and the table does not know, with the first line that does: a line that was less sure may name one too. */
export function housesOf(references: readonly ParsedReference[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const [line, { confidence, container, publisher, type }] of references.entries()) {
    const name = type === 'chapter' || type === 'paper-conference' ? publisher : container;
    if (name !== null && confidence >= SURE && findKnownPublisher(name) === null && !names.has(name)) names.set(name, line);
    if (names.size >= MOST_HOUSES) break;
  }
  return names;
}

/** Whether a name is that of a house the table knows or other lines of the list name. */
export function isHouse({ houses }: ListEvidence, name: string): boolean {
  return findKnownPublisher(name) !== null || (houses.size > 0 && houses.has(identityKey(name)));
}

/** Whether a date is after the article that cites it. */
export function isAfterArticle(date: Pick<PartialDate, 'year' | 'month' | 'day'>, article: PartialDate | null): boolean {
  return article !== null && article.day !== null && partialDateOrder(date) > partialDateOrder(article);
}
