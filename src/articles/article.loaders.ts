import type { List } from '../database/lists';
import { pagesByParent, rowBy, rowsByParent } from '../database/loaders';
import type { Order } from '../graph/cursor';
import { authorColumns, type AuthorRow } from '../authors/author.loaders';

/** An article without its body, which is kilobytes and has a loader of its own. */
export interface ArticleRow {
  id: number; originId: number; slug: string; title: string; summary: string | null; language: string | null; url: string | null;
  status: string; tags: string[]; publishedAt: string | null; updatedAt: string; listedAt: string;
}

/** What is read of an article `a` whenever it is read. */
export const articleColumns = `a.id, a.origin_id AS "originId", a.slug, a.title, a.summary, a.language, a.url, a.status, a.tags,
  a.published_at AS "publishedAt", a.updated_at AS "updatedAt", a.listed_at AS "listedAt"`;

/** The only articles a reader meets, by whatever path. */
export const articleIsVisible = `a.status = 'PUBLISHED'`;

export const articleList: List = { name: 'articles', columns: articleColumns, from: 'articles a', where: articleIsVisible, countedAs: 'articles' };

const byListing = [{ sql: 'a.listed_at', property: 'listedAt', type: 'timestamptz' }, { sql: 'a.id', property: 'id', type: 'bigint' }] as const;
export const newestArticles: Order = { name: 'NEWEST', descending: true, columns: byListing };
export const oldestArticles: Order = { name: 'OLDEST', descending: false, columns: byListing };

export const articleLoaders = {
  articleById: rowBy<number, ArticleRow>('id', `SELECT ${articleColumns} FROM articles a WHERE a.id = ANY($1::bigint[]) AND ${articleIsVisible}`, { keptBy: 'articles' }),
  articleBySlug: rowBy<string, ArticleRow>('slug', `SELECT ${articleColumns} FROM articles a WHERE a.slug = ANY($1::text[]) AND ${articleIsVisible}`, { keptBy: 'articles' }),
  bodyByArticleId: rowBy<number, { id: number; bodyHtml: string; bodyText: string }>('id',
    `SELECT a.id, a.body_html AS "bodyHtml", a.body_text AS "bodyText" FROM articles a WHERE a.id = ANY($1::bigint[]) AND ${articleIsVisible}`),
  authorsByArticleId: rowsByParent<AuthorRow>(`SELECT s.article_id AS "parentId", ${authorColumns} FROM authorships s JOIN authors u ON u.id = s.author_id
     WHERE s.article_id = ANY($1::bigint[]) ORDER BY s.article_id, s.position`, { keptBy: 'authorships' }),
  articlesByAuthorId: pagesByParent<ArticleRow>({ ...articleList, name: 'Author.articles', from: 'authorships s JOIN articles a ON a.id = s.article_id', parent: 's.author_id' }, newestArticles),
  articlesByOriginId: pagesByParent<ArticleRow>({ ...articleList, name: 'Origin.articles', parent: 'a.origin_id' }, newestArticles),
};
