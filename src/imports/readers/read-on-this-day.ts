import type { ImportedContent } from '../imported-content';
import { datePart, eventDate, eventText } from './event-text';
import { listAt, textAt } from './json-fields';
import { partsOf } from './content-parts';
import { readJson } from './json';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';

const LISTS = ['selected', 'events', 'births', 'deaths', 'holidays'] as const;
/** What its list says of an entry, where the entry does not say it itself. */
const LEADS: Readonly<Record<string, string>> = { births: 'Born: ', deaths: 'Died: ' };

/**
 * Reads an answer of Wikimedia's "on this day" feed. The day stands in the address it came from (`…/onthisday/all/07/14`) or in the name of the file,
 * nowhere in the content: without one, events are dated by their year, and holidays, which have none, cannot be.
 */
export async function* readOnThisDay(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const [, month = null, day = null] = /(?<!\d)(\d{2})[-/](\d{2})(?!.*\d{2}[-/]\d{2})(?!\d)/.exec(hints.url ?? hints.name) ?? [];
  const known = new Set<string>();
  const emit = partsOf('on-this-day', 'Wikimedia on this day', hints.url ?? null);
  let number = 0;
  for await (const part of readJson(chunks, hints.charset ?? null, LISTS)) {
    if ('problem' in part) {
      yield emit({ failed: [{ ...part.problem, item: `${hints.name}, ${part.problem.item}` }] });
      continue;
    }
    const { path, value } = part;
    const list = path.slice(0, -2);
    if (!LISTS.some((name) => name === list)) continue;
    number += 1;
    const year = datePart(textAt(value, 'year'));
    const date = eventDate(year, datePart(month), datePart(day));
    const text = eventText(textAt(value, 'text'), null);
    const item = `${hints.name}, ${list} ${number}`;
    if (text === '') yield emit({ failed: [{ item, reason: 'expected an event with a text, found none' }] });
    else if (date === null) yield emit({ failed: [{ item, reason: `expected a day: "${text.slice(0, 60)}" has ${year === null ? 'no year' : `the year ${year}`} and neither the address nor the file's name says the month and the day` }] });
    else {
      notKept.add('page', listAt(value, 'pages').length);
      const event = { date, text: (LEADS[list] ?? '') + text };
      if (!known.has(`${date} ${event.text}`)) yield emit({ events: [event] }); // what is selected stands among the events again
      known.add(`${date} ${event.text}`);
    }
  }
  yield emit({ notKept: notKept.take() });
}
