import { Command } from 'commander';
import { EmbeddedServerError } from '../database/embedded-error';
import { IbidError } from '../errors';
import { NoFeed } from '../feeds/no-feed';
import { OutsideError } from '../outside/outside-error';
import { withoutSecrets } from '../redact';

/** The commands by their names. Only the one that is asked for is loaded: the graph alone takes half a second, which `ibid parse` does not need. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./serve-command.js')).serveCommand(),
  migrate: async () => (await import('./migrate-command.js')).migrateCommand(),
  import: async () => (await import('./import-command.js')).importCommand(),
  export: async () => (await import('./export-command.js')).exportCommand(),
  origins: async () => (await import('./origins-command.js')).originsCommand(),
  sync: async () => (await import('./sync-command.js')).syncCommand(),
  parse: async () => (await import('./parse-command.js')).parseCommand(),
  publishers: async () => (await import('./publishers-command.js')).publishersCommand(),
  keys: async () => (await import('./keys-command.js')).keysCommand(),
  schema: async () => (await import('./schema-command.js')).schemaCommand(),
};

/** Runs `ibid …`. Results go to stdout, progress and errors to stderr; the exit code is 0 only when all went well. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const program = new Command('ibid').description('One GraphQL graph over everything a publication knows.').showHelpAfterError();
  const [, , asked = ''] = argv;
  for (const load of Object.hasOwn(commands, asked) ? [commands[asked]] : Object.values(commands)) if (load) program.addCommand(await load());
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${withoutSecrets(explain(error))}\n`);
  }
}

/** What a person needs: the code, what happened and what to do; the stack only for what nobody foresaw. */
function explain(error: unknown): string {
  if (error instanceof IbidError) return `ibid: ${error.code}: ${error.message}${error.nextStep ? `\n${error.nextStep}` : ''}`;
  if (error instanceof OutsideError) return `ibid: ${error.code}: ${error.message}`;
  if (error instanceof NoFeed) return `ibid: BAD_ANSWER: ${error.message}`;
  if (error instanceof EmbeddedServerError) return `ibid: ${error.code}: ${error.message}`;
  return `ibid: UNEXPECTED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
