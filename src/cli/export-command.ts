import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { readConfig } from '../config';
import { openDatabase } from '../database/open-database';
import { IbidError, errorCode } from '../errors';
import { originIdOf } from '../library/read-library';
import { type LibraryFormat, libraryFormats, writeLibrary } from '../library/write-library';
import { createProgress } from './progress';

const explanation = `
ndjson is the whole library, one JSON object a line: publishers, authors, sources, articles, citations, comments and events, each with its
kind and the ids of the graph. It holds drafts, withdrawn articles and comments that readers do not see, each with its status.
The other formats are the cited works, for a reference manager or a citation processor.

  ibid export --format bibtex --output library.bib
  ibid export | gzip > library.ndjson.gz
`;

/** `ibid export`: write the whole library to a file or to standard output, as it was at one moment. */
export function exportCommand(): Command {
  return new Command('export').description('Write the library: everything as NDJSON, or the cited works in a reference format.')
    .addHelpText('after', explanation)
    .addOption(new Option('--format <format>', 'what to write').choices([...libraryFormats]).default('ndjson'))
    .option('--origin <name>', 'only what came from this origin, and what its articles cite (default: everything)')
    .option('--output <file>', 'where to write; the file is replaced when all is written (default: standard output)')
    .action(runExport);
}

async function runExport({ format, origin, output }: { format: LibraryFormat; origin?: string; output?: string }): Promise<void> {
  const database = await openDatabase({ ...readConfig(), join: true, log: (line) => { process.stderr.write(`${line}\n`); } });
  try {
    // One snapshot: a page read later shows no row that a page before lacks.
    await database.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      const progress = createProgress(format === 'ndjson' ? 'rows' : 'works');
      const text = writeLibrary(manager, format, await originIdOf(manager, origin), progress.report);
      await (output === undefined ? toStandardOutput(text) : toFile(text, output));
      progress.end();
    });
  } finally {
    await database.close();
  }
}

async function toStandardOutput(text: AsyncGenerator<string>): Promise<void> {
  try {
    await pipeline(Readable.from(text), process.stdout, { end: false });
  } catch (error) {
    if (errorCode(error) !== 'EPIPE') throw error;
    throw new IbidError('OUTPUT_CLOSED', 'The export is not complete: what reads the output has gone away.', 'Write to a file with --output, or let the reader read to the end.', { cause: error });
  }
}

/** A file that is there is whole: it gets its name at the end. */
async function toFile(text: AsyncGenerator<string>, output: string): Promise<void> {
  const unfinished = `${output}.unfinished`;
  try {
    await pipeline(Readable.from(text), createWriteStream(unfinished));
    await rename(unfinished, output);
  } catch (error) {
    await rm(unfinished, { force: true });
    const code = errorCode(error);
    if (code !== undefined && ['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EROFS', 'ENOTDIR', 'EPERM'].includes(code)) {
      throw new IbidError('CANNOT_WRITE', `Cannot write ${output}: ${error instanceof Error ? error.message : code}.`, 'Give a file in a directory that is there, may be written and has room.', { cause: error });
    }
    throw error;
  }
}
