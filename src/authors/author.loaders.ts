import type { List } from '../database/lists';
import { movedIds, movedSlugs, rowBy, rowsByParent } from '../database/loaders';
import type { Order } from '../graph/cursor';

export interface AuthorRow { id: number; slug: string; name: string; familyName: string | null; givenName: string | null; suffix: string | null }

/** What is read of an author `u` whenever it is read. */
export const authorColumns = 'u.id, u.slug, u.name, u.family_name AS "familyName", u.given_name AS "givenName", u.suffix';

export const authorList: List = { name: 'authors', columns: authorColumns, from: 'authors u', where: 'true', countedAs: 'authors' };
export const authorsByName: Order = {
  name: 'NAME', descending: false, columns: [{ sql: 'u.name', property: 'name', type: 'text' }, { sql: 'u.id', property: 'id', type: 'bigint' }],
};

export const authorLoaders = {
  authorById: rowBy<number, AuthorRow>('id', `SELECT ${authorColumns} FROM authors u WHERE u.id = ANY($1::bigint[])`, { keptBy: 'authors', moved: movedIds('Author') }),
  authorBySlug: rowBy<string, AuthorRow>('slug', `SELECT ${authorColumns} FROM authors u WHERE u.slug = ANY($1::text[])`, { moved: movedSlugs('Author', 'authors') }),
  aliasesByAuthorId: rowsByParent<{ name: string }>(`SELECT x.author_id AS "parentId", x.name FROM author_aliases x JOIN authors u ON u.id = x.author_id
     WHERE x.author_id = ANY($1::bigint[]) AND x.name <> u.name ORDER BY x.name`),
};
