import type { ImportedContent, ImportedStandAloneEvent } from '../imported-content';
import { singleLine } from './build-article';
import { made, partsOf } from './content-parts';
import { datePart, eventDate, eventText } from './event-text';
import { fieldOf, listAt, textAt } from './json-fields';
import { readJson } from './json';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';

/** Reads a timeline of TimelineJS: version 3 (`events` with `start_date`) and the older one (`timeline.date` with `startDate: "2011,3,23"`). */
export async function* readTimelineJs(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  let title: string | null = null;
  let number = 0;
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf('timelinejs', title, hints.url ?? null)(part);
  for await (const part of readJson(chunks, hints.charset ?? null, ['events', 'timeline', 'timeline.date'])) {
    if ('problem' in part) {
      yield emit({ failed: [{ ...part.problem, item: `${hints.name}, ${part.problem.item}` }] });
      continue;
    }
    const { path, value } = part;
    if (path === 'title') title = singleLine(textAt(value, 'text', 'headline') ?? '') || null;
    else if (path === 'timeline.headline') title = singleLine(textAt(value) ?? '') || null;
    else if (path === 'eras' || path === 'timeline.era') notKept.add('era', Math.max(1, listAt(value).length));
    if (path !== 'events[]' && path !== 'timeline.date[]') continue;
    number += 1;
    const item = `${hints.name}, event ${textAt(value, 'unique_id') ?? number}`;
    const event = made(item, () => eventOf(value, notKept));
    yield emit('value' in event ? { events: [event.value] } : { failed: [event.failed] });
  }
  yield emit({ notKept: notKept.take() });
}

function eventOf(value: unknown, notKept: NotKept): ImportedStandAloneEvent {
  const old = textAt(value, 'startDate');
  const parts = old === null ? ['year', 'month', 'day'].map((name) => textAt(value, 'start_date', name)) : old.split(/[,/-]/).map((part) => part.trim());
  const [year = null, month = null, day = null] = parts;
  const date = eventDate(datePart(year), datePart(month), datePart(day));
  if (date === null || datePart(year) === null) throw new Error(`expected a date with a year, found ${JSON.stringify(fieldOf(value, 'start_date') ?? old)}`);
  const text = old === null ? eventText(textAt(value, 'text', 'headline'), textAt(value, 'text', 'text')) : eventText(textAt(value, 'headline'), textAt(value, 'text'));
  if (text === '') throw new Error('expected a headline or a text, found none');
  for (const name of ['end_date', 'endDate', 'media', 'asset', 'group', 'tags']) notKept.add(name, fieldOf(value, name) === undefined ? 0 : 1);
  return { date, text };
}
