import type { EntityManager } from 'typeorm';
import type { ArticleChangeRow } from '../articles/article-correction.loaders';
import { saveAuthorships } from '../articles/save-articles';
import { titleKey } from '../articles/title-key';
import { resolveReferences, saveEvents } from '../events/save-events';
import { normalizedLink } from '../imports/normalized-link';
import { buildArticle } from '../imports/readers/build-article';
import { authorName } from './author-name';
import type { StandingArticle } from './find-article';
import type { ArticleDraft } from './read-article-input';
import { recordCorrection } from './record-correction';
import { saveBibliography } from './save-bibliography';

/** Changes what an editor gives of an article; the rest stays. Nothing is written when nothing is new. */
export async function changeArticle(manager: EntityManager, standing: StandingArticle, draft: ArticleDraft, by: string): Promise<void> {
  const given = <T>(value: T | undefined, otherwise: T): T => (value === undefined ? otherwise : value);
  const next = {
    title: given(draft.title, standing.title), summary: given(draft.summary, standing.summary), language: given(draft.language, standing.language),
    url: given(draft.url, standing.url), publishedAt: given(draft.publishedAt, standing.publishedAt),
  };
  const built = buildArticle({ ...next, key: '', html: draft.html ?? standing.bodyHtml, status: standing.status, authors: draft.authors ?? [], tags: [] });
  const tags = [...new Set(draft.tags ?? standing.tags)];
  const bodyHtml = draft.html === undefined ? standing.bodyHtml : built.bodyHtml;
  const changes = told([
    ['TITLE', standing.title, next.title], ['SUMMARY', standing.summary, next.summary], ['LANGUAGE', standing.language, next.language], ['URL', standing.url, next.url],
    ['TAGS', standing.tags.join(', '), tags.join(', ')], ['PUBLISHED_AT', standing.publishedAt?.toISOString() ?? null, next.publishedAt?.toISOString() ?? null],
  ]);
  if (bodyHtml !== standing.bodyHtml) changes.push({ field: 'BODY', before: null, after: null });
  if (draft.authors !== undefined) changes.push(...await changeAuthors(manager, standing.id, built.authors));
  const lines = draft.bibliography ?? (draft.html === undefined || built.bibliography.length === 0 ? null : built.bibliography);
  const citedAt = standing.status === 'PUBLISHED' ? next.publishedAt ?? standing.listedAt : null;
  if (lines !== null && await saveBibliography(manager, { id: standing.id, originId: standing.originId, lines, publishedAt: next.publishedAt, citedAt })) changes.push({ field: 'BIBLIOGRAPHY', before: null, after: null });
  if (changes.length === 0) return;

  await manager.query(`
    UPDATE articles SET title = $2, title_key = $3, summary = $4, body_html = $5, body_text = CASE WHEN body_html = $5 THEN body_text ELSE $6 END, language = $7, url = $8, link_key = $9, tags = $10,
      published_at = $11, edited_by = $12, edited_at = now() WHERE id = $1`,
  [standing.id, next.title, titleKey(next.title), next.summary, bodyHtml, built.bodyText, next.language, next.url, next.url === null ? null : normalizedLink(next.url), tags, next.publishedAt, by]);
  if (changes.some(({ field }) => field === 'TITLE' || field === 'BODY')) {
    await saveEvents(manager, standing.originId, [{ articleId: standing.id, events: built.events }]);
    await resolveReferences(manager, [standing.id]);
  }
  if (standing.status === 'PUBLISHED') await recordCorrection(manager, { articleId: standing.id, changes, note: draft.note, by });
}

/** Those of the parts that have another value than before. */
function told(parts: readonly (readonly [ArticleChangeRow['field'], string | null, string | null])[]): ArticleChangeRow[] {
  return parts.filter(([, before, after]) => before !== after).map(([field, before, after]) => ({ field, before, after }));
}

async function changeAuthors(manager: EntityManager, id: number, authors: readonly string[]): Promise<ArticleChangeRow[]> {
  const names = async (): Promise<string> => {
    const rows: { name: string }[] = await manager.query('SELECT u.name FROM authorships s JOIN authors u ON u.id = s.author_id WHERE s.article_id = $1 ORDER BY s.position', [id]);
    return rows.map(({ name }) => name).join('; ');
  };
  const before = await names();
  await saveAuthorships(manager, [{ id, originKey: '', authors: authors.map(authorName) }], new Map([['', id]]));
  return told([['AUTHORS', before, await names()]]);
}
