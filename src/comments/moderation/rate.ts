import { postsAMinute, postsAnHour } from '../posting-pace';
import type { Phase } from './decision';

/** On one article in ten minutes: beyond the first number a person looks, beyond the second nothing is taken. */
const busyArticle = 100;
const floodedArticle = 1_000;

/** No reader writes faster than this, and no discussion either. */
export const rate: Phase = (_comment, { inMinute, inHour, onArticle }) => {
  if (inMinute >= postsAMinute) return { status: 'REFUSED', reason: `expected at most ${postsAMinute} comments a minute from one reader, got more. Try again in a minute.`, rule: `${inMinute} in a minute` };
  if (inHour >= postsAnHour) return { status: 'REFUSED', reason: `expected at most ${postsAnHour} comments an hour from one reader, got more. Try again later.`, rule: `${inHour} in an hour` };
  if (onArticle >= floodedArticle) return { status: 'REFUSED', reason: `expected at most ${floodedArticle} comments in ten minutes on one article, got more. Try again in ten minutes.`, rule: `${onArticle} on the article` };
  if (onArticle >= busyArticle) return { status: 'PENDING', reason: 'This article is getting very many comments just now: a moderator looks at yours first.', rule: `${onArticle} on the article` };
  return null;
};
