import { createHash } from 'node:crypto';
import { wordsOf } from './words-of';

/** A text that is shorter, in words, has too little in it to be nearly another. */
const fewestWords = 20;

/** What a text is found by again: equal keys for equal words, and sketches that differ in few bits for nearly equal words. Null where the text has too little for it. */
export interface TextMarks { key: string | null; sketch: string | null }

export function textMarks(body: string): TextMarks {
  const text = wordsOf(body);
  if (text === '') return { key: null, sketch: null };
  const words = text.split(' ');
  return { key: createHash('sha1').update(text).digest('base64url'), sketch: words.length < fewestWords ? null : sketchOf(words).toString() };
}

/** A simhash of pairs of words (Charikar, "Similarity estimation techniques from rounding algorithms", 2002), as a signed number of 64 bits. */
function sketchOf(words: readonly string[]): bigint {
  const votes = new Int32Array(64);
  for (let i = 1; i < words.length; i++) {
    const digest = createHash('sha1').update(`${words[i - 1]} ${words[i]}`).digest();
    for (let bit = 0; bit < 64; bit++) votes[bit] = (votes[bit] ?? 0) + (((digest[bit >> 3] ?? 0) >> (bit & 7)) & 1 ? 1 : -1);
  }
  let sketch = 0n;
  for (let bit = 0; bit < 64; bit++) if ((votes[bit] ?? 0) > 0) sketch |= 1n << BigInt(bit);
  return BigInt.asIntN(64, sketch);
}
