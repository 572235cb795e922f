import { errorCode } from '../errors';

/** The text of a file in UTF-8 (or UTF-16 with its mark), or why it is none. */
export function decodeText(bytes: Buffer): { text: string } | { reason: string } {
  if (bytes.length === 0) return { reason: 'the file is empty' };
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (!utf16 && bytes.includes(0)) return { reason: `expected text, found a NUL byte at ${bytes.indexOf(0)}: the file is binary` };
  try {
    return { text: new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (errorCode(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    return { reason: `expected text in UTF-8, found other bytes in line ${lineOfBadByte(bytes)}: convert it first, e.g. iconv -f WINDOWS-1252 -t UTF-8` };
  }
}

function lineOfBadByte(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line; // the caller knows that there is one: this line has it
    }
    if (end < 0) break;
    start = end + 1;
    line += 1;
  }
  return line;
}
