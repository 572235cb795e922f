import type { EntityManager } from 'typeorm';
import { type SavedCounts, saveComments } from '../comments/save-comments';
import { takeWriteTurn } from '../database/write-turn';
import type { ImportedStandAloneComment } from './imported-content';
import { normalizedLink } from './normalized-link';

/** What became of comments: those whose article, or whose parent, is not there yet, wait. */
export interface SavedStandAlone { counts: SavedCounts; waiting: ImportedStandAloneComment[] }

/** The key of a comment in its origin: with its article where the format names one by key, as a comment has that stands inside its article. */
const inOrigin = ({ articleKey }: ImportedStandAloneComment, key: string): string => (articleKey === null ? key : `${articleKey}#${key}`);

/**
 * Writes comments that stand apart from their articles: each joins the article of its origin with the key it names, else the article of any origin
 * with the same link. A fixed number of statements for each depth of answers.
 * @param last no more will come: an answer whose parent is nowhere is written at the top instead of waiting
 */
export async function saveStandAloneComments(manager: EntityManager, originId: number, comments: readonly ImportedStandAloneComment[], last: boolean): Promise<SavedStandAlone> {
  await takeWriteTurn(manager);
  const links = new Map(comments.flatMap(({ articleUrl }) => (articleUrl === null ? [] : [[articleUrl, normalizedLink(articleUrl)] as const])));
  const rows: { key: string | null; link: string | null; id: number }[] = await manager.query(`
    SELECT origin_key AS key, NULL AS link, id FROM articles WHERE origin_id = $1 AND origin_key = ANY($2::text[])
    UNION ALL SELECT NULL, link_key, min(id) FROM articles WHERE link_key = ANY($3::text[]) GROUP BY link_key`,
  [originId, comments.flatMap(({ articleKey }) => articleKey ?? []), [...new Set([...links.values()].flatMap((link) => link ?? []))]]);
  const byKey = new Map(rows.map(({ key, id }) => [key, id]));
  const byLink = new Map(rows.map(({ link, id }) => [link, id]));
  const placed = comments.flatMap((comment) => {
    const articleId = byKey.get(comment.articleKey ?? '') ?? byLink.get(links.get(comment.articleUrl ?? '') ?? '');
    return articleId === undefined ? [] : [{ comment, articleId, key: inOrigin(comment, comment.key), parentKey: comment.parentKey === null ? null : inOrigin(comment, comment.parentKey) }];
  });
  const known = await knownComments(manager, originId, placed.flatMap(({ parentKey }) => parentKey ?? []));
  const ready = last ? placed : withParents(placed, known);
  const written = new Set(ready.map(({ comment }) => comment));
  const counts = await saveComments(manager, originId, [...new Map(ready.map(({ comment, articleId, key, parentKey }) => [key, {
    articleId, key, parentKey, authorName: comment.authorName, body: comment.body, status: comment.status, statusReason: comment.statusReason ?? null, createdAt: comment.createdAt,
  }])).values()]);
  return { counts, waiting: comments.filter((comment) => !written.has(comment)) };
}

async function knownComments(manager: EntityManager, originId: number, keys: readonly string[]): Promise<Set<string>> {
  const rows: { key: string }[] = await manager.query('SELECT origin_key AS key FROM comments WHERE origin_id = $1 AND origin_key = ANY($2::text[])', [originId, keys]);
  return new Set(rows.map(({ key }) => key));
}

/** Those at the top and those whose parent is in the table or, directly or through others, among them. */
function withParents<T extends { key: string; parentKey: string | null }>(comments: readonly T[], known: ReadonlySet<string>): T[] {
  const byKey = new Map(comments.map((comment) => [comment.key, comment]));
  const state = new Map<string, boolean>();
  for (const comment of comments) {
    const chain: string[] = [];
    let at: T | undefined = comment;
    while (at && !state.has(at.key)) {
      state.set(at.key, false); // a ring of parents leads nowhere
      chain.push(at.key);
      if (at.parentKey === null || known.has(at.parentKey)) {
        state.set(at.key, true);
        break;
      }
      at = byKey.get(at.parentKey);
    }
    const end = at !== undefined && state.get(at.key) === true;
    for (const key of chain) state.set(key, end);
  }
  return comments.filter(({ key }) => state.get(key));
}
