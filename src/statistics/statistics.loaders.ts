import type { List } from '../database/lists';
import { pagesByParent } from '../database/loaders';
import type { Order, OrderColumn } from '../graph/cursor';
import type { CitationGrouping } from './statistics.type';

/** A group of citations. `publisherId`, `authorId` and `year` are there where the group is one. */
export interface CitationGroupRow { label: string; count: number; share: number; publisherId?: number; authorId?: number; type?: string; year?: number }
/** How an author relies on a publisher. */
export interface RelianceRow {
  authorId: number; publisherId: number; count: number; share: number; shareOfPublisher: number; firstCited: string; lastCited: string;
}

// All these numbers are kept by triggers (migrations/…-citation-statistics.ts): a page reads its own rows, however many lines they count.

/** A part of a whole that is counted in another row, 0 to 1. */
const share = (count: string, whole: string): string => `${count} / (${whole})::double precision`;
const ofAllCitations = (count: string): string => share(count, `SELECT w.citation_count FROM citation_counts w WHERE w.grouping = 'ALL'`);

const mostCited = (count: string, key: OrderColumn): Order => ({ name: 'MOST_CITED', descending: true, columns: [{ sql: count, property: 'count', type: 'bigint' }, key] });
const byLabel = mostCited('k.citation_count', { sql: 'k.label', property: 'label', type: 'text' });
const labelled = (grouping: 'TYPE' | 'YEAR', column: string): List => ({
  name: `citationStats(${grouping})`, columns: `k.label, k.citation_count AS count, ${ofAllCitations('k.citation_count')} AS share, ${column}`,
  from: 'citation_counts k', where: `k.grouping = '${grouping}' AND k.citation_count > 0`,
});

export const citationGroups: Record<CitationGrouping, { list: List; order: Order }> = {
  PUBLISHER: {
    list: {
      name: 'citationStats(PUBLISHER)', columns: `p.name AS label, p.citation_count AS count, ${ofAllCitations('p.citation_count')} AS share, p.id AS "publisherId"`,
      from: 'publishers p', where: 'p.citation_count > 0', countedAs: 'citedPublishers',
    },
    order: mostCited('p.citation_count', { sql: 'p.id', property: 'publisherId', type: 'bigint' }),
  },
  AUTHOR: {
    list: {
      name: 'citationStats(AUTHOR)', columns: `u.name AS label, k.citation_count AS count, ${ofAllCitations('k.citation_count')} AS share, k.author_id AS "authorId"`,
      from: 'cited_authors k JOIN authors u ON u.id = k.author_id', where: 'k.citation_count > 0', countedAs: 'citedAuthors',
    },
    order: mostCited('k.citation_count', { sql: 'k.author_id', property: 'authorId', type: 'bigint' }),
  },
  TYPE: { list: labelled('TYPE', 'k.label AS type'), order: byLabel },
  YEAR: { list: labelled('YEAR', 'k.label::integer AS year'), order: byLabel },
};

const relianceColumns = `r.author_id AS "authorId", r.publisher_id AS "publisherId", r.citation_count AS count, r.first_cited AS "firstCited", r.last_cited AS "lastCited",
  ${share('r.citation_count', 'SELECT k.citation_count FROM citing_authors k WHERE k.author_id = r.author_id')} AS share,
  ${share('r.citation_count', 'SELECT p.citation_count FROM publishers p WHERE p.id = r.publisher_id')} AS "shareOfPublisher"`;
const reliances = { columns: relianceColumns, from: 'reliances r', where: 'true' };

export const statisticsLoaders = {
  reliesOnByAuthorId: pagesByParent<RelianceRow>({ ...reliances, name: 'Author.reliesOn', parent: 'r.author_id' },
    mostCited('r.citation_count', { sql: 'r.publisher_id', property: 'publisherId', type: 'bigint' })),
  citedByAuthorsByPublisherId: pagesByParent<RelianceRow>({ ...reliances, name: 'Publisher.citedByAuthors', parent: 'r.publisher_id' },
    mostCited('r.citation_count', { sql: 'r.author_id', property: 'authorId', type: 'bigint' })),
};
