import { Command } from 'commander';
import { IbidError } from '../errors';
import { findOrigin, listOrigins } from '../feeds/list-origins';
import type { PollOutcome } from '../feeds/poll-feed';
import { createScheduler } from '../feeds/scheduler';
import { goneReason } from '../feeds/settle-poll';
import { createLog } from '../log';
import { createOutside } from '../outside/outside';
import { withDatabase } from './with-database';

/** `ibid sync`: read origins now, beside a running server or alone. */
export function syncCommand(): Command {
  return new Command('sync').description('Read all origins that are polled, or one, now. Ends with 1 when one of them could not be read.')
    .option('--origin <name>', 'only this one').option('--json', 'print what came of each as JSON, one a line')
    .action(({ origin: name, json = false }: { origin?: string; json?: boolean }) => withDatabase(async ({ dataSource }, { allowPrivateAddresses, logLevel }) => {
      const id = name === undefined ? null : await findOrigin(dataSource.manager, name);
      const origins = (await listOrigins(dataSource.manager, id)).filter(({ polled }) => polled);
      if (id !== null && origins.length === 0) throw new IbidError('NO_SUCH_ORIGIN', `The origin ${JSON.stringify(name)} is not polled: it came from a file.`, 'Import the file again, or add its feed: ibid origins add URL --name NAME');
      if (origins.length === 0) process.stderr.write('No origin is polled: ibid origins add URL\n');
      const scheduler = createScheduler({ dataSource, outside: createOutside({ allowPrivate: allowPrivateAddresses }), log: createLog(logLevel === 'info' ? 'error' : logLevel) });
      for (const [at, origin] of origins.entries()) {
        process.stderr.write(`${at + 1}/${origins.length} ${origin.name} …\n`);
        const outcome = await scheduler.sync(origin.id);
        process.stdout.write(json ? `${JSON.stringify({ origin: origin.name, ...asJson(outcome) })}\n` : `${origin.name}: ${asText(outcome)}\n`);
        if (outcome?.kind === 'failed' || outcome?.kind === 'gone') process.exitCode = 1;
      }
    }));
}

function asJson(outcome: PollOutcome | null): object {
  if (outcome === null) return { result: 'busy' };
  if (outcome.kind === 'read') return { result: 'read', report: outcome.report };
  return { result: outcome.kind, ...('reason' in outcome && { reason: outcome.reason }) };
}

function asText(outcome: PollOutcome | null): string {
  if (outcome === null) return 'another process reads it now';
  if (outcome.kind === 'unchanged') return 'nothing new';
  if (outcome.kind === 'gone') return goneReason;
  if (outcome.kind === 'failed') return `could not be read: ${outcome.reason}`;
  const { report: { articles: { created, updated, unchanged }, withdrawn = 0, failed } } = outcome;
  return [`${created} articles created, ${updated} updated, ${unchanged} unchanged${withdrawn > 0 ? `, ${withdrawn} withdrawn` : ''}`, ...failed.map(({ item, reason }) => `  failed  ${item}: ${reason}`)].join('\n');
}
