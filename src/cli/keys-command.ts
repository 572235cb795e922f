import { Command, InvalidArgumentError } from 'commander';
import type { EntityManager } from 'typeorm';
import { readConfig } from '../config';
import { openDatabase } from '../database/open-database';
import { createKey } from '../keys/create-key';
import { isKeyName, keyNameExpected } from '../keys/key-name';
import { type ListedKey, listKeys } from '../keys/list-keys';
import { revokeKey } from '../keys/revoke-key';
import { type Scope, scopeNames, scopes } from '../keys/scopes';

const scopeHelp = `
Scopes:
${Object.entries(scopes).map(([name, what]) => `  ${name.padEnd(9)} ${what}`).join('\n')}

A program sends its key with each request: Authorization: Bearer ibid_… (or x-api-key: ibid_…).
`;

/** `ibid keys`: make, list and revoke the keys of the graph, beside a running server or alone. */
export function keysCommand(): Command {
  const create = new Command('create').description('Make a key and print it: the only time it is shown.').addHelpText('after', scopeHelp)
    .requiredOption('--name <name>', 'who or what will hold it; recorded with each change it makes', readName)
    .requiredOption('--scope <scope...>', 'what it allows; may be repeated', addScope)
    .option('--expires <when>', 'until when it works: a date (2027-01-31) or a number of days (90d); for ever without it', readExpiry)
    .action(({ name, scope, expires = null }: { name: string; scope: Scope[]; expires?: Date | null }) => withDatabase(async (manager) => {
      process.stdout.write(`${await createKey(manager, { name, scopes: scope, expiresAt: expires })}\n`);
      process.stderr.write('Keep it now: only its hash is stored.\n');
    }));
  const list = new Command('list').description('Show all keys by their prefix.').option('--json', 'print them as JSON')
    .action(({ json = false }: { json?: boolean }) => withDatabase(async (manager) => {
      const keys = await listKeys(manager);
      process.stdout.write(json ? `${JSON.stringify(keys)}\n` : keys.map(describe).join(''));
      if (keys.length === 0) process.stderr.write('There is no key yet: ibid keys create --help\n');
    }));
  const revoke = new Command('revoke').description('End a key for good; requests with it are refused from now on.').argument('<name|prefix>', 'which one')
    .action((which: string) => withDatabase(async (manager) => { process.stdout.write(`Revoked ${JSON.stringify((await revokeKey(manager, which)).name)}.\n`); }));
  return new Command('keys').description('Keys that let programs change the graph.').addCommand(create).addCommand(list).addCommand(revoke);
}

async function withDatabase(work: (manager: EntityManager) => Promise<void>): Promise<void> {
  const database = await openDatabase({ ...readConfig(), join: true, log: (line) => { process.stderr.write(`${line}\n`); } });
  try {
    await work(database.dataSource.manager);
  } finally {
    await database.close();
  }
}

function describe({ name, prefix, scopes: granted, createdAt, expiresAt, lastUsedAt, revokedAt }: ListedKey): string {
  const facts = [`made ${day(createdAt)}`, lastUsedAt ? `last used ${day(lastUsedAt)}` : 'never used'];
  if (expiresAt) facts.push(`${expiresAt < new Date() ? 'expired' : 'expires'} ${day(expiresAt)}`);
  if (revokedAt) facts.push(`revoked ${day(revokedAt)}`);
  return `${prefix}…  ${name.padEnd(20)} ${granted.join(', ').padEnd(16)} ${facts.join(', ')}\n`;
}

const day = (date: Date): string => date.toISOString().slice(0, 10);

function readName(text: string): string {
  if (isKeyName(text)) return text;
  throw new InvalidArgumentError(`Expected ${keyNameExpected}.`);
}

function addScope(text: string, before: Scope[] = []): Scope[] {
  const scope = scopeNames.find((name) => name === text);
  if (!scope) throw new InvalidArgumentError(`Expected one of ${scopeNames.join(', ')}.`);
  return before.includes(scope) ? before : [...before, scope];
}

function readExpiry(text: string): Date {
  const days = /^([1-9]\d{0,4})d$/.exec(text);
  const date = days ? new Date(Date.now() + Number(days[1]) * 86_400_000) : new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : NaN);
  if (Number.isNaN(date.getTime()) || date <= new Date()) throw new InvalidArgumentError('Expected a date to come such as 2027-01-31, or a number of days such as 90d.');
  return date;
}
