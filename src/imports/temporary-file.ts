import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { IbidError } from '../errors';

/** Bytes that are put aside at most. */
const LONGEST = 4 * 2 ** 30;

/** Puts a stream aside in a file that only this user can read. */
export async function temporaryFile(chunks: AsyncIterable<Uint8Array>): Promise<{ path: string; size: number; remove: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'ibid-'));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  const path = join(directory, 'input');
  let size = 0;
  try {
    await pipeline(async function* counted() {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > LONGEST) throw new IbidError('INPUT_TOO_LARGE', `Cannot import an archive of more than ${LONGEST / 2 ** 30} GB from standard input.`, 'Unpack it and import the directory.');
        yield chunk;
      }
    }, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, size, remove };
}
