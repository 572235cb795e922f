import { edtfOfParts, edtfOfWords } from '../../exports/csl-date';
import { bibtexEntries } from '../../exports/bibtex-entries';
import { cslTypes } from '../../exports/csl-item';
import { textOfTex } from '../../exports/tex-text';
import type { ImportedContent, ImportedReference } from '../imported-content';
import { monthOfName } from '../../dates/month-names';
import { type BibtexFileEntry, bibtexEntriesOf } from './bibtex-file';
import { namesOfBibtex } from './bibtex-names';
import { type FoundReference, buildReference } from './build-reference';
import { NotKept } from './not-kept';

/** CSL types by entry, BibTeX's and biblatex's (manual, 2.1). */
const types = new Map<string, string>([
  ...Object.entries(bibtexEntries).filter(([type]) => !/^article/.test(type)).map(([type, { entry }]): [string, string] => [entry, type]),
  ['article', 'article-journal'], ['inbook', 'chapter'], ['suppbook', 'chapter'], ['bookinbook', 'chapter'], ['suppcollection', 'chapter'], ['conference', 'paper-conference'], ['mastersthesis', 'thesis'], ['thesis', 'thesis'],
  ['report', 'report'], ['booklet', 'pamphlet'], ['manual', 'book'], ['mvbook', 'book'], ['collection', 'book'], ['mvcollection', 'book'], ['proceedings', 'book'], ['mvproceedings', 'book'], ['reference', 'book'], ['mvreference', 'book'],
  ['electronic', 'webpage'], ['www', 'webpage'], ['newspaper', 'article-newspaper'], ['periodical', 'periodical'], ['review', 'review'], ['movie', 'motion_picture'], ['video', 'motion_picture'], ['audio', 'song'], ['music', 'song'],
  ['letter', 'personal_communication'], ['jurisdiction', 'legal_case'], ['legislation', 'legislation'], ['legal', 'legislation'], ['standard', 'standard'], ['image', 'graphic'], ['artwork', 'graphic'], ['misc', 'document'],
]);

/** Fields a value is taken from, the first that has one. */
const container = ['journal', 'journaltitle', 'booktitle', 'maintitle'];
const publisher = ['publisher', 'institution', 'school', 'organization', 'howpublished'];
const read = new Set([...container, ...publisher, 'author', 'title', 'subtitle', 'titleaddon', 'year', 'month', 'day', 'date', 'url', 'doi', 'isbn', 'entrysubtype', 'crossref', 'xdata', 'ids', 'keywords+an']);
read.delete('titleaddon');

/** Reads a BibTeX or biblatex library, each entry alone; what an entry lacks it takes from the one its `crossref` or `xdata` names, wherever that stands. */
export function readBibtex(text: string, hints: { name: string }): ImportedContent {
  const notKept = new NotKept();
  const references: ImportedReference[] = [];
  const failed: ImportedContent['failed'] = [];
  const entries: BibtexFileEntry[] = [];
  for (const part of bibtexEntriesOf(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'))) {
    if ('broken' in part) failed.push({ item: `${hints.name}, line ${part.line}`, reason: part.broken });
    else entries.push(part);
  }
  const byKey = new Map(entries.map((entry) => [entry.key.toLowerCase(), entry]));
  for (const entry of entries) {
    if (entry.type === 'xdata') continue;
    const built = buildReference(found({ ...entry, fields: inherited(entry, byKey) }, notKept), notKept);
    if ('reason' in built) failed.push({ item: `${hints.name}, ${entry.key || `line ${entry.line}`}`, reason: built.reason });
    else references.push(built.reference);
  }
  if (references.length + failed.length === 0) failed.push({ item: hints.name, reason: 'expected BibTeX entries such as "@book{key, …}", found none' });
  return { format: 'bibtex', origin: { name: null, url: null }, articles: [], references, notKept: notKept.take(), failed };
}

/** A parent's title is the booktitle of its parts (biblatex manual, appendix B); its own marks are not inherited. */
function inherited({ fields }: BibtexFileEntry, byKey: ReadonlyMap<string, BibtexFileEntry>): Map<string, string> {
  const all = new Map(fields);
  const parents = [fields.get('crossref'), ...(fields.get('xdata') ?? '').split(',')].flatMap((key) => byKey.get((key ?? '').trim().toLowerCase()) ?? []);
  for (const parent of parents) {
    for (const [name, value] of parent.fields) {
      const as = parent.type === 'xdata' ? name : name === 'title' ? 'booktitle' : name;
      if (!all.has(as) && !['crossref', 'xdata', 'author', 'subtitle', 'url', 'doi', 'entrysubtype'].includes(parent.type === 'xdata' ? '' : name)) all.set(as, value);
    }
  }
  return all;
}

function found({ type, key, fields, line }: BibtexFileEntry, notKept: NotKept): FoundReference {
  const value = (name: string): string | null => fields.get(name)?.trim() || null;
  const one = (names: readonly string[]): [name: string, text: string] | null => {
    const name = names.find((field) => textOfTex(value(field) ?? '') !== '');
    return name === undefined ? null : [name, textOfTex(value(name) ?? '')];
  };
  const { names, others } = namesOfBibtex(value('author') ?? '');
  if (others) notKept.add('author (and others)');
  const subtype = textOfTex(value('entrysubtype') ?? '').toLowerCase();
  const ofSubtype = [subtype, `article-${subtype}`].find((name) => cslTypes.includes(name) || name === 'press-release');
  if (!types.has(type)) notKept.add(`@${type}`);
  const link = verbatim(value('url') ?? (/\\url\s*\{|^https?:/.test(value('howpublished') ?? '') ? value('howpublished') : null));
  const holder = one(container);
  const house = one(publisher.filter((name) => name !== 'howpublished' || !/\\url\s*\{|^https?:/.test(value(name) ?? '')));
  for (const [name, text] of fields) {
    const unread = !read.has(name) || ([...container, ...publisher].includes(name) && name !== holder?.[0] && name !== house?.[0] && name !== 'howpublished');
    if (unread && text.trim() !== '') notKept.add(name);
  }
  const title = one(['title']);
  const subtitle = one(['subtitle']);
  const isSite = type === 'online' && holder === null; // biblatex has the site as organization
  return {
    key: key || `line ${line}`, type: ofSubtype ?? types.get(type) ?? 'document',
    title: title && [title[1], subtitle?.[1]].filter(Boolean).join(': '), container: (isSite ? house : holder)?.[1] ?? null, publisher: isSite ? null : house?.[1] ?? null,
    issued: dateOf(value('date'), value('year'), value('month'), value('day'), notKept), authors: names, url: link, doi: verbatim(value('doi')), isbn: value('isbn'),
  };
}

/** An address or identifier: TeX's escapes are taken off, nothing else is read into it. */
function verbatim(value: string | null): string | null {
  return value === null ? null : (/\\url\s*\{([^}]*)\}/.exec(value)?.[1] ?? value).replace(/\\([_%&#$~{}])/g, '$1').replace(/\{\}/g, '').trim();
}

/** `date` is EDTF, and the day of a range on which it begins; else the year as a number or in words, the month by name or number, which may hold the day. */
function dateOf(date: string | null, year: string | null, month: string | null, day: string | null, notKept: NotKept): string | null {
  const [begin = '', end] = (date ?? '').replace(/[{}]/g, '').split('/'); // not TeX: ~ means about
  if (end !== undefined) notKept.add('date (end of a range)');
  const whole = begin === '' ? null : edtfOfWords(begin);
  if (whole !== null) return whole;
  const yearText = textOfTex(year ?? '');
  const years = /^-?\d{1,6}$/.test(yearText) ? Number(yearText) : null;
  const monthText = textOfTex(month ?? '').replace(/[~,]/g, ' ');
  const name = monthText.split(/[\s./-]+/).find((word) => monthOfName(word) !== null);
  const [first, second] = monthText.match(/\d+/g)?.map(Number) ?? [];
  const months = name === undefined ? first ?? null : monthOfName(name);
  const dayOfMonth = textOfTex(day ?? '') || String((name === undefined ? second : first) ?? '');
  const days = /^\d{1,2}$/.test(dayOfMonth) ? Number(dayOfMonth) : null;
  const edtf = (years === null && yearText !== '' ? null : edtfOfParts(years, months, days) ?? edtfOfParts(years, months, null)) ?? (years === null ? edtfOfWords(yearText) : edtfOfParts(years, null, null));
  if (edtf === null && (date ?? year ?? month) !== null) notKept.add('date (not one)');
  return edtf;
}
