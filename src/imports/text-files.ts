import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { IbidError, errorCode } from '../errors';

/** A file as it was found: its name without folders, its path, its bytes, and how many files there are in all. */
export interface TextFile { name: string; path: string; bytes: Buffer; of: number }

/** The files that a command-line argument means: a file, everything below a directory in order of names, or `-` for stdin. */
export async function* filesAt(path: string, stdin: NodeJS.ReadableStream): AsyncGenerator<TextFile> {
  if (path === '-') {
    yield { name: '-', path: '-', bytes: await buffer(stdin), of: 1 };
    return;
  }
  let found;
  try {
    found = await stat(path);
  } catch (error) {
    const reason = /^https?:\/\//i.test(path) ? 'addresses are not read yet' : errorCode(error) === 'ENOENT' ? 'there is no such file or directory' : String(error);
    throw new IbidError('FILE_NOT_FOUND', `Cannot import ${path}: ${reason}.`, 'Give a file, a directory, or - for standard input.', { cause: error });
  }
  if (!found.isDirectory()) {
    yield { name: path.split('/').pop() ?? path, path, bytes: await readFile(path), of: 1 };
    return;
  }
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const file of files) yield { name: file.split('/').pop() ?? file, path: file, bytes: await readFile(file), of: files.length };
}

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
