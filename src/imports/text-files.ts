import { closeSync, createReadStream, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { IbidError, errorCode } from '../errors';
import { startOf as startOfStream } from './start-of-stream';
import { temporaryFile } from './temporary-file';
import { openZip } from './zip-files';

/** A file as it was found: its name without folders, its path inside what is imported, and its bytes as they are read. */
export interface TextFile {
  name: string;
  /** Everybody may read it: it says nothing of where that lies on this machine. */
  path: string;
  chunks: AsyncIterable<Uint8Array>;
  /** How many files there are in all, as far as is known by now. */
  of: number;
  /** Bytes of all of them, unpacked; absent when that is not known. */
  ofBytes?: number;
  /** It lies in an archive, among files that need not be content. */
  zipped?: boolean;
  /** Why it is not read at all. */
  refused?: string;
}

/** What all files come to; archives are counted when they are opened. */
interface Total { files: number; bytes: number }

/** The files that a command-line argument means: a file, everything below a directory in order of names, or `-` for stdin; for an archive the files in it. */
export async function* filesAt(path: string, stdin: NodeJS.ReadableStream): AsyncGenerator<TextFile> {
  if (path === '-') {
    yield* filesIn(stdin as AsyncIterable<Buffer>, '-');
    return;
  }
  let found;
  try {
    found = await stat(path);
  } catch (error) {
    const reason = errorCode(error) === 'ENOENT' ? 'there is no such file or directory' : String(error);
    throw new IbidError('FILE_NOT_FOUND', `Cannot import ${path}: ${reason}.`, 'Give a file, a directory, or - for standard input.', { cause: error });
  }
  if (found.isFile()) {
    yield* fileOrArchive(path, basename(path), { files: 1, bytes: found.size });
    return;
  }
  if (!found.isDirectory()) { // a pipe, which can be read once
    yield* filesIn(createReadStream(path), basename(path));
    return;
  }
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  const total = { files: files.length, bytes: 0 };
  for (const file of files) total.bytes += statSync(file).size;
  for (const file of files) yield* fileOrArchive(file, relative(path, file), total);
}

/** Files up to so many bytes are read at once: most of what lies in a directory are single posts. */
const smallFile = 1_000_000;

/** A file, or the files in it when it is a zip archive by its first bytes. */
async function* fileOrArchive(path: string, shown: string, total: Total): AsyncGenerator<TextFile> {
  const { head, whole, size } = startOf(path);
  if (isZip(head)) yield* filesInArchive(path, shown, size, total);
  else yield { name: basename(path), path: shown, chunks: whole ? from(head) : bytesOf(path), of: total.files, ...(size > 0 && { ofBytes: total.bytes }) };
}

/** @param size of the archive itself, as it stands in `total` */
async function* filesInArchive(path: string, shown: string, size: number, total: Total): AsyncGenerator<TextFile> {
  const zip = await openZip(path);
  if ('refused' in zip) {
    yield { name: shown, path: shown, chunks: bytesOf(path), of: total.files, refused: zip.refused };
    return;
  }
  total.files += zip.files.length - 1;
  total.bytes += zip.bytes - size;
  try {
    for (const { path: inside, chunks } of zip.files) yield { name: inside.split('/').pop() ?? inside, path: `${shown}/${inside}`, chunks, of: total.files, ofBytes: total.bytes, zipped: true };
  } finally {
    zip.close();
  }
}

/** What is in a stream, standard input or an answer from outside: it is read as it comes; an archive has its directory at the end, and is put aside first. */
export async function* filesIn(stream: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<TextFile> {
  const { head, chunks } = await startOfStream(stream, 4);
  if (!isZip(head)) {
    yield { name, path: name, chunks, of: 1 };
    return;
  }
  const file = await temporaryFile(chunks);
  try {
    yield* filesInArchive(file.path, name, file.size, { files: 1, bytes: file.size });
  } finally {
    await file.remove();
  }
}

/** The first bytes of a file, of a small one all. Synchronous: handing each step to another thread and back took 0.4 ms a post, nearly half of an import that changes nothing (docs/speed.md). */
function startOf(path: string): { head: Buffer; whole: boolean; size: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const small = size > 0 && size <= smallFile; // a file of the system (procfs) has no size
    const head = Buffer.alloc(small ? size : 4);
    const read = readSync(file, head, 0, head.length, 0);
    return { head: head.subarray(0, read), whole: small && read === size, size };
  } finally {
    closeSync(file);
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
