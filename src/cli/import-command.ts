import { stat } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Command, Option } from 'commander';
import { readConfig } from '../config';
import { openDatabase } from '../database/open-database';
import { importFiles } from '../imports/import-files';
import type { ImportReport } from '../imports/import-report';
import { type Format, formats } from '../imports/read-content';
import { filesAt } from '../imports/text-files';
import { createProgress } from './progress';

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
  return new Command('import').description('Read a file, everything in a directory or a zip archive, or standard input (-) into the graph. The same content again changes nothing.')
    .addHelpText('after', postFormat)
    .argument('<file|dir|->', 'what to read')
    .addOption(new Option('--format <format>', 'how to read it').choices(['auto', ...formats]).default('auto'))
    .option('--origin <name>', 'the name of the origin it belongs to (default: what the content says of itself, else its format)')
    .option('--json', 'print the report as JSON')
    .action(runImport);
}

/**
 * Frees what a batch left behind. By itself Node lets garbage grow to several times what is alive before it looks at the old objects:
 * an import then takes twice its memory. It costs some 30 ms a batch, which only a program of its own can afford.
 */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

async function runImport(path: string, { format, origin, json = false }: { format: Format | 'auto'; origin?: string; json?: boolean }): Promise<void> {
  const say = (line: string) => { process.stderr.write(`${line}\n`); };
  const files = filesAt(path, process.stdin);
  const first = await files.next(); // a wrong path fails here, before a database starts
  const database = await openDatabase({ ...readConfig(), join: true, log: say });
  try {
    const progress = createProgress('files');
    const collectGarbage = garbageCollector();
    const report = await importFiles(database.dataSource, from(first, files), {
      format: format === 'auto' ? undefined : format, originName: origin, skipUnknown: path !== '-' && (await stat(path)).isDirectory(),
      onBatch: collectGarbage, onProgress: progress.report, onSkip: (file, reason) => { say(`passed over ${file}: ${reason}`); },
    });
    progress.end();
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : summary(report));
    if (report.failed.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

async function* from<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (!first.done) yield first.value;
  yield* rest;
}

function summary({ origin, format, articles, comments, citations, events, sources, failed }: ImportReport): string {
  const counts = ([name, { created, updated, unchanged }]: [string, ImportReport['articles']]) => `  ${name.padEnd(10)} ${created} created, ${updated} updated, ${unchanged} unchanged`;
  if (failed.length > 0 && [articles, sources].every(({ created, updated, unchanged }) => created + updated + unchanged === 0)) return `Nothing was imported.\n${failed.map(({ item, reason }) => `  ${item}: ${reason}\n`).join('')}`;
  return [
    `Imported into "${origin}" (${format})`, ...Object.entries({ articles, comments, events, sources }).map(counts),
    `  citations  ${citations.total}: ${citations.resolved} with a source, ${citations.needsReview} to review`,
    ...failed.map(({ item, reason }) => `  failed     ${item}: ${reason}`), '',
  ].join('\n');
}
