import type { FailedItem } from '../imported-content';
import { decodedText } from './decoded-text';
import { Unreadable } from './reader';

/** A page or a calendar, not an export: no more is kept in memory. Characters. */
const LONGEST = 64 * 2 ** 20;

/** All of a text, in the charset it is in; what is wrong with it is in `problems`, also why there is none. */
export async function whole(chunks: AsyncIterable<Uint8Array>, charset: string | null): Promise<{ text: string; problems: FailedItem[] }> {
  const problems: FailedItem[] = [];
  const parts: string[] = [];
  let length = 0;
  try {
    for await (const part of decodedText(chunks, charset, (problem) => { problems.push(problem); })) {
      parts.push(part);
      length += part.length;
      if (length > LONGEST) throw new Unreadable('line 1', `expected at most ${LONGEST / 2 ** 20} million characters, found more: split the file`);
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { text: '', problems: [...problems, { item: error.item, reason: error.message }] };
  }
  return { text: parts.join(''), problems };
}
