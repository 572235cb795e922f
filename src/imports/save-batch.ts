import type { EntityManager } from 'typeorm';
import { type SavedArticle, saveArticles } from '../articles/save-articles';
import { plainName } from '../bibliography/names';
import { citedWorks } from '../citations/read-lines';
import { saveCitations } from '../citations/save-citations';
import { type SavedComment, saveComments } from '../comments/save-comments';
import { takeWriteTurn } from '../database/write-turn';
import { resolveReferences, saveEvents } from '../events/save-events';
import { createSources, findSources } from '../sources/find-or-create-sources';
import { existingArticles } from './existing-articles';
import { type ImportReport, addCounts, addNotKept, emptyReport } from './import-report';
import { type ReadArticle, type ReadBatch, readingVersion } from './changed-articles';
import type { ImportedArticle } from './imported-content';
import { normalizedLink } from './normalized-link';
import { saveOriginals } from './save-originals';

/**
 * Writes a batch of articles with all that belongs to them, in the transaction of `manager`: a fixed number of statements.
 * @param again they were read from what is kept of them: they are written while that is what stands here, and neither an editor nor an import has come in between
 */
export async function saveBatch(manager: EntityManager, originId: number, items: readonly ReadArticle[], { again = false } = {}): Promise<ImportReport> {
  const report = emptyReport('', '');
  await takeWriteTurn(manager);
  // In turn: another import of the same may have been first, or this one whose answer was lost. What is there already is not written again.
  const existing = await existingArticles(manager, originId, items.map(({ article }) => article.key));
  const isThere = ({ article: { key }, contentHash }: ReadArticle): boolean => {
    const known = existing.get(key);
    return again ? known?.contentHash !== contentHash || known.edited : known?.contentHash === contentHash;
  };
  const news = items.filter((item) => !isThere(item));
  const known = (item: ReadArticle): { id: number; article: ImportedArticle; contentHash: string }[] => {
    const there = existing.get(item.article.key);
    return there ? [{ ...item, id: there.id }] : [];
  };
  const changed = news.filter(({ same }) => !same);
  const batch = changed.filter(({ article: { key } }) => existing.get(key)?.edited !== true);
  await leaveEdited(manager, originId, changed.filter(({ article: { key } }) => existing.get(key)?.edited).flatMap(known), report);
  await leaveSame(manager, originId, news.filter(({ same }) => same).flatMap(known), report);
  for (const { article: { comments, events } } of items.filter(isThere)) {
    report.articles.unchanged += 1;
    report.comments.unchanged += comments.length;
    report.events.unchanged += events.length;
  }
  if (batch.length === 0) return report;
  const sources = await findSources(manager, batch.flatMap(({ lines }) => citedWorks(lines)));
  report.sources.created = sources.fresh.length;
  report.sources.unchanged = sources.ids.size - sources.fresh.length;
  const places = new Map((await saveArticles(manager, originId, batch.map((item) => savedArticle(item, existing.get(item.article.key)?.id ?? null))))
    .map((place) => [place.originKey, place]));
  for (const { article } of batch) report.articles[existing.has(article.key) ? 'updated' : 'created'] += 1;
  const placed = batch.flatMap((item) => {
    const place = places.get(item.article.key);
    return place ? [{ ...item, place }] : [];
  });
  await saveOriginals(manager, placed.map(({ place: { id }, ...item }) => ({ ...item, articleId: id, isNew: !existing.has(item.article.key) })));
  await saveCitations(manager, placed.map(({ place, lines }) => ({ articleId: place.id, citedAt: place.status === 'PUBLISHED' ? place.listedAt : null, lines })), sources.ids);
  await createSources(manager, sources, originId);
  addCounts(report.comments, await saveComments(manager, originId, placed.flatMap(({ article, place }) => commentsOf(article, place.id))));
  addCounts(report.events, await saveEvents(manager, originId, placed.map(({ article, place }) => ({ articleId: place.id, events: article.events }))));
  await resolveReferences(manager, placed.map(({ place }) => place.id));
  return report;
}

/** What an editor changed here is the editor's: of a new version of its origin only the comments come in, and that there is one is noted. */
async function leaveEdited(manager: EntityManager, originId: number, edited: readonly { id: number; article: ImportedArticle; contentHash: string }[], report: ImportReport): Promise<void> {
  if (edited.length === 0) return;
  await manager.query(`UPDATE articles a SET content_hash = r.hash, origin_changed_at = COALESCE(a.origin_changed_at, now()) FROM json_to_recordset($1) AS r (id bigint, hash text) WHERE a.id = r.id`,
    [JSON.stringify(edited.map(({ id, contentHash }) => ({ id, hash: contentHash })))]);
  await manager.query('UPDATE article_originals SET content_hash = NULL WHERE article_id = ANY($1::bigint[]) AND content_hash IS NOT NULL', [edited.map(({ id }) => id)]);
  addCounts(report.comments, await saveComments(manager, originId, edited.flatMap(({ article, id }) => commentsOf(article, id))));
  report.articles.unchanged += edited.length;
  addNotKept(report, { 'change of an article that was edited here': edited.length });
}

/** What this version reads as the one before it did is no change: that is noted, and of the articles only comments can be new. */
async function leaveSame(manager: EntityManager, originId: number, same: readonly { id: number; article: ImportedArticle; contentHash: string }[], report: ImportReport): Promise<void> {
  if (same.length === 0) return;
  await manager.query('UPDATE article_originals o SET content_hash = r.hash, reading_version = $2 FROM json_to_recordset($1) AS r (id bigint, hash text) WHERE o.article_id = r.id',
    [JSON.stringify(same.map(({ id, contentHash }) => ({ id, hash: contentHash }))), readingVersion]);
  addCounts(report.comments, await saveComments(manager, originId, same.flatMap(({ article, id }) => commentsOf(article, id))));
  report.articles.unchanged += same.length;
  for (const { article: { events } } of same) report.events.unchanged += events.length;
}

/** The comments that stand inside an article, with keys that are unique in the origin. */
function commentsOf(article: ImportedArticle, articleId: number): SavedComment[] {
  return article.comments.map((comment) => ({
    ...comment, statusReason: comment.statusReason ?? null, articleId, key: `${article.key}#${comment.key}`, parentKey: comment.parentKey === null ? null : `${article.key}#${comment.parentKey}`,
  }));
}

/** What the database has of the given articles, as an import reports it: their lines, and the parts of those that were left alone. One statement. */
export async function countBatch(manager: EntityManager, originId: number, keys: readonly string[], { unchanged, unchangedComments, uncounted }: Pick<ReadBatch, 'unchanged' | 'unchangedComments' | 'uncounted'>): Promise<ImportReport> {
  const report = emptyReport('', '');
  const [row]: { total: number; resolved: number; needsReview: number; comments: number; events: number }[] = await manager.query(`
    SELECT count(*) AS total, count(c.source_id) AS resolved, count(*) FILTER (WHERE c.review_state = 'NEEDS_REVIEW') AS "needsReview",
      (SELECT count(*) FROM comments r JOIN articles a ON a.id = r.article_id WHERE a.origin_id = $1 AND a.origin_key = ANY($4::text[]) AND r.origin_id = $1) AS comments,
      (SELECT count(*) FROM event_mentions m JOIN articles a ON a.id = m.in_article_id
        WHERE a.origin_id = $1 AND a.origin_key = ANY($3::text[]) AND m.reason IN ('LISTED', 'TEASER')) AS events
    FROM citations c JOIN articles a ON a.id = c.article_id WHERE a.origin_id = $1 AND a.origin_key = ANY($2::text[])`, [originId, keys, unchanged, uncounted]);
  if (!row) throw new Error('PostgreSQL gave no row for counts without a group');
  const { comments, events, ...citations } = row;
  report.articles.unchanged = unchanged.length;
  report.comments.unchanged = comments + unchangedComments;
  report.events.unchanged = events;
  report.citations = citations;
  return report;
}

function savedArticle({ article, contentHash }: ReadArticle, id: number | null): SavedArticle {
  const { key, authors, comments, events, bibliography, ...rest } = article;
  return { ...rest, linkKey: rest.url === null ? null : normalizedLink(rest.url), id, originKey: key, authors: authors.map(plainName), contentHash };
}
