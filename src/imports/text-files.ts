import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { IbidError, errorCode } from '../errors';

/** A file as it was found: its name without folders, its path, its bytes as they are read, and how many files there are in all. */
export interface TextFile { name: string; path: string; chunks: AsyncIterable<Uint8Array>; of: number }

/** The files that a command-line argument means: a file, everything below a directory in order of names, or `-` for stdin. */
export async function* filesAt(path: string, stdin: NodeJS.ReadableStream): AsyncGenerator<TextFile> {
  if (path === '-') {
    yield { name: '-', path: '-', chunks: stdin as AsyncIterable<Buffer>, of: 1 };
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
    yield { name: path.split('/').pop() ?? path, path, chunks: bytesOf(path), of: 1 };
    return;
  }
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const file of files) yield { name: file.split('/').pop() ?? file, path: file, chunks: bytesOf(file), of: files.length };
}

/** Opens the file when it is read, not before. */
async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: 2 ** 18 }) as AsyncIterable<Buffer>;
}
