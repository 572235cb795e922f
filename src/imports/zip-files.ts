import { open } from 'node:fs/promises';
import { type Entry, type ZipFile, openPromise } from 'yauzl';
import { errorCode } from '../errors';

/** What is read of an archive at most; more is no export. */
export const zipLimits = { entries: 50_000, bytes: 2 ** 30, ratio: 100 } as const;
/** So small that how far it was packed says nothing. */
const SMALL = 2 ** 16;
const SYMBOLIC_LINK = 0o120000;

/** A file in an archive: its path there, and its bytes as they are unpacked. */
export interface ZippedFile { path: string; chunks: AsyncIterable<Uint8Array> }

/**
 * The files in a zip archive in order of their paths. The whole directory of the archive is looked through first: too many files, too large ones, ones packed
 * beyond belief, paths that lead out of it and links refuse it as a whole, before anything is unpacked. Nothing is written to the disk.
 * What macOS adds for itself is left out.
 */
export async function openZip(file: string): Promise<{ files: ZippedFile[]; /** Unpacked, together. */ bytes: number; close: () => void } | { refused: string }> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true });
    const entries = await entriesOf(zip);
    if (await goesOn(file, zip)) throw new Error(`its directory says that it has ${zip.entryCount} files, and has more`);
    const archive = zip;
    const files = entries.filter(({ fileName }) => !fileName.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._)/.test(fileName))
      .sort((one, other) => (one.fileName < other.fileName ? -1 : 1));
    return { files: files.map((entry) => ({ path: entry.fileName, chunks: unpacked(archive, entry) })), bytes: files.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0), close: () => { archive.close(); } };
  } catch (error) {
    zip?.close();
    if (!(error instanceof Error) || errorCode(error) !== undefined) throw error; // the disk, not the archive
    return { refused: `the archive is refused: ${error.message}` };
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > zipLimits.entries) throw new Error(`expected at most ${zipLimits.entries} files, found ${zip.entryCount}`);
  const entries: Entry[] = [];
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    bytes += entry.uncompressedSize;
    const reason = refusal(entry);
    if (reason !== null) throw new Error(`${JSON.stringify(entry.fileName.slice(0, 200))} ${reason}`);
    if (entries.length > zipLimits.entries) throw new Error(`expected at most ${zipLimits.entries} files, found more`);
    if (bytes > zipLimits.bytes) throw new Error(`expected at most ${zipLimits.bytes / 2 ** 30} GB when unpacked, found more: unpack it and import the directory`);
  }
  return entries;
}

/** Whether the directory has another entry behind those that it says it has: a count of 16 bits that ran over, or a lie. */
async function goesOn(file: string, zip: ZipFile): Promise<boolean> {
  const at = Number(zip.readEntryCursor); // a number, which its types say is a boolean
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, at);
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0x02014b50;
  } finally {
    await handle.close();
  }
}

function refusal({ fileName, externalFileAttributes, uncompressedSize, compressedSize }: Entry): string | null {
  if (/^[/\\]|^[a-zA-Z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/.test(fileName)) return 'leads out of the archive';
  if (((externalFileAttributes >>> 16) & 0o170000) === SYMBOLIC_LINK) return 'is a link';
  if (uncompressedSize > SMALL && uncompressedSize > compressedSize * zipLimits.ratio) return `is packed more than ${zipLimits.ratio} times`;
  return null;
}

/** Unpacks when it is read. An archive that lies about sizes is found out by yauzl, which counts. */
async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  yield* await zip.openReadStreamPromise(entry) as AsyncIterable<Uint8Array>;
}
