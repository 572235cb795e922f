import type { ImportedContent, ImportedStandAloneEvent } from '../imported-content';
import { made, partsOf } from './content-parts';
import { eventDate, eventText } from './event-text';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';
import { whole } from './whole';

/** The library is an ES module: loaded when a calendar comes. */
const library = async () => (await import('ical.js')).default;
type Library = Awaited<ReturnType<typeof library>>;

/** One VEVENT as it stands in the file, with the line it begins in. */
interface Block { lines: string[]; line: number; closed: boolean }

/** Reads a calendar (RFC 5545): its events, at their first date. Each is parsed alone, so that a broken one costs no other. */
export async function* readICalendar(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const ical = await library();
  const notKept = new NotKept();
  const { text, problems } = await whole(chunks, hints.charset ?? null);
  const lines = text.split(/\r\n|\n|\r/);
  const blocks = blocksOf(lines);
  const name = lines.find((line) => /^X-WR-CALNAME[:;]/i.test(line))?.replace(/^[^:]*:/, '').trim() ?? null;
  const emit = partsOf('icalendar', name, hints.url ?? null);
  yield emit({ failed: problems.map((problem) => ({ ...problem, item: `${hints.name}, ${problem.item}` })) });
  for (const block of blocks) {
    const uid = block.lines.find((line) => /^UID[:;]/i.test(line))?.replace(/^[^:]*:/, '').trim();
    const event = made(`${hints.name}, ${uid ? `UID ${uid}` : `line ${block.line}`}`, () => eventOf(ical, block, notKept));
    if ('failed' in event) yield emit({ failed: [event.failed] });
    else if (event.value) yield emit({ events: [event.value] });
  }
  if (!/^END:VCALENDAR\s*$/im.test(text.slice(-1000))) yield emit({ failed: [{ item: `${hints.name}, line ${lines.length}`, reason: 'expected END:VCALENDAR, found the end: the content was cut; what stands before is read' }] });
  yield emit({ notKept: notKept.take() });
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  lines.forEach((line, at) => {
    if (/^BEGIN:VEVENT\s*$/i.test(line)) blocks.push(open = { lines: [], line: at + 1, closed: false });
    open?.lines.push(line);
    if (open && /^END:VEVENT\s*$/i.test(line)) {
      open.closed = true;
      open = null;
    }
  });
  return blocks;
}

/** A day without a time has to be declared as one (RFC 5545, 3.3.4), which many calendars forget. */
const withType = (line: string): string => line.replace(/^(DT(?:START|END))((?:;(?!VALUE=)[^:;]*)*):(\d{8})\s*$/i, '$1$2;VALUE=DATE:$3');

function eventOf(ical: Library, { lines, closed }: Block, notKept: NotKept): ImportedStandAloneEvent | null {
  if (!closed) throw new Error('expected END:VEVENT, found the next event or the end');
  const event = new ical.Component(ical.parse(lines.filter((line) => line !== '').map(withType).join('\r\n')) as unknown[]);
  const value = (property: string): unknown => event.getFirstPropertyValue(property);
  if (String(value('status')).toUpperCase() === 'CANCELLED') {
    notKept.add('cancelled event');
    return null;
  }
  const start = value('dtstart');
  if (!(start instanceof ical.Time)) throw new Error(`expected DTSTART with a date, found ${JSON.stringify(lines.find((line) => /^DTSTART/i.test(line)) ?? 'none')}`);
  const date = eventDate(start.year, start.month, start.day);
  const words = (property: string): string | null => { const text = value(property); return typeof text === 'string' ? text : null; };
  const text = eventText(words('summary'), words('description'));
  if (date === null) throw new Error(`expected a date of the calendar, found ${start.toString()}`);
  if (text === '') throw new Error('expected a SUMMARY or a DESCRIPTION, found none');
  for (const property of ['rrule', 'dtend', 'location', 'url', 'attendee', 'geo']) notKept.add(property.toUpperCase(), event.hasProperty(property) ? 1 : 0);
  return { date, text };
}
