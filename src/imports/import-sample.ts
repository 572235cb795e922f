import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Log } from '../log';
import { projectRoot } from '../project-root';
import { importFiles } from './import-files';
import { filesAt } from './text-files';

/** Loads the sample publication into a database that nothing was imported to yet. */
export async function importSample(dataSource: DataSource, log: Log): Promise<void> {
  const [row]: { empty: boolean }[] = await dataSource.query('SELECT NOT EXISTS (SELECT 1 FROM origins) AS empty');
  if (!row?.empty) return;
  const { articles, citations, events, failed } = await importFiles(dataSource, filesAt(join(projectRoot(), 'samples'), process.stdin), { originName: 'Two Rivers Notebook', skipUnknown: true });
  for (const { item, reason } of failed) log.error(`the sample publication: ${item}: ${reason}`);
  log.info(`loaded the sample publication: ${articles.created} articles, ${citations.total} citations, ${events.created} events (IBID_SAMPLE=off starts empty)`);
}
