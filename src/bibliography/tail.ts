import type { FoundDate } from './dates-in-text';
import { findDates } from './dates-in-text';
import type { Draft } from './draft';
import { record, take, trimSpan } from './draft';

const ORDER = { day: 0, month: 1, year: 2 } as const;

/** The date of the work: the most precise one after the title. */
export function takeDate(draft: Draft, articleDate?: string): FoundDate | null {
  const from = draft.titleOuter?.end ?? draft.start;
  const dates = findDates(draft.work, from, draft.end, articleDate);
  const best = dates.reduce<FoundDate | null>((chosen, date) => (chosen && ORDER[chosen.precision] <= ORDER[date.precision] ? chosen : date), null);
  if (!best) return null;
  record(draft, 'date', best, best.rule, 0.98, best.date);
  take(draft, best);
  return best;
}

/** After a quoted title the text up to the date is the container. */
export function takeContainer(draft: Draft): void {
  if (!draft.titleOuter) return;
  const from = draft.titleOuter.end;
  let start = from;
  while (start < draft.end && /[\s,.;:\u0000]/.test(draft.work.charAt(start))) start++;
  const stop = draft.work.indexOf('\u0000', start);
  const span = trimSpan(draft.work, { start, end: stop === -1 ? draft.end : stop });
  if (!span) return;
  const blog = /\s+blog$/i.exec(draft.raw.slice(span.start, span.end));
  if (blog) { span.end -= blog[0].length; draft.signs.add('blog'); }
  record(draft, 'container', span, 'after-title', 0.97);
}
