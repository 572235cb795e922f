import type { FailedItem } from '../imported-content';
import { HEAD_BYTES, charsetOf } from './charset';
import { Unreadable } from './reader';

/** Control characters, except tab and line ends, and halves of surrogate pairs: no text has them, and PostgreSQL stores no NUL. */
const NO_TEXT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]|\p{Cs}/gu;

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]+/g;

/** Text without what is no text. */
export function cleanText(text: string): string {
  return text.replace(NO_TEXT, '');
}

/**
 * Decodes bytes as they come, in the charset they are in, without byte order mark and control characters.
 * Bytes that are wrong in it become U+FFFD and are reported once, with their line; so is a charset that had to be guessed.
 * @throws Unreadable for a charset that is not known
 */
export async function* decodedText(chunks: AsyncIterable<Uint8Array>, charset: string | null, report: (problem: FailedItem) => void): AsyncGenerator<string> {
  const source = chunks[Symbol.asyncIterator]();
  const head = await headOf(source);
  const { label, guessed } = charsetOf(head, charset);
  const decoder = decoderOf(label);
  if (guessed) report({ item: 'line 1', reason: `expected UTF-8 or a declared charset, found other bytes: read as ${label}, the likeliest; declare the charset if that is wrong`, warning: true });
  let line = 1;
  let wrong = false;
  const decode = (bytes: Uint8Array | undefined): string => {
    const text = decoder.decode(bytes, { stream: bytes !== undefined });
    const at = wrong ? -1 : text.indexOf('\uFFFD');
    if (at >= 0 && !Buffer.from(bytes ?? []).includes('\uFFFD')) {
      wrong = true;
      report({ item: `line ${line + countLines(text.slice(0, at))}`, reason: `expected ${label}, found other bytes: they are shown as \uFFFD from here on; correct the declared charset, or convert the file`, warning: true });
    }
    if (!wrong) line += countLines(text);
    return text.replace(CONTROL, ''); // a decoder gives no half pairs
  };
  try {
    // In pieces, so that what reads the text can stop early.
    for (let at = 0; at < head.length; at += PIECE) yield decode(head.subarray(at, at + PIECE));
    for (let next = await source.next(); !next.done; next = await source.next()) {
      for (let at = 0; at < next.value.length; at += PIECE) yield decode(next.value.subarray(at, at + PIECE));
    }
    yield decode(undefined);
  } finally {
    await source.return?.();
  }
}

const PIECE = 65_536;

/** At least the first `HEAD_BYTES`, or all there are. */
async function headOf(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let size = 0; size < HEAD_BYTES;) {
    const next = await source.next();
    if (next.done) break;
    parts.push(next.value);
    size += next.value.length;
  }
  return Buffer.concat(parts);
}

function decoderOf(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (!(error instanceof RangeError) && (error as { name?: unknown }).name !== 'RangeError') throw error;
    throw new Unreadable('line 1', `expected a charset of the Encoding Standard (encoding.spec.whatwg.org), got "${label}": convert the content to UTF-8`);
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
