import { Command } from 'commander';
import { readConfig } from '../config';
import { openDatabase } from '../database/open-database';

/** `ibid migrate`: bring the database to this version's schema. */
export function migrateCommand(): Command {
  return new Command('migrate').description("Bring the database to this version's schema.").action(async () => {
    const database = await openDatabase({ ...readConfig(), join: true, log: (line) => { process.stderr.write(`${line}\n`); } });
    await database.close();
    process.stdout.write('The database is up to date.\n');
  });
}
