import { Command } from 'commander';
import { EmbeddedServerError } from '../database/embedded-error';
import { IbidError } from '../errors';
import { exportCommand } from './export-command';
import { importCommand } from './import-command';
import { keysCommand } from './keys-command';
import { migrateCommand } from './migrate-command';
import { parseCommand } from './parse-command';
import { publishersCommand } from './publishers-command';
import { schemaCommand } from './schema-command';
import { serveCommand } from './serve-command';

/** Runs `ibid …`. Results go to stdout, progress and errors to stderr; the exit code is 0 only when all went well. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const program = new Command('ibid').description('One GraphQL graph over everything a publication knows.').showHelpAfterError()
    .addCommand(serveCommand()).addCommand(migrateCommand()).addCommand(importCommand()).addCommand(exportCommand()).addCommand(parseCommand()).addCommand(publishersCommand()).addCommand(keysCommand()).addCommand(schemaCommand());
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${explain(error)}\n`);
  }
}

/** What a person needs: the code, what happened and what to do; the stack only for what nobody foresaw. */
function explain(error: unknown): string {
  if (error instanceof IbidError) return `ibid: ${error.code}: ${error.message}${error.nextStep ? `\n${error.nextStep}` : ''}`;
  if (error instanceof EmbeddedServerError) return `ibid: ${error.code}: ${error.message}`;
  return `ibid: UNEXPECTED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
