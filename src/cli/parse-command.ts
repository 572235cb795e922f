import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { parseBibliography } from '../bibliography/parse-bibliography';
import type { ParsedReference } from '../bibliography/reference';
import { IbidError } from '../errors';
import { decodeText } from '../imports/decode-text';

/** `ibid parse`: bibliography lines on stdin, one JSON object a line on stdout. The lines are read as one list. */
export function parseCommand(): Command {
  return new Command('parse').description('Read bibliography lines from stdin; write one JSON object a line.')
    .option('--json', 'JSON lines (the default and only form)')
    .option('--fields', 'add where each field stands in the line and the rule that found it')
    .option('--date <date>', "the article's own date, for years of two digits (YYYY-MM-DD)")
    .action(async ({ fields = false, date }: { fields?: boolean; date?: string }) => {
      const bytes = await buffer(process.stdin);
      const decoded = bytes.length === 0 ? { text: '' } : decodeText(bytes);
      if ('reason' in decoded) throw new IbidError('NOT_TEXT', `Cannot read standard input: ${decoded.reason}.`);
      const lines = decoded.text.split(/\r?\n/).filter((line) => line.trim() !== '');
      process.stdout.write(parseBibliography(lines, date === undefined ? {} : { articleDate: date }).map((row) => `${JSON.stringify(fields ? row : withoutFields(row))}\n`).join(''));
    });
}

/** The row that programs rely on: an ISBN, like the place of everything, is among the fields. */
function withoutFields({ fields, isbn, ...row }: ParsedReference): Omit<ParsedReference, 'fields' | 'isbn'> {
  return row;
}
