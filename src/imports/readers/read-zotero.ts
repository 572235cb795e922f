import type { Name } from '../../bibliography/reference';
import { edtfOfParts, edtfOfWords } from '../../exports/csl-date';
import type { ImportedContent } from '../imported-content';
import { type FoundReference, buildReference } from './build-reference';
import { partsOf } from './content-parts';
import { fieldOf, listAt, textAt } from './json-fields';
import { readJson } from './json';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';
import { type ZoteroType, noWorks, zoteroTypes } from './zotero-types';

/** Fields that say nothing of the work itself. */
const ofTheLibrary = new Set(['key', 'version', 'itemType', 'itemID', 'itemKey', 'citationKey', 'creators', 'date', 'url', 'DOI', 'ISBN', 'title', 'publisher', 'accessDate', 'dateAdded', 'dateModified', 'collections', 'relations', 'uri', 'libraryCatalog', 'select']);

/**
 * Reads a library of Zotero: the items of its Web API, `[{ key, data: { itemType … } }]` (zotero.org/support/dev/web_api/v3), or of an export with the items
 * themselves, `{ items: [{ itemType … }] }`. Attachments, notes and what is in the trash are counted, not kept.
 */
export async function* readZotero(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const emit = partsOf('zotero', null, null);
  let met = false;
  for await (const part of readJson(chunks, hints.charset ?? null, ['items'])) {
    if ('problem' in part) {
      yield emit({ failed: [{ ...part.problem, item: `${hints.name}, ${part.problem.item}` }] });
      continue;
    }
    if (part.path !== '[]' && part.path !== 'items[]') continue;
    met = true;
    const data = fieldOf(part.value, 'data') ?? part.value;
    const key = textAt(part.value, 'key') ?? textAt(data, 'key') ?? textAt(data, 'citationKey') ?? `line ${part.line}`;
    const type = textAt(data, 'itemType');
    if (type === null) yield emit({ failed: [{ item: `${hints.name}, ${key}`, reason: 'expected an item with itemType, found none' }] });
    else if (noWorks.has(type)) notKept.add(type);
    else if (fieldOf(data, 'deleted')) notKept.add('item in the trash');
    else {
      const built = buildReference(found(data, key, type, textAt(part.value, 'meta', 'parsedDate'), notKept), notKept);
      yield emit('reason' in built ? { failed: [{ item: `${hints.name}, ${key}`, reason: built.reason }] } : { references: [built.reference] });
    }
  }
  yield emit({ notKept: notKept.take(), ...(!met && { failed: [{ item: hints.name, reason: 'expected items of a Zotero library, found none' }] }) });
}

function found(data: unknown, key: string, itemType: string, parsedDate: string | null, notKept: NotKept): FoundReference {
  const type: ZoteroType = zoteroTypes[itemType] ?? { csl: 'document' };
  if (!(itemType in zoteroTypes)) notKept.add(`type "${itemType}"`);
  const field = (name: string | undefined): string | null => (name === undefined ? null : textAt(data, name));
  const read = new Set([type.container, type.publisher, type.title]);
  for (const [name, value] of Object.entries(data as object)) { // it has an itemType
    if (!ofTheLibrary.has(name) && !read.has(name) && value !== '' && value !== null && !(Array.isArray(value) && value.length === 0)) notKept.add(name);
  }
  const date = textAt(data, 'date');
  const issued = dateOf(date) ?? dateOf(parsedDate);
  if (date !== null && issued === null) notKept.add('date (not one)');
  return {
    key, type: type.csl, title: field(type.title) ?? textAt(data, 'title'), container: field(type.container), publisher: field(type.publisher) ?? textAt(data, 'publisher'),
    issued, authors: authorsOf(data, type, notKept), url: textAt(data, 'url'), doi: textAt(data, 'DOI'), isbn: textAt(data, 'ISBN'),
  };
}

function authorsOf(data: unknown, { creators = [] }: ZoteroType, notKept: NotKept): Name[] {
  return listAt(data, 'creators').flatMap((creator): Name[] => {
    const role = textAt(creator, 'creatorType') ?? 'author';
    if (role !== 'author' && !creators.includes(role)) {
      notKept.add(role);
      return [];
    }
    const [name, family, given] = [textAt(creator, 'name'), textAt(creator, 'lastName'), textAt(creator, 'firstName')];
    if (family !== null) return [{ family, ...(given !== null && { given }) }];
    const literal = name ?? given;
    return literal === null ? [] : [{ literal }];
  });
}

/** `2008-04-28`, `2008-04-00` where the day is not known, or words. */
function dateOf(text: string | null): string | null {
  const [, year, month, day] = /^(-?\d{1,4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$/.exec(text ?? '') ?? [];
  if (year === undefined) return text === null ? null : edtfOfWords(text);
  const part = (digits: string | undefined): number | null => Number(digits) || null;
  return edtfOfParts(Number(year), part(month), part(day)) ?? edtfOfParts(Number(year), null, null);
}
