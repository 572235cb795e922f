import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readConfig } from '../config';
import { openDatabase } from '../database/open-database';
import { errorCode, IbidError } from '../errors';
import { addPublishers } from '../publishers/add-publishers';
import { readPublisherList } from '../publishers/publisher-list';

const example = `
A list is JSON: kind and homepage may be missing, aliases are all other names, former ones too.

  [
    { "name": "Sinjar Herald", "kind": "NEWSPAPER", "homepage": "https://example.org/", "aliases": ["Sinjar Evening Herald", "SH"] }
  ]

Publishers of the graph that the list says are one are merged; undoMerge takes that back.
`;

/** `ibid publishers`: let the graph know houses by all their names. */
export function publishersCommand(): Command {
  return new Command('publishers').description('Read a list of publishers with all their names; references under any of them are then of one publisher.').addHelpText('after', example)
    .argument('<file>', 'the list, as JSON').action(run);
}

async function run(file: string): Promise<void> {
  const list = readPublisherList(await readFile(file, 'utf8').catch((error: unknown) => {
    throw new IbidError('CANNOT_READ', `Cannot read ${file}: ${errorCode(error) ?? String(error)}.`, 'Give the path of a file that is there.', { cause: error });
  }));
  const database = await openDatabase({ ...readConfig(), join: true, log: (line) => { process.stderr.write(`${line}\n`); } });
  try {
    const { created, known, merged } = await database.db.transaction((manager) => addPublishers(manager, list, 'ibid publishers'));
    process.stdout.write(`${created} publishers created, ${known} known already, ${merged} merged into those.\n`);
  } finally {
    await database.close();
  }
}
