import type { List } from '../database/lists';
import { pagesByParent, rowBy, rowsByParent } from '../database/loaders';
import type { Order } from '../graph/cursor';
import type { ArticleStatus } from './article.type';
import { authorColumns, type AuthorRow } from '../authors/author.loaders';

/** An article without its body, which is kilobytes and has a loader of its own. */
export interface ArticleRow {
  id: number;
  /** Null of a tombstone: nothing belongs to it. */
  originId: number | null;
  slug: string; title: string; summary: string | null; language: string | null; url: string | null;
  status: string; tags: string[]; publishedAt: string | null; listedAt: string;
  /** Where it was read with its last change. */
  changedAt?: string;
  /** Set where an editor reads it: then what hangs on it is shown, too, whether readers see it or not. */
  forEditor?: boolean;
}

/** What is read of an article `a` whenever it is read. */
export const articleColumns = `a.id, a.origin_id AS "originId", a.slug, a.title, a.summary, a.language, a.url, a.status, a.tags,
  a.published_at AS "publishedAt", a.listed_at AS "listedAt"`;

const editorColumns = `${articleColumns}, k.changed_at AS "changedAt", true AS "forEditor"`;

/** The only articles a reader meets, by whatever path. */
export const articleIsVisible = `a.status = 'PUBLISHED'`;

export const articleList: List = { name: 'articles', columns: articleColumns, from: 'articles a', where: articleIsVisible, countedAs: 'articles' };

/** Articles by their last change. */
export const changedArticleList: List = { ...articleList, columns: `${articleColumns}, k.changed_at AS "changedAt"`, from: 'article_changes k JOIN articles a ON a.id = k.article_id' };
/** The same, and what is left of those that were published: of a tombstone only what an app needs to find its copy, as it was last public. */
export const articleListWithTombstones: List = {
  ...changedArticleList, where: `(${articleIsVisible} OR a.tombstone_title IS NOT NULL)`,
  columns: `a.id, CASE WHEN ${articleIsVisible} THEN a.origin_id END AS "originId", a.slug, COALESCE(a.tombstone_title, a.title) AS title, CASE WHEN ${articleIsVisible} THEN a.summary END AS summary,
    CASE WHEN ${articleIsVisible} THEN a.language END AS language, CASE WHEN ${articleIsVisible} THEN a.url ELSE a.tombstone_url END AS url, CASE WHEN ${articleIsVisible} THEN a.status ELSE 'WITHDRAWN' END AS status,
    CASE WHEN ${articleIsVisible} THEN a.tags ELSE '{}' END AS tags, CASE WHEN ${articleIsVisible} THEN a.published_at END AS "publishedAt", a.listed_at AS "listedAt", k.changed_at AS "changedAt"`,
};

/** By which id what belongs to an article is read: by none for a tombstone, so that nothing of it shows. */
export function contentId({ id, originId }: ArticleRow): number {
  return originId === null ? 0 : id;
}

const byListing = [{ sql: 'a.listed_at', property: 'listedAt', type: 'timestamptz' }, { sql: 'a.id', property: 'id', type: 'bigint' }] as const;
export const newestArticles: Order = { name: 'NEWEST', descending: true, columns: byListing };
export const oldestArticles: Order = { name: 'OLDEST', descending: false, columns: byListing };

export const changedArticles: Order = {
  name: 'UPDATED', descending: false, columns: [{ sql: 'k.changed_at', property: 'changedAt', type: 'timestamptz' }, { sql: 'k.article_id', property: 'id', type: 'bigint' }],
};
export const lastChangedArticles: Order = { ...changedArticles, name: 'LAST_CHANGED', descending: true };

/** The articles of one status, for editors. */
export function articlesOfStatus(status: ArticleStatus): List {
  return { ...changedArticleList, name: `articlesToEdit ${status}`, columns: editorColumns, where: `a.status = '${status}'`, countedAs: undefined };
}

export const articleLoaders = {
  anyArticleById: rowBy<number, ArticleRow>('id', `SELECT ${editorColumns} FROM articles a JOIN article_changes k ON k.article_id = a.id WHERE a.id = ANY($1::bigint[])`),
  anyArticleBySlug: rowBy<string, ArticleRow>('slug', `SELECT ${editorColumns} FROM articles a JOIN article_changes k ON k.article_id = a.id WHERE a.slug = ANY($1::text[])`),
  anyBodyByArticleId: rowBy<number, { id: number; bodyHtml: string; bodyText: string }>('id', 'SELECT a.id, a.body_html AS "bodyHtml", a.body_text AS "bodyText" FROM articles a WHERE a.id = ANY($1::bigint[])'),
  editByArticleId: rowBy<number, { id: number; editedBy: string | null; editedAt: string | null; originChangedAt: string | null }>('id',
    'SELECT a.id, a.edited_by AS "editedBy", a.edited_at AS "editedAt", a.origin_changed_at AS "originChangedAt" FROM articles a WHERE a.id = ANY($1::bigint[])'),
  articleById: rowBy<number, ArticleRow>('id', `SELECT ${articleColumns} FROM articles a WHERE a.id = ANY($1::bigint[]) AND ${articleIsVisible}`, { keptBy: 'articles' }),
  articleBySlug: rowBy<string, ArticleRow>('slug', `SELECT ${articleColumns} FROM articles a WHERE a.slug = ANY($1::text[]) AND ${articleIsVisible}`, { keptBy: 'articles' }),
  bodyByArticleId: rowBy<number, { id: number; bodyHtml: string; bodyText: string }>('id',
    `SELECT a.id, a.body_html AS "bodyHtml", a.body_text AS "bodyText" FROM articles a WHERE a.id = ANY($1::bigint[]) AND ${articleIsVisible}`),
  changeByArticleId: rowBy<number, { id: number; changedAt: string }>('id',
    'SELECT k.article_id AS id, k.changed_at AS "changedAt" FROM article_changes k WHERE k.article_id = ANY($1::bigint[])', { keptBy: 'article_changes' }),
  authorsByArticleId: rowsByParent<AuthorRow>(`SELECT s.article_id AS "parentId", ${authorColumns} FROM authorships s JOIN authors u ON u.id = s.author_id
     WHERE s.article_id = ANY($1::bigint[]) ORDER BY s.article_id, s.position`, { keptBy: 'authorships' }),
  articlesByAuthorId: pagesByParent<ArticleRow>({ ...articleList, name: 'Author.articles', from: 'authorships s JOIN articles a ON a.id = s.article_id', parent: 's.author_id' }, newestArticles),
  articlesByOriginId: pagesByParent<ArticleRow>({ ...articleList, name: 'Origin.articles', parent: 'a.origin_id' }, newestArticles),
};
