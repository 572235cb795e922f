import { Command } from 'commander';
import { toReadAgain } from '../imports/kept-originals';
import { withDatabase } from './with-database';

/** `ibid migrate`: bring the database to this version's schema. */
export function migrateCommand(): Command {
  return new Command('migrate').description("Bring the database to this version's schema.").action(() => withDatabase(async ({ dataSource }) => {
    process.stdout.write('The database is up to date.\n');
    const advice = await toReadAgain(dataSource.manager);
    if (advice !== null) process.stderr.write(`${advice}\n`);
  }));
}
