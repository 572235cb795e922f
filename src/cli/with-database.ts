import { type Config, readConfig } from '../config';
import { type OpenDatabase, openDatabase } from '../database/open-database';

/** Runs a command over the database, beside a running server or alone; progress goes to stderr. */
export async function withDatabase(work: (database: OpenDatabase, config: Config) => Promise<void>): Promise<void> {
  const config = readConfig();
  const database = await openDatabase({ ...config, join: true, log: (line) => { process.stderr.write(`${line}\n`); } });
  try {
    await work(database, config);
  } finally {
    await database.close();
  }
}
