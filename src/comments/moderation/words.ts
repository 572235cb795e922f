import type { Phase } from './decision';
import { wordsOf } from './words-of';

const severity = { SPAM: 3, REJECTED: 2, PENDING: 1 };
const said = {
  PENDING: 'a moderator looks at comments with it first', REJECTED: 'this publication does not show comments with it', SPAM: 'this publication takes comments with it for advertising',
};

/** The publication's own list, whole words and phrases in text and name; of several the severest decides. */
export const words: Phase = ({ authorName, body }, facts) => {
  const text = ` ${wordsOf(`${authorName} | ${body}`)} `;
  const [worst] = facts.words.filter(({ word }) => text.includes(` ${word} `)).sort((one, other) => severity[other.status] - severity[one.status]);
  return worst ? { status: worst.status, reason: `It has “${worst.word}”: ${said[worst.status]}.`, rule: worst.word } : null;
};
