import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type SavedArticle, saveArticles } from '../articles/save-articles';
import { plainName } from '../bibliography/names';
import { parseBibliography } from '../bibliography/parse-bibliography';
import type { ParsedReference } from '../bibliography/reference';
import { isRecognised, saveCitations } from '../citations/save-citations';
import { saveComments } from '../comments/save-comments';
import { resolveReferences, saveEvents } from '../events/save-events';
import { findOrCreateSources } from '../sources/find-or-create-sources';
import { type ImportReport, emptyReport } from './import-report';
import type { ImportedArticle } from './imported-content';

/** Raise it when the parser reads lines better: articles are then written again though their text is the same. */
const readingVersion = 1;
/** Any number: writers of content take turns by it, batch by batch, so that two imports never create one name twice. */
const writeLock = 1_652_000_418;

/** Writes a batch of articles with all that belongs to them, in the transaction of `manager`: a fixed number of statements. */
export async function saveBatch(manager: EntityManager, originId: number, articles: readonly ImportedArticle[]): Promise<ImportReport> {
  const report = emptyReport('', '');
  const hashes = new Map(articles.map((article) => [article.key, hashOf(article)]));
  const existing = await existingArticles(manager, originId, [...hashes.keys()]);
  const changed = [...new Map(articles.map((article) => [article.key, article])).values()].filter(({ key }) => existing.get(key)?.contentHash !== hashes.get(key));
  if (changed.length > 0) {
    const parsed = changed.map((article) => ({ article, references: parseBibliography(article.bibliography, dateOf(article)) }));
    await manager.query('SELECT pg_advisory_xact_lock($1)', [writeLock]);
    await write(manager, originId, parsed, hashes, report);
  }
  const unchanged = articles.length - changed.length;
  report.articles.unchanged = unchanged;
  for (const { comments, events, key } of articles) {
    if (existing.get(key)?.contentHash !== hashes.get(key)) continue;
    report.comments.unchanged += comments.length;
    report.events.unchanged += events.length;
  }
  await countCitations(manager, originId, [...hashes.keys()], report);
  return report;
}

async function write(manager: EntityManager, originId: number, parsed: readonly { article: ImportedArticle; references: ParsedReference[] }[],
  hashes: ReadonlyMap<string, string>, report: ImportReport): Promise<void> {
  const existing = await existingArticles(manager, originId, parsed.map(({ article }) => article.key)); // again: another import may have been first
  const sources = await findOrCreateSources(manager, parsed.flatMap(({ references }) => references.filter(isRecognised)));
  report.sources.created = sources.created;
  report.sources.unchanged = sources.ids.size - sources.created;
  const places = new Map((await saveArticles(manager, originId, parsed.map(({ article }) => savedArticle(article, existing.get(article.key)?.id ?? null, hashes.get(article.key) ?? ''))))
    .map((place) => [place.originKey, place]));
  for (const { article } of parsed) report.articles[existing.has(article.key) ? 'updated' : 'created'] += 1;
  const placed = parsed.flatMap((item) => {
    const place = places.get(item.article.key);
    return place ? [{ ...item, place }] : [];
  });
  await saveCitations(manager, placed.map(({ place, references }) => ({ articleId: place.id, citedAt: place.status === 'PUBLISHED' ? place.listedAt : null, references })), sources.ids);
  Object.assign(report.comments, await saveComments(manager, originId, placed.flatMap(({ article, place }) => article.comments.map((comment) => ({
    ...comment, articleId: place.id, key: `${article.key}#${comment.key}`, parentKey: comment.parentKey === null ? null : `${article.key}#${comment.parentKey}`,
  })))));
  Object.assign(report.events, await saveEvents(manager, originId, placed.map(({ article, place }) => ({ articleId: place.id, events: article.events }))));
  await resolveReferences(manager, placed.map(({ place }) => place.id));
}

async function existingArticles(manager: EntityManager, originId: number, keys: readonly string[]): Promise<Map<string, { id: number; contentHash: string }>> {
  const rows: { originKey: string; id: number; contentHash: string }[] = await manager.query(
    'SELECT origin_key AS "originKey", id, content_hash AS "contentHash" FROM articles WHERE origin_id = $1 AND origin_key = ANY($2::text[])', [originId, keys]);
  return new Map(rows.map((row) => [row.originKey, row]));
}

async function countCitations(manager: EntityManager, originId: number, keys: readonly string[], { citations }: ImportReport): Promise<void> {
  const [row]: { total: number; resolved: number; needsReview: number }[] = await manager.query(`
    SELECT count(*) AS total, count(c.source_id) AS resolved, count(*) FILTER (WHERE c.review_state = 'NEEDS_REVIEW') AS "needsReview"
    FROM citations c JOIN articles a ON a.id = c.article_id WHERE a.origin_id = $1 AND a.origin_key = ANY($2::text[])`, [originId, keys]);
  Object.assign(citations, row);
}

function savedArticle({ key, authors, comments, events, bibliography, ...article }: ImportedArticle, id: number | null, contentHash: string): SavedArticle {
  return { ...article, id, originKey: key, authors: authors.map(plainName), contentHash };
}

function dateOf({ publishedAt }: ImportedArticle): { articleDate?: string } {
  return publishedAt ? { articleDate: publishedAt.toISOString().slice(0, 10) } : {};
}

function hashOf(article: ImportedArticle): string {
  return createHash('sha1').update(`${readingVersion} ${JSON.stringify(article)}`).digest('base64url');
}
