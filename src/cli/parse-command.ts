import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { parseBibliography } from '../bibliography/parse-bibliography';
import type { ParsedReference } from '../bibliography/reference';

/** `ibid parse`: bibliography lines on stdin, one JSON object a line on stdout. The lines are read as one list. */
export function parseCommand(): Command {
  return new Command('parse').description('Read bibliography lines from stdin; write one JSON object a line.')
    .option('--json', 'JSON lines (the default and only form)')
    .option('--fields', 'add where each field stands in the line and the rule that found it')
    .option('--date <date>', "the article's own date, for years of two digits (YYYY-MM-DD)")
    .action(async ({ fields = false, date }: { fields?: boolean; date?: string }) => {
      const lines: string[] = [];
      for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) if (line.trim() !== '') lines.push(line);
      process.stdout.write(parseBibliography(lines, date === undefined ? {} : { articleDate: date }).map((row) => `${JSON.stringify(fields ? row : withoutFields(row))}\n`).join(''));
    });
}

function withoutFields({ fields, ...row }: ParsedReference): Omit<ParsedReference, 'fields'> {
  return row;
}
