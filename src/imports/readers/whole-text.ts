import type { ImportedContent } from '../imported-content';
import { decodeText } from '../decode-text';
import type { Reader, ReaderHints } from './reader';

/** A text of a person, not an export: no more is kept in memory. */
const LONGEST = 64 * 2 ** 20;

/** A reader of a format that has to be seen whole, from one of its text. */
export function wholeText(format: string, read: (text: string, hints: ReaderHints) => ImportedContent): Reader {
  return async function* readWhole(chunks, hints) {
    const fail = (reason: string): ImportedContent => ({ format, origin: { name: null, url: null }, articles: [], failed: [{ item: hints.name, reason }] });
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of chunks) {
      parts.push(part);
      length += part.length;
      if (length > LONGEST) {
        yield fail(`expected at most ${LONGEST / 2 ** 20} MB of ${format}, found more: split the file`);
        return;
      }
    }
    const decoded = decodeText(Buffer.concat(parts));
    yield 'reason' in decoded ? fail(decoded.reason) : read(decoded.text, hints);
  };
}
