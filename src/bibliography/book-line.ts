import { findDates } from './dates-in-text';
import type { Draft } from './draft';
import { record, trimSpan } from './draft';
import { readNames } from './names';

const PLACE_AND_PRESS = /(?:^|,\s*|\.\s+|\(\s*)((?:\p{Lu}[\p{L}.'’-]*\s?){1,4}(?:,\s*\p{Lu}[\p{L}.]{1,14})?)\s*:\s*([^:()\u0000]+?)\s*,?\s*$/u;

/** "Family, Given, Title, Place: Press, Year": the head of a book review. */
export function takeBookLine(draft: Draft, articleDate?: string): void {
  if (draft.titleOuter) return;
  const date = findDates(draft.work, draft.start, draft.end, articleDate).at(-1);
  if (!date) return;
  const press = PLACE_AND_PRESS.exec(draft.work.slice(draft.start, date.start));
  if (!press?.[2]) return;
  const names = /^(\p{Lu}[\p{L}'’-]+,\s*\p{Lu}[\p{L}.'’\s-]*?(?:(?:,?\s+and\s+|,\s*)\p{Lu}[\p{L}'’-]+,\s*\p{Lu}[\p{L}.'’\s-]*?)*?),\s*/u.exec(draft.work.slice(draft.start));
  if (!names?.[1]) return;
  const pressStart = draft.start + press.index + press[0].indexOf(press[2], press[0].indexOf(':'));
  const title = trimSpan(draft.work, { start: draft.start + names[0].length, end: draft.start + press.index });
  if (!title) return;
  for (const { name, span } of readNames(draft, { start: draft.start, end: draft.start + names[1].length })) {
    draft.names.push(name);
    record(draft, 'author', span, 'names-first', 0.9, 'literal' in name ? name.literal : [name.family, name.given, name.suffix].filter(Boolean).join(', '));
  }
  draft.title = title;
  record(draft, 'title', title, 'between-names-and-press', 0.9);
  record(draft, 'container', { start: pressStart, end: pressStart + press[2].length }, 'place-and-press', 0.95);
  record(draft, 'date', date, date.rule, 0.95, date.date);
  draft.signs.add('press');
}
