import type { EntityManager } from 'typeorm';
import { findOrCreateAuthors } from '../authors/find-or-create-authors';
import { authorKey } from '../bibliography/normalize';
import type { Name } from '../bibliography/reference';
import { copyRows } from '../database/copy-rows';
import { freeSlugs } from '../database/slugs';
import { titleKey } from './title-key';

/** An article to write; `id` when it is there already. */
export interface SavedArticle {
  id: number | null;
  originKey: string; slug: string; title: string; summary: string | null; bodyHtml: string; bodyText: string; language: string | null;
  url: string | null; linkKey: string | null; status: string; tags: readonly string[]; publishedAt: Date | null; authors: readonly Name[]; contentHash: string;
}
export interface SavedPlace { id: number; originKey: string; status: string; listedAt: Date }

const columns = `(id bigint, title text, "titleKey" text, summary text, "bodyHtml" text, "bodyText" text, language text, url text, "linkKey" text,
  status text, tags text[], "publishedAt" timestamptz, "contentHash" text)`;

/** Writes articles with their authors. An article keeps its id and its slug, so that addresses stay; a format that knows no address takes none away. */
export async function saveArticles(manager: EntityManager, originId: number, articles: readonly SavedArticle[]): Promise<SavedPlace[]> {
  const fresh = articles.filter(({ id }) => id === null);
  const slugs = await freeSlugs(manager, 'articles', fresh.map(({ slug }) => slug));
  const slugOf = new Map(fresh.map(({ originKey }, i) => [originKey, slugs[i]]));
  const places = await insertArticles(manager, originId, fresh, slugOf);
  places.push(...await updateArticles(manager, articles.filter(({ id }) => id !== null)));
  await saveAuthorships(manager, articles, new Map(places.map(({ originKey, id }) => [originKey, id])));
  return places;
}

/** Appends articles; where they stand in lists is computed as the table does it. */
async function insertArticles(manager: EntityManager, originId: number, articles: readonly SavedArticle[], slugs: ReadonlyMap<string, string | undefined>): Promise<SavedPlace[]> {
  if (articles.length === 0) return [];
  const reserved: { id: number; now: Date }[] = await manager.query(`SELECT nextval(s.ids) AS id, now()::timestamptz(3) AS now FROM (SELECT pg_get_serial_sequence('articles', 'id')::regclass AS ids OFFSET 0) AS s, generate_series(1, $1)`, [articles.length]);
  const places = articles.map(({ originKey, status, publishedAt }, i) => {
    const { id, now } = reserved[i] as { id: number; now: Date }; // as many as were asked for
    return { id, originKey, status, listedAt: publishedAt ?? now };
  });
  await copyRows(manager, 'articles',
    ['id', 'origin_id', 'origin_key', 'slug', 'title', 'title_key', 'summary', 'body_html', 'body_text', 'language', 'url', 'link_key', 'status', 'tags', 'published_at', 'content_hash'],
    articles.map(({ originKey, title, summary, bodyHtml, bodyText, language, url, linkKey, status, tags, publishedAt, contentHash }, i) =>
      [places[i]?.id ?? null, originId, originKey, slugs.get(originKey) ?? null, title, titleKey(title), summary, bodyHtml, bodyText, language, url, linkKey, status, arrayText(tags), publishedAt, contentHash]));
  return places;
}

/** An array of texts as PostgreSQL reads it (manual, "Array Input and Output Syntax"). */
function arrayText(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

async function updateArticles(manager: EntityManager, articles: readonly SavedArticle[]): Promise<SavedPlace[]> {
  if (articles.length === 0) return []; // its triggers would look through all lines for nothing
  const rows = articles.map(({ authors, ...article }) => ({ ...article, titleKey: titleKey(article.title) }));
  const [updated]: [SavedPlace[], number] = await manager.query(`
    UPDATE articles a SET title = r.title, title_key = r."titleKey", summary = r.summary, body_html = r."bodyHtml", body_text = r."bodyText", language = r.language,
      url = COALESCE(r.url, a.url), link_key = COALESCE(r."linkKey", a.link_key), status = r.status, tags = r.tags, published_at = r."publishedAt", content_hash = r."contentHash"
    FROM json_to_recordset($1) AS r ${columns} WHERE a.id = r.id
    RETURNING a.id, a.origin_key AS "originKey", a.status, a.listed_at AS "listedAt"`, [JSON.stringify(rows)]);
  return updated;
}

/** Writes who wrote articles, in order. */
export async function saveAuthorships(manager: EntityManager, articles: readonly Pick<SavedArticle, 'id' | 'originKey' | 'authors'>[], idOf: ReadonlyMap<string, number>): Promise<void> {
  const authors = await findOrCreateAuthors(manager, articles.flatMap((article) => article.authors.map((name) => ({ name, publisherId: null }))));
  const rows = articles.flatMap((article) => article.authors.map((name, i) => ({ article: idOf.get(article.originKey), position: i + 1, author: authors.get(authorKey(name)) })));
  // Only what changed: taking an author from an article and giving it back would count all its lines twice.
  const known = articles.flatMap(({ id }) => id ?? []);
  if (known.length > 0) await manager.query(`DELETE FROM authorships s WHERE s.article_id = ANY($1::bigint[]) AND NOT EXISTS (
      SELECT 1 FROM json_to_recordset($2) AS r (article bigint, position integer, author bigint) WHERE (r.article, r.position, r.author) = (s.article_id, s.position, s.author_id))`,
  [known, JSON.stringify(rows)]);
  await manager.query(`INSERT INTO authorships (article_id, position, author_id)
    SELECT article, position, author FROM json_to_recordset($1) AS r (article bigint, position integer, author bigint) ON CONFLICT DO NOTHING`, [JSON.stringify(rows)]);
}
