import { authorColumns, type AuthorRow } from '../authors/author.loaders';
import type { List } from '../database/lists';
import { movedIds, pagesByParent, rowBy, rowsByParent } from '../database/loaders';
import type { Order } from '../graph/cursor';

export interface SourceRow {
  id: number; title: string; type: string; containerTitle: string | null; publisherId: number | null; issued: string | null; issuedOrder: number;
  url: string | null; doi: string | null; isbn: string | null; citationCount: number;
}

/** What is read of a source `s` whenever it is read. */
export const sourceColumns = `s.id, s.title, s.type, s.container_title AS "containerTitle", s.publisher_id AS "publisherId", s.issued,
  s.issued_order AS "issuedOrder", s.url, s.doi, s.isbn, s.citation_count AS "citationCount"`;

export const sourceList: List = { name: 'sources', columns: sourceColumns, from: 'sources s', where: 'true', countedAs: 'sources' };
const id = { sql: 's.id', property: 'id', type: 'bigint' } as const;
const issued = { sql: 's.issued_order', property: 'issuedOrder', type: 'bigint' } as const;
export const sourceOrders = {
  MOST_CITED: { name: 'MOST_CITED', descending: true, columns: [{ sql: 's.citation_count', property: 'citationCount', type: 'bigint' }, id] },
  NEWEST: { name: 'NEWEST', descending: true, columns: [issued, id] },
  OLDEST: { name: 'OLDEST', descending: false, columns: [issued, id] },
} satisfies Record<string, Order>;

export const sourceLoaders = {
  sourceById: rowBy<number, SourceRow>('id', `SELECT ${sourceColumns} FROM sources s WHERE s.id = ANY($1::bigint[])`, { keptBy: 'sources', moved: movedIds('Source') }),
  sourceByDoi: rowBy<string, SourceRow & { lowerDoi: string }>('lowerDoi',
    `SELECT ${sourceColumns}, lower(s.doi) AS "lowerDoi" FROM sources s WHERE lower(s.doi) = ANY($1::text[])`, {
    moved: `SELECT substr(k.key, 5) AS old, lower(s.doi) AS new FROM source_keys k JOIN sources s ON s.id = k.source_id
      WHERE k.key = ANY(ARRAY(SELECT 'doi:' || d FROM unnest($1::text[]) AS d)) AND s.doi IS NOT NULL` }),
  authorsBySourceId: rowsByParent<AuthorRow>(`SELECT x.source_id AS "parentId", ${authorColumns} FROM source_authors x JOIN authors u ON u.id = x.author_id
     WHERE x.source_id = ANY($1::bigint[]) ORDER BY x.source_id, x.position`, { keptBy: 'source_authors' }),
  sourcesByPublisherId: pagesByParent<SourceRow>({ ...sourceList, name: 'Publisher.sources', parent: 's.publisher_id' }, sourceOrders.MOST_CITED),
  sourcesByAuthorId: pagesByParent<SourceRow>({ ...sourceList, name: 'Author.sources', from: 'source_authors x JOIN sources s ON s.id = x.source_id', parent: 'x.author_id' }, sourceOrders.MOST_CITED),
};
