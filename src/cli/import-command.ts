import { stat } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '../config';
import { openDatabase } from '../database/open-database';
import { IbidError } from '../errors';
import { openAddress } from '../feeds/import-outside';
import { findOrigin } from '../feeds/list-origins';
import { importFiles } from '../imports/import-files';
import type { ImportReport } from '../imports/import-report';
import { type Format, formats } from '../imports/read-content';
import { toReadAgain } from '../imports/kept-originals';
import { rereadOriginals } from '../imports/reread-originals';
import { filesAt } from '../imports/text-files';
import { createOutside } from '../outside/outside';
import { reportText } from './import-report-text';
import { showImport } from './import-progress';
import { withDatabase } from './with-database';

const postFormat = `
A post as plain text:

  Thursday, February 26, 2009

  The title
  By Ada Example

  A paragraph. Paragraphs are separated by a blank line.

  SOURCES

  Oliver, Christian, “Iran and Iraq look to heal old wounds with oil deal,” Reuters, 7/19/05

  1 comment:

  A. Reader said...

  What the reader said.
`;

/** `ibid import`: read files into the graph, beside a running server or alone. */
export function importCommand(): Command {
  return new Command('import').description('Read a file, everything in a directory or a zip archive, an address of the web, or standard input (-) into the graph. The same content again changes nothing.')
    .addHelpText('after', postFormat)
    .argument('[file|dir|url|-]', 'what to read')
    .addOption(new Option('--format <format>', 'how to read it').choices(['auto', ...formats]).default('auto'))
    .option('--origin <name>', 'the name of the origin it belongs to (default: what the content says of itself, else its format)')
    .option('--url <address>', 'the address of the site, for an export that does not say it (Google Takeout): links become absolute, and comments from elsewhere find their article', webAddress)
    .option('--full', 'this is all that the origin has: its articles that are not in it are withdrawn; not when something could not be read, or more than half would go')
    .option('--force', 'with --full: withdraw them all the same')
    .option('--reread', 'nothing new: read what is kept of the articles again, as this version reads it; with --origin those of one origin')
    .option('--dry-run', 'say what would be done, and do nothing; other imports wait meanwhile')
    .option('--json', 'print the report as JSON')
    .action(runImport);
}

/** Bytes in use, over which old garbage is looked for. */
const mostInUse = 110_000_000;

/**
 * Frees what batches left behind, when there is much of it. By itself Node lets garbage grow to several times what is alive before it looks at the old
 * objects: an import then takes twice its memory. It costs some 30 ms each time, which only a program of its own can afford.
 */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    const { heapUsed, external } = process.memoryUsage();
    if (heapUsed + external > mostInUse) collect();
  };
}

/** Who types an address wants what is there: an export may be large. */
const addressLimits = { maxBytes: 4_000_000_000, timeoutMs: 3_600_000 };

interface Flags { format: Format | 'auto'; origin?: string; url?: string; full?: boolean; force?: boolean; reread?: boolean; dryRun?: boolean; json?: boolean }

async function runImport(path: string | undefined, flags: Flags): Promise<void> {
  if (flags.reread) await reread(path, flags);
  else if (path === undefined) throw new IbidError('BAD_OPTION', 'Expected a file, a directory, an address or - to import, got none.', 'Name one; what is kept already is read again with --reread.');
  else await importFrom(path, flags);
}

async function reread(path: string | undefined, { origin, json = false, reread: _, format, ...others }: Flags): Promise<void> {
  if (path !== undefined || format !== 'auto' || Object.keys(others).length > 0) throw new IbidError('BAD_OPTION', 'Expected nothing but --origin and --json with --reread, got more.', 'Leave the rest out: what is kept is read again, and nothing else.');
  await withDatabase(async ({ dataSource }) => {
    const only = origin === undefined ? undefined : { id: await findOrigin(dataSource.manager, origin), name: origin };
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    show(await rereadOriginals(dataSource, { origin: only, onBatch: garbageCollector() }), json);
  });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function show(report: ImportReport, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : reportText(report));
  if (report.failed.length > 0 || report.notWithdrawn !== undefined) process.exitCode = 1;
}

async function importFrom(path: string, { format, origin, url, full = false, force = false, dryRun = false, json = false }: Flags): Promise<void> {
  if (force && !full) throw new IbidError('BAD_OPTION', 'Expected --full with --force, got --force alone.', 'Give both, or neither.');
  const config = readConfig();
  const isAddress = /^https?:\/\//i.test(path);
  const { files, url: site } = isAddress ? await openAddress(createOutside({ allowPrivate: config.allowPrivateAddresses }), path, addressLimits) : { files: filesAt(path, process.stdin), url: undefined };
  const first = await files.next(); // a wrong path fails here, before a database starts
  const database = await openDatabase({ ...config, join: true, log: say });
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL); // readers of a server beside it go first; the database was started before
    const advice = await toReadAgain(database.dataSource.manager);
    if (advice !== null) say(advice);
    const progress = showImport();
    const report = await importFiles(database.dataSource, from(first, files), {
      format: format === 'auto' ? undefined : format, originName: origin, url: url ?? site, full: full && force ? 'force' : full, dryRun, skipUnknown: path !== '-' && !isAddress && (await stat(path)).isDirectory(),
      onBatch: garbageCollector(), onProgress: progress.report, onSkip: (file, reason) => { say(`passed over ${file}: ${reason}`); },
    });
    progress.end();
    show(report, json);
  } finally {
    await database.close();
  }
}

function webAddress(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text).href;
  throw new InvalidArgumentError('Expected an address such as https://example.org/.');
}

async function* from<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (!first.done) yield first.value;
  yield* rest;
}
