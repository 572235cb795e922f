import type { List } from '../database/lists';
import { movedIds, movedSlugs, rowBy, rowsByParent } from '../database/loaders';
import type { Order } from '../graph/cursor';

export interface PublisherRow { id: number; slug: string; name: string; kind: string; homepage: string | null; citationCount: number }

const publisherColumns = 'p.id, p.slug, p.name, p.kind, p.homepage, p.citation_count AS "citationCount"';

export const publisherList: List = { name: 'publishers', columns: publisherColumns, from: 'publishers p', where: 'true', countedAs: 'publishers' };
const id = { sql: 'p.id', property: 'id', type: 'bigint' } as const;
export const publisherOrders = {
  MOST_CITED: { name: 'MOST_CITED', descending: true, columns: [{ sql: 'p.citation_count', property: 'citationCount', type: 'bigint' }, id] },
  NAME: { name: 'NAME', descending: false, columns: [{ sql: 'p.name', property: 'name', type: 'text' }, id] },
} satisfies Record<string, Order>;

export const publisherLoaders = {
  publisherById: rowBy<number, PublisherRow>('id', `SELECT ${publisherColumns} FROM publishers p WHERE p.id = ANY($1::bigint[])`, { keptBy: 'publishers', moved: movedIds('Publisher') }),
  publisherBySlug: rowBy<string, PublisherRow>('slug', `SELECT ${publisherColumns} FROM publishers p WHERE p.slug = ANY($1::text[])`, { keptBy: 'publishers', moved: movedSlugs('Publisher', 'publishers') }),
  aliasesByPublisherId: rowsByParent<{ name: string }>(`SELECT x.publisher_id AS "parentId", x.name FROM publisher_aliases x JOIN publishers p ON p.id = x.publisher_id
     WHERE x.publisher_id = ANY($1::bigint[]) AND x.name <> p.name ORDER BY x.name`),
};
