import type { EntityManager } from 'typeorm';
import { takeWriteTurn } from '../database/write-turn';
import { InvalidInput } from '../errors';
import { optionalText } from '../graph/input-text';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import type { PublishArticleInput, WithdrawArticleInput } from './article.input';
import { articleToEdit, requireUnchanged } from './find-article';
import { recordCorrection } from './record-correction';

/** Clocks differ: what another calls now may be a little later here. */
const clockDifference = 60_000;

/** Lets readers see an article, from now on or again; gives its id. One that they see already stays as it is. */
export async function publishArticle(manager: EntityManager, input: PublishArticleInput, by: string): Promise<number> {
  if (input.publishedAt && input.publishedAt.getTime() > Date.now() + clockDifference) throw new InvalidInput('input.publishedAt', 'an instant that is not in the future', input.publishedAt);
  await takeWriteTurn(manager);
  const { id, status, ...standing } = await articleToEdit(manager, input.id);
  requireUnchanged(standing, input.expectedUpdatedAt);
  if (status === 'PUBLISHED') return id;
  await manager.query(`UPDATE articles SET status = 'PUBLISHED', published_at = COALESCE($2, published_at, now()), edited_by = $3, edited_at = now() WHERE id = $1`, [id, input.publishedAt ?? null, by]);
  if (status === 'WITHDRAWN') await recordCorrection(manager, { articleId: id, changes: [{ field: 'STATUS', before: status, after: 'PUBLISHED' }], note: null, by });
  return id;
}

/** Takes an article back; gives its id. It stays with everything, and can be published again. */
export async function withdrawArticle(manager: EntityManager, input: WithdrawArticleInput, by: string): Promise<number> {
  const note = optionalText(input.note, 'input.note', { most: 1_000 });
  await takeWriteTurn(manager);
  const { id, status, ...standing } = await articleToEdit(manager, input.id);
  requireUnchanged(standing, input.expectedUpdatedAt);
  if (status === 'WITHDRAWN') return id;
  if (status === 'DRAFT') throw new Mistake('input.id', UserErrorCode.CONFLICT, 'input.id: expected an article that was published, got a draft, which nobody has seen.');
  await manager.query(`UPDATE articles SET status = 'WITHDRAWN', edited_by = $2, edited_at = now() WHERE id = $1`, [id, by]);
  await recordCorrection(manager, { articleId: id, changes: [{ field: 'STATUS', before: status, after: 'WITHDRAWN' }], note, by });
  return id;
}
