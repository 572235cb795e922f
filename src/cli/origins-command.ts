import { Command, InvalidArgumentError, Option } from 'commander';
import { addFeed, checkNewFeed } from '../feeds/add-feed';
import { discoverFeed } from '../feeds/discover-feed';
import { type ListedOrigin, findOrigin, listOrigins } from '../feeds/list-origins';
import { type Afterwards, removeOrigin } from '../feeds/remove-origin';
import { createOutside } from '../outside/outside';
import { withDatabase } from './with-database';

/** `ibid origins`: what is read again and again, beside a running server or alone. */
export function originsCommand(): Command {
  const add = new Command('add').description('Find the feed of an address and read it from now on: a running server does so within seconds, `ibid sync` at once.')
    .argument('<url>', 'a feed (RSS, Atom, JSON Feed, an API of WordPress or Blogger), or a page that leads to one')
    .option('--name <name>', 'what to call it (default: what the feed calls itself)')
    .option('--interval <minutes>', 'how often it is read (default: 30)', minutes)
    .action((url: string, { name, interval }: { name?: string; interval?: number }) => withDatabase(async ({ dataSource }, { allowPrivateAddresses }) => {
      const given = { name, intervalSeconds: interval === undefined ? null : interval * 60 };
      checkNewFeed(given);
      process.stderr.write('looking for the feed …\n');
      const found = await discoverFeed(createOutside({ allowPrivate: allowPrivateAddresses }), url);
      const id = await dataSource.transaction((manager) => addFeed(manager, found, given, new Date()));
      const [origin] = await listOrigins(dataSource.manager, id);
      process.stdout.write(origin ? describe(origin) : '');
    }));
  const list = new Command('list').description('Show all origins: when they were read, when they are read again, and what went wrong.').option('--json', 'print them as JSON')
    .action(({ json = false }: { json?: boolean }) => withDatabase(async ({ dataSource }) => {
      const origins = await listOrigins(dataSource.manager);
      process.stdout.write(json ? `${JSON.stringify(origins)}\n` : origins.map(describe).join(''));
      if (origins.length === 0) process.stderr.write('There is no origin yet: ibid origins add --help\n');
    }));
  const remove = new Command('remove').description('Read an origin no more and take it from the list. Nothing that came from it is deleted.').argument('<name>', 'which one')
    .addOption(new Option('--articles <what>', 'what becomes of its articles').choices(['keep', 'withdraw']).default('keep'))
    .action((name: string, { articles }: { articles: string }) => withDatabase(async ({ dataSource }) => {
      const withdrawn = await dataSource.transaction(async (manager) => removeOrigin(manager, await findOrigin(manager, name), articles.toUpperCase() as Afterwards, new Date()));
      process.stdout.write(`Removed ${JSON.stringify(name)}; ${articles === 'keep' ? 'its articles stay' : `${withdrawn} articles withdrawn`}.\n`);
    }));
  return new Command('origins').description('Where content comes from, and what is read again and again.').addCommand(add).addCommand(list).addCommand(remove);
}

function describe({ name, kind, url, lastSuccessAt, nextSyncAt, stale, lastError }: ListedOrigin): string {
  const facts = [kind, lastSuccessAt ? `read ${shortTime(lastSuccessAt)}` : 'never read', nextSyncAt ? `again ${shortTime(nextSyncAt)}` : 'not polled', ...(stale ? ['stale'] : [])];
  return `${name.padEnd(30)} ${facts.join(', ')}${url ? `  ${url}` : ''}\n${lastError ? `  ${lastError}\n` : ''}`;
}

const shortTime = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function minutes(text: string): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('Expected minutes, such as 30.');
  return Number(text);
}
