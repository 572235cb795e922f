import type { Phase } from './decision';
import { wordsOf } from './words-of';

/** Many people write "Thank you for this article."; below this many characters the same text by another is no sign of anything. */
const longEnough = 40;

/** What was said already need not be said again, and what many say in the same words is advertising. */
export const repeats: Phase = ({ body }, facts) => {
  const long = wordsOf(body).length >= longEnough;
  if (facts.repeats === 'HERE') return { status: 'REJECTED', reason: 'You have said the same under this article already.', rule: 'same text, same reader, same article' };
  if (facts.repeats === 'ELSEWHERE' && long) return { status: 'SPAM', reason: 'You have said the same under another article already.', rule: 'same text, same reader' };
  if (facts.repeats === 'ANOTHER' && long) return { status: 'SPAM', reason: 'The same text was posted by somebody else.', rule: 'same text, another reader' };
  if (facts.nearlyRepeats) return { status: 'PENDING', reason: 'Nearly the same text was posted before: a moderator looks at yours first.', rule: 'nearly the same text' };
  return null;
};
