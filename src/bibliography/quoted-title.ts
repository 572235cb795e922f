import type { Draft } from './draft';
import { record, take } from './draft';
import { findQuotation, trimQuoted } from './quotes';
import { readNames } from './names';

/** A quotation that a delimiter or the line's start precedes, and a delimiter follows, is the title. */
export function takeQuotedTitle(draft: Draft): void {
  const quotation = findQuotation(draft.work, draft.start, draft.end);
  if (!quotation) return;
  const inner = trimQuoted(draft.raw, quotation.inner);
  if (!inner) return;
  draft.title = inner;
  draft.titleOuter = quotation.outer;
  draft.quoted = true;
  // A comma or full stop that the sentence put inside a nested quotation is not part of the title.
  const value = draft.raw.slice(inner.start, inner.end).replace(/[,.](?=[’'”"»]$)/, '');
  record(draft, 'title', inner, 'quoted-title', 0.99, value);
  take(draft, quotation.outer);
}

/** What stands before a quoted title is names. */
export function takeNamesBeforeTitle(draft: Draft): void {
  if (!draft.titleOuter) return;
  const zone = { start: draft.start, end: draft.titleOuter.start };
  while (zone.end > zone.start && /[\s,:.\u0000]/.test(draft.work.charAt(zone.end - 1)) && !/\p{Lu}\.$/u.test(draft.work.slice(zone.start, zone.end))) zone.end--;
  for (const { name, span } of readNames(draft, zone)) {
    draft.names.push(name);
    record(draft, 'author', span, 'names-before-title', 0.98, 'literal' in name ? name.literal : [name.family, name.given, name.suffix].filter(Boolean).join(', '));
  }
}
