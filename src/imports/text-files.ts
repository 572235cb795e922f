import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { IbidError, errorCode } from '../errors';
import { openZip } from './zip-files';

/** A file as it was found: its name without folders, its path, its bytes as they are read, and how many files there are in all. */
export interface TextFile {
  name: string;
  path: string;
  chunks: AsyncIterable<Uint8Array>;
  of: number;
  /** It lies in an archive, among files that need not be content. */
  zipped?: boolean;
  /** Why it is not read at all. */
  refused?: string;
}

/** The files that a command-line argument means: a file, everything below a directory in order of names, or `-` for stdin; for an archive the files in it. */
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
    yield* fileOrArchive(path, 1);
    return;
  }
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const file of files) yield* fileOrArchive(file, files.length);
}

/** Files up to so many bytes are read at once: most of what lies in a directory are single posts. */
const smallFile = 1_000_000;

/** A file, or the files in it when it is a zip archive by its first bytes. */
async function* fileOrArchive(path: string, of: number): AsyncGenerator<TextFile> {
  const name = path.split('/').pop() ?? path;
  const { head, whole } = await open(path).then(startOf);
  if (!isZip(head)) {
    yield { name, path, chunks: whole ? from(head) : bytesOf(path), of };
    return;
  }
  const zip = await openZip(path);
  if ('refused' in zip) {
    yield { name, path, chunks: bytesOf(path), of, refused: zip.refused };
    return;
  }
  try {
    for (const { path: inside, chunks } of zip.files) yield { name: inside.split('/').pop() ?? inside, path: `${path}/${inside}`, chunks, of: of - 1 + zip.files.length, zipped: true };
  } finally {
    zip.close();
  }
}

/** The first bytes of an open file, of a small one all. Closes it. */
async function startOf(handle: FileHandle): Promise<{ head: Buffer; whole: boolean }> {
  try {
    const { size } = await handle.stat();
    const whole = size > 0 && size <= smallFile; // what is no plain file has no size
    if (whole) return { head: await handle.readFile(), whole };
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return { head: buffer.subarray(0, bytesRead), whole };
  } finally {
    await handle.close();
  }
}

function isZip(head: Buffer): boolean {
  return head.length >= 4 && (head.readUInt32LE(0) === 0x04034b50 || head.readUInt32LE(0) === 0x06054b50); // the second is that of an empty archive
}

async function* from(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

/** Opens the file when it is read, not before. */
async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: 2 ** 18 }) as AsyncIterable<Buffer>;
}
