import type { Draft } from './draft';
import { afterTitle, record } from './draft';
import { takeEditorialNotes } from './editorial-notes';
import { takeHolder } from './holder';
import { takeIsbn } from './isbn';
import { takeLabel, takeSameAuthors } from './labels';
import { findLeadingNames } from './leading-names';
import { takeLocators } from './locators';
import { isNameZone, recordNames } from './name-zone';
import { pointsElsewhere, readsLikeProse } from './not-a-reference';
import { takeNotes, takePhrases } from './notes';
import { collectWords } from './phrases';
import { takeQuotedTitle } from './quoted-title';
import { takeSeparators } from './separators';
import { takeUnquotedTitle } from './unquoted-title';
import { takeUrls } from './urls';
import { takeWorkDate } from './work-date';

/** What a step says of the line: go on, or it is no reference. */
type Verdict = 'go-on' | 'no-reference';
/** One step: what it is called, why it stands where it stands, and what it does to the draft. */
export interface Step { name: string; why: string; run: (draft: Draft) => Verdict }

const always = (run: (draft: Draft) => void): Step['run'] => (draft) => {
  run(draft);
  return 'go-on';
};

/** The steps a line goes through; each can be small because those before it have blanked what would mislead it. */
export const steps: readonly Step[] = [
  { name: 'label', why: 'numbering would be read as part of the first name', run: always(takeLabel) },
  { name: 'same-authors', why: 'dashes stand where names stand, and are none', run: always(takeSameAuthors) },
  { name: 'elsewhere', why: '"Ibid." and headings hold nothing the other steps could find', run: (draft) => (pointsElsewhere(draft) ? 'no-reference' : 'go-on') },
  { name: 'quoted-title', why: 'quotation marks are the surest sign; a title may hold years, commas and colons', run: always(takeQuotedTitle) },
  { name: 'separators', why: 'spaced dashes part a line as commas do, and later steps know commas', run: always(takeSeparators) },
  { name: 'words', why: 'most patterns below are only tried on lines that have one of their words outside the title', run: always(collectWords) },
  { name: 'notes', why: 'access dates look like dates, and "retrieved … from" stands before addresses', run: always(takeNotes) },
  { name: 'urls', why: 'the dots, commas and years of addresses mean nothing to the steps below', run: always(takeUrls) },
  { name: 'isbn', why: 'its digits look like years and pages', run: always(takeIsbn) },
  { name: 'phrases', why: '"Available at" is recognised by the address that was behind it', run: always(takePhrases) },
  { name: 'prose', why: 'a sentence around a quotation would give fields that are none', run: (draft) => (readsLikeProse(draft) ? 'no-reference' : 'go-on') },
  { name: 'editorial-notes', why: 'report numbers and editions hold numbers that locators would take apart', run: always((draft) => { takeEditorialNotes(draft, afterTitle(draft)); }) },
  { name: 'date', why: 'where it stands tells the style: before the title it ends the names', run: always((draft) => { draft.placedDate = takeWorkDate(draft); }) },
  { name: 'names', why: 'they come first; what follows is title or nothing', run: always(takeNames) },
  { name: 'locators', why: 'volume and pages end the container; in a title before names they would be words', run: always((draft) => { takeLocators(draft, { start: draft.titleOuter?.end ?? draft.rest, end: draft.end }); }) },
  { name: 'title', why: 'without quotation marks it is the first sentence or the first parts of what is left', run: (draft) => (takeTitle(draft) ? 'go-on' : 'no-reference') },
  { name: 'holder', why: 'container and press are what is left after all else', run: always((draft) => { takeHolder(draft, draft.rest); }) },
];

/** Names before a quoted title, before an early date, or at the start of a line without either. */
function takeNames(draft: Draft): void {
  const { titleOuter, placedDate } = draft;
  const early = placedDate?.early ? placedDate.outer : null;
  if (draft.sameAuthors) {
    draft.rest = early?.end ?? titleOuter?.end ?? draft.start;
    draft.separator = !early && draft.raw.charAt(draft.sameAuthors.end) === ',' ? 'comma' : 'stop';
  } else if (titleOuter) {
    recordNames(draft, { start: draft.start, end: Math.min(titleOuter.start, early?.start ?? titleOuter.start) }, 'names-before-title', 0.98);
    draft.rest = takeBy(draft, titleOuter.end);
  } else if (early) {
    recordNames(draft, { start: draft.start, end: early.start }, 'names-before-date', 0.97);
    draft.rest = early.end;
    draft.separator = /^\s*[.:]/.test(draft.raw.slice(early.end)) || !/^\s*,/.test(draft.raw.slice(early.end)) ? 'stop' : 'comma';
  } else {
    const names = findLeadingNames(draft);
    draft.rest = names?.end ?? draft.start;
    const acronym = /^\s\([A-Z][A-Za-z-]{1,9}\)/.exec(draft.raw.slice(draft.rest, draft.rest + 14)); // "World Health Organization (WHO)."
    if (names && acronym) draft.rest += acronym[0].length;
    if (!names) return;
    recordNames(draft, names, 'names-first', names.confidence);
    draft.separator = /^\s*,/.test(draft.work.slice(draft.rest, draft.rest + 3)) ? 'comma' : 'stop';
  }
}

/** "“Ferry Strike Ends” by Lena Pearson, Reuters": where the line goes on after names behind the title. */
function takeBy(draft: Draft, from: number): number {
  const by = draft.names.length === 0 ? /^[\s,]*(?:by|von|par|por|di)\s+(?=\p{Lu})/u.exec(draft.work.slice(from, from + 12)) : null;
  const length = by ? /^[^,;(\u0000]{2,60}/.exec(draft.work.slice(from + by[0].length, from + by[0].length + 64))?.[0].length ?? 0 : 0;
  if (!by || length === 0) return from;
  const zone = { start: from + by[0].length, end: from + by[0].length + length };
  if (!isNameZone(draft, zone)) return from;
  recordNames(draft, zone, 'names-after-title', 0.93);
  return zone.end;
}

/** "NASA Mars Rovers. http://…": what looked like an organisation is the title when nothing else is. */
function takeNamesAsTitle(draft: Draft): boolean {
  const [only, other] = draft.fields.filter(({ name }) => name === 'author');
  if (!only || other || !draft.names.every((name) => 'literal' in name)) return false;
  draft.names.length = 0;
  draft.fields.splice(draft.fields.indexOf(only), 1);
  draft.title = { start: only.start, end: only.end };
  record(draft, 'title', draft.title, 'all-there-is', 0.7);
  return true;
}

/** A line that is nothing but a web address or DOI: a work whose title is not known. */
function isAddressAlone(draft: Draft): boolean {
  return draft.fields.length > 0 && draft.fields.every(({ name }) => name === 'url' || name === 'doi') && !/[\p{L}\p{N}]/u.test(draft.work);
}

function takeTitle(draft: Draft): boolean {
  if (draft.titleOuter) return true;
  const rest = takeUnquotedTitle(draft, draft.rest, draft.separator);
  if (rest !== null) draft.rest = rest;
  return rest !== null || takeNamesAsTitle(draft) || isAddressAlone(draft);
}
