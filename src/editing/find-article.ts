import type { EntityManager } from 'typeorm';
import { optionalText } from '../graph/input-text';
import { readNodeId } from '../graph/node-id';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { ownOriginName } from '../origins/own-origin';
import type { UpsertArticleInput } from './article.input';

/** An article as it stands before an edit. */
export interface StandingArticle {
  id: number; originId: number; status: 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN'; updatedAt: Date; editedBy: string | null;
  title: string; summary: string | null; bodyHtml: string; language: string | null; url: string | null; tags: string[]; publishedAt: Date | null; listedAt: Date;
}

const columns = `a.id, a.origin_id AS "originId", a.status, k.changed_at AS "updatedAt", a.edited_by AS "editedBy", a.title, a.summary, a.body_html AS "bodyHtml", a.language, a.url, a.tags,
  a.published_at AS "publishedAt", a.listed_at AS "listedAt"`;

const from = 'articles a JOIN article_changes k ON k.article_id = a.id';

/** The article of an id, held until the transaction ends; Mistake when there is none. */
export async function articleToEdit(manager: EntityManager, id: string, field = 'input.id'): Promise<StandingArticle> {
  const [row]: StandingArticle[] = await manager.query(`SELECT ${columns} FROM ${from} WHERE a.id = $1 FOR UPDATE OF a`, [readNodeId(id, field, 'Article').id]);
  if (!row) throw new Mistake(field, UserErrorCode.NOT_FOUND, `${field}: expected the id of an article, got one that is not there.`);
  return row;
}

/** The article that `id`, else `key`, else `slug` names; null when one has to be made. */
export async function findArticle(manager: EntityManager, { id, key, origin, slug }: UpsertArticleInput): Promise<StandingArticle | null> {
  if (id != null) return articleToEdit(manager, id);
  if (origin != null && key == null) throw new Mistake('input.origin', UserErrorCode.INVALID, 'input.origin: expected a key with it, got none.');
  if (key != null) {
    const text = optionalText(key, 'input.key', { most: origin == null ? 200 : 2_000 });
    const [row]: StandingArticle[] = await manager.query(`SELECT ${columns} FROM ${from} JOIN origins o ON o.id = a.origin_id WHERE o.name = $1 AND a.origin_key = $2 FOR UPDATE OF a`,
      origin == null ? [ownOriginName, ownKey(key)] : [optionalText(origin, 'input.origin', { most: 500 }), text]);
    if (!row && origin != null) throw new Mistake('input.key', UserErrorCode.NOT_FOUND, `input.key: expected the key of an article of the origin ${JSON.stringify(origin)}, got one that is not there. Leave origin out to make an article.`);
    return row ?? null;
  }
  if (slug == null) return null;
  const [row]: StandingArticle[] = await manager.query(`SELECT ${columns} FROM ${from} WHERE a.slug = $1 FOR UPDATE OF a`, [slug]);
  return row ?? null;
}

/** The key of an article that is written here, in our own origin. */
export const ownKey = (key: string): string => `article ${key}`;

/** Throws when somebody changed the article since the editor has seen it. */
export function requireUnchanged({ updatedAt, editedBy }: Pick<StandingArticle, 'updatedAt' | 'editedBy'>, expected: Date | null | undefined): void {
  if (expected == null || expected.getTime() === updatedAt.getTime()) return;
  throw new Mistake('input.expectedUpdatedAt', UserErrorCode.CONFLICT,
    `input.expectedUpdatedAt: expected an article last changed at ${expected.toISOString()}, found it changed at ${updatedAt.toISOString()}${editedBy === null ? '' : ` by ${editedBy}`}. Read it again and decide anew.`);
}
