import type { EntityManager } from 'typeorm';
import { takeWriteTurn } from '../database/write-turn';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { ownOrigin } from '../origins/own-origin';
import type { ReleaseArticleInput } from './article.input';
import { articleToEdit } from './find-article';

/** Gives an article back to its origin: the next import writes it as the origin has it; gives its id. */
export async function releaseArticle(manager: EntityManager, input: ReleaseArticleInput): Promise<number> {
  await takeWriteTurn(manager);
  const { id, originId } = await articleToEdit(manager, input.id);
  if (originId === await ownOrigin(manager)) throw new Mistake('input.id', UserErrorCode.CONFLICT, 'input.id: expected an article that an import brought, got one that was written here.');
  await manager.query(`UPDATE articles SET edited_by = NULL, edited_at = NULL, origin_changed_at = NULL, content_hash = '' WHERE id = $1`, [id]);
  return id;
}
