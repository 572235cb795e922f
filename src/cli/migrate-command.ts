import { Command } from 'commander';
import { countReadBefore } from '../imports/kept-originals';
import { withDatabase } from './with-database';

/** `ibid migrate`: bring the database to this version's schema. */
export function migrateCommand(): Command {
  return new Command('migrate').description("Bring the database to this version's schema.").action(() => withDatabase(async ({ dataSource }) => {
    process.stdout.write('The database is up to date.\n');
    const before = await countReadBefore(dataSource.manager);
    if (before > 0) process.stderr.write(`${before} articles were read by a version that reads otherwise: ibid import --reread reads them again.\n`);
  }));
}
