import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { saveArticles } from '../articles/save-articles';
import { takeWriteTurn } from '../database/write-turn';
import { InvalidInput } from '../errors';
import { resolveReferences, saveEvents } from '../events/save-events';
import { normalizedLink } from '../imports/normalized-link';
import { shortSlug, slugOf } from '../imports/plain-text-slug';
import { buildArticle } from '../imports/readers/build-article';
import { ownOrigin } from '../origins/own-origin';
import type { UpsertArticleInput } from './article.input';
import { authorName } from './author-name';
import { changeArticle } from './change-article';
import { findArticle, ownKey, requireUnchanged } from './find-article';
import { type ArticleDraft, readArticleInput } from './read-article-input';
import { saveBibliography } from './save-bibliography';

/** Writes an article as an editor gives it, made or changed; gives its id. Throws Mistake or InvalidInput, and then nothing is changed. */
export async function upsertArticle(manager: EntityManager, input: UpsertArticleInput, by: string): Promise<number> {
  const draft = readArticleInput(input);
  await takeWriteTurn(manager);
  const standing = await findArticle(manager, input);
  if (!standing) return createArticle(manager, draft, input.key ?? null, by);
  requireUnchanged(standing, input.expectedUpdatedAt);
  await changeArticle(manager, standing, draft, by);
  return standing.id;
}

async function createArticle(manager: EntityManager, draft: ArticleDraft, key: string | null, by: string): Promise<number> {
  if (draft.title === undefined) throw new InvalidInput('input.title', 'a title of a new article', null);
  if (draft.html === undefined) throw new InvalidInput('input', 'bodyHtml, bodyMarkdown or bodyText of a new article', null);
  const originId = await ownOrigin(manager);
  const { authors, bibliography, comments, events, key: originKey, ...built } = buildArticle({
    key: ownKey(key ?? randomUUID()), title: draft.title, html: draft.html, url: draft.url ?? null, slug: draft.slug, summary: draft.summary ?? null, language: draft.language ?? null,
    status: 'DRAFT', publishedAt: draft.publishedAt ?? null, authors: draft.authors ?? [], tags: [],
  });
  const [place] = await saveArticles(manager, originId, [{
    ...built, id: null, originKey, title: draft.title, summary: draft.summary ?? built.summary, tags: [...new Set(draft.tags ?? [])], slug: draft.slug ?? shortSlug(slugOf(draft.title)), linkKey: built.url === null ? null : normalizedLink(built.url), authors: authors.map(authorName), contentHash: '',
  }]);
  if (!place) throw new Error('PostgreSQL gave no place for an article');
  await manager.query('UPDATE articles SET edited_by = $2, edited_at = now() WHERE id = $1', [place.id, by]);
  await saveBibliography(manager, { id: place.id, originId, lines: draft.bibliography ?? bibliography, publishedAt: draft.publishedAt ?? null, citedAt: null });
  await saveEvents(manager, originId, [{ articleId: place.id, events }]);
  await resolveReferences(manager, [place.id]);
  return place.id;
}
