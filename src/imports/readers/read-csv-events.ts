import { type CsvError, parse } from 'csv-parse/sync';
import { parsePartialDate } from '../../dates/partial-date';
import type { FailedItem, ImportedContent, ImportedStandAloneEvent } from '../imported-content';
import { partsOf } from './content-parts';
import { csvColumns, separatorOf } from './csv-columns';
import { datePart, eventDate, eventText } from './event-text';
import { instantOf } from './instants';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';
import { whole } from './whole';

interface Row { record: Record<string, string>; info: { lines: number } }

/** Reads a table of events: a head line that names a date (or year, month, day) and a text, then an event a line. Separated by commas, semicolons or tabs (RFC 4180). */
export async function* readCsvEvents(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const { text, problems } = await whole(chunks, hints.charset ?? null);
  const emit = partsOf('csv', null, hints.url ?? null);
  const failed: FailedItem[] = problems.map((problem) => ({ ...problem, item: `${hints.name}, ${problem.item}` }));
  const wrong = (line: number, reason: string): void => { failed.push({ item: `${hints.name}, line ${line}`, reason }); };
  const [head = ''] = text.split(/\r?\n/, 1);
  const columns = csvColumns(head);
  if (!columns) wrong(1, 'expected a head line with "date" (or "year") and "text" (or "event", "title", "description"), found none');
  const rows = columns ? rowsOf(text, head, wrong) : [];
  if (columns && rows.length === 0) wrong(1, 'expected an event a line below the head line, found none');
  const events: ImportedStandAloneEvent[] = [];
  for (const { record, info } of rows) {
    const at = (name: string | null | undefined): string | null => (name ? record[name]?.trim() || null : null);
    const date = columns?.date ? dateOf(at(columns.date)) : eventDate(datePart(at(columns?.year)), datePart(at(columns?.month)), datePart(at(columns?.day)));
    const said = eventText(at(columns?.headline), at(columns?.text));
    if (date === null) wrong(info.lines, `expected a date, found ${JSON.stringify(at(columns?.date ?? columns?.year))}`);
    else if (said === '') wrong(info.lines, 'expected a text, found none');
    else events.push({ date, text: said });
    for (const [name, value] of Object.entries(record)) if (!Object.values(columns ?? {}).includes(name) && value.trim() !== '') notKept.add(`column "${name}"`);
  }
  yield emit({ events, failed, notKept: notKept.take() });
}

function rowsOf(text: string, head: string, wrong: (line: number, reason: string) => void): Row[] {
  // The types of the library know records and information apart, not together.
  return parse(text, {
    bom: true, columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()), delimiter: separatorOf(head), info: true, skip_empty_lines: true,
    relax_column_count: true, relax_quotes: true, skip_records_with_error: true, on_skip: (error?: CsvError) => { wrong(Number(error?.lines ?? 0), `expected a row as the head says: ${error?.message ?? 'it is none'}`); },
  }) as unknown as Row[];
}

/** EDTF, or a date of a feed. */
function dateOf(text: string | null): string | null {
  if (text === null) return null;
  return parsePartialDate(text) ? text : instantOf(text)?.toISOString().slice(0, 10) ?? null;
}
