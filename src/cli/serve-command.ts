import { Command } from 'commander';
import { createAnswerCache } from '../answer-cache';
import { readConfig } from '../config';
import { listenForChanges } from '../database/changes';
import { openDatabase } from '../database/open-database';
import { createRowCache } from '../database/row-cache';
import { createFeedDesk } from '../feeds/feed-desk';
import { createScheduler } from '../feeds/scheduler';
import { importSample } from '../imports/import-sample';
import { toReadAgain } from '../imports/kept-originals';
import { markAbandonedRuns } from '../imports/living-run';
import { createLog } from '../log';
import { createOutside } from '../outside/outside';
import { startServer } from '../server';
import { type WebhookWorker, startWebhookWorker } from '../webhooks/worker';

/** A loader; a row is about half a kilobyte. */
const mostKeptRows = 200_000;
const mostAnswerBytes = 64_000_000;

/** `ibid serve`: the graph over HTTP until SIGINT or SIGTERM. */
export function serveCommand(): Command {
  return new Command('serve').description('Serve the graph (PORT, HOST, DATABASE_URL, IBID_DATA_DIR, IBID_SAMPLE).').action(serve);
}

async function serve(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const stopped = new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  // graphql-js leaves a promise unattended when two items of one list fail; that must not end the server for everyone.
  process.on('unhandledRejection', (reason) => { log.error({ err: reason }, 'a promise failed and nobody waited for it'); });
  const database = await openDatabase({ ...config, join: false, log: (line) => { log.info(line); } });
  const changes = listenForChanges(database.directUrl, log);
  let webhooks: WebhookWorker | undefined;
  try {
    await markAbandonedRuns(database.dataSource.manager);
    if (config.loadSample) await importSample(database.dataSource, log);
    // The libraries of federation are loaded only where they are needed: 16 MB.
    const schema = config.subgraph ? { makeSchema: (await import('../federation/publication-subgraph.js')).createSubgraph } : {};
    const outside = createOutside({ allowPrivate: config.allowPrivateAddresses });
    const scheduler = createScheduler({ dataSource: database.dataSource, outside, log, publicUrl: config.publicUrl });
    const feeds = createFeedDesk({ dataSource: database.dataSource, outside, scheduler, log, publicUrl: config.publicUrl });
    webhooks = startWebhookWorker({ db: database.db, outside, changes, log });
    const server = await startServer({ ...config, ...schema, feeds }, database.db, log, {
      rows: config.cache === 'off' ? null : createRowCache(changes, mostKeptRows), answers: config.cache === 'on' ? createAnswerCache(changes, mostAnswerBytes) : null, changes,
    });
    process.stdout.write(`Ibid is ready.\n  playground  ${server.url}/playground\n  graph       ${server.url}/graphql\n`);
    scheduler.start(); // behind the start: what others publish never keeps readers waiting
    feeds.start();
    toReadAgain(database.dataSource.manager).then((advice) => { if (advice !== null) log.info(advice); }).catch((error: unknown) => { log.error({ err: error }, 'it could not be seen whether originals should be read again'); });
    log.info(`${await stopped}: stopping`);
    process.once('SIGINT', () => process.exit(1)).once('SIGTERM', () => process.exit(1)); // a second signal does not wait
    await Promise.all([server.stop(), scheduler.stop(), feeds.stop(), webhooks.stop()]);
  } finally {
    await webhooks?.stop();
    await changes.stop(); // also when the start failed: its connection would keep the process alive
    await database.close();
  }
}
