import type { Name } from '../../bibliography/reference';
import { edtfOfParts, edtfOfWords } from '../../exports/csl-date';
import { cslTypes } from '../../exports/csl-item';
import { risTypes } from '../../exports/ris-types';
import type { ImportedContent, ImportedReference } from '../imported-content';
import { type FoundReference, buildReference } from './build-reference';
import { NotKept } from './not-kept';

/** A record: its tags with their values, in order. */
interface RisRecord { line: number; values: [tag: string, value: string][] }

/** CSL types by RIS type; the second list is what other programs write. */
const types = new Map([
  ...Object.entries(risTypes).map(([csl, ris]): [string, string] => [ris, csl]),
  ['JFULL', 'article-journal'], ['EJOUR', 'article-journal'], ['INPR', 'article-journal'], ['ABST', 'article-journal'], ['JOURN', 'article-journal'], ['CONF', 'paper-conference'], ['EBOOK', 'book'], ['EDBOOK', 'book'],
  ['ECHAP', 'chapter'], ['UNPB', 'manuscript'], ['ICOMM', 'webpage'], ['VIDEO', 'motion_picture'], ['GOVDOC', 'report'], ['ADVS', 'motion_picture'], ['UNBILL', 'bill'],
]);

/** Which tags a value is taken from, the first that has one; the older names of RIS stand behind. */
const tags = { key: ['ID'], title: ['TI', 'T1', 'CT'], container: ['T2', 'JF', 'JO', 'BT', 'JA'], publisher: ['PB'], url: ['UR', 'L2'], doi: ['DO'], isbn: ['SN'], typeOfWork: ['M3'] } satisfies Record<string, string[]>;
const readTags = new Set(['TY', 'AU', 'A1', 'PY', 'Y1', 'DA', ...Object.values(tags).flat()]);

/** Reads a RIS library: records from TY to ER or to the next TY; what stands between them is passed over. */
export function readRis(text: string, hints: { name: string }): ImportedContent {
  const notKept = new NotKept();
  const references: ImportedReference[] = [];
  const failed: ImportedContent['failed'] = [];
  for (const record of records(text.replace(/^\uFEFF/, ''))) {
    const built = buildReference(found(record, notKept), notKept);
    if ('reason' in built) failed.push({ item: `${hints.name}, record in line ${record.line}`, reason: built.reason });
    else references.push(built.reference);
  }
  if (references.length + failed.length === 0) failed.push({ item: hints.name, reason: 'expected records that begin with "TY  - ", found none' });
  return { format: 'ris', origin: { name: null, url: null }, articles: [], references, notKept: notKept.take(), failed };
}

function* records(text: string): Generator<RisRecord> {
  const lineOf = /^\s*TY {2}-/m.test(text) ? /^\s*([A-Z][A-Z0-9]) {2}-(?: (.*)|\s*)$/ : /^\s*([A-Z][A-Z0-9]) ?- ?(.*)$/; // some programs write one space
  let record: RisRecord | null = null;
  let line = 0;
  for (const row of text.split(/\r\n|\r|\n/)) {
    line += 1;
    const [, tag, value = ''] = lineOf.exec(row) ?? [];
    if (tag === 'TY' || tag === 'ER') {
      if (record) yield record;
      record = tag === 'TY' ? { line, values: [['TY', value.trim()]] } : null;
    } else if (tag !== undefined) record?.values.push([tag, value.trim()]);
    else {
      const last = record?.values.at(-1); // a value goes on in the next line
      if (last && row.trim() !== '') last[1] += ` ${row.trim()}`;
    }
  }
  if (record) yield record;
}

function found({ line, values }: RisRecord, notKept: NotKept): FoundReference {
  const all = (wanted: readonly string[]): string[] => wanted.flatMap((tag) => values.filter(([of]) => of === tag).map(([, value]) => value.trim()).filter((value) => value !== ''));
  const one = (wanted: readonly string[]): string | null => all(wanted)[0] ?? null;
  for (const [tag, value] of values) if (!readTags.has(tag) && value.trim() !== '') notKept.add(tag);
  for (const wanted of [tags.container, tags.publisher, tags.url, tags.doi, tags.isbn, tags.title]) {
    const [first, ...others] = all(wanted);
    if (others.some((value) => value !== first)) notKept.add(`a second ${wanted[0] ?? ''}`);
  }
  const [ris = ''] = all(['TY']);
  const typeOfWork = one(tags.typeOfWork)?.toLowerCase() ?? null;
  const named = typeOfWork !== null && (cslTypes.includes(typeOfWork) || typeOfWork === 'press-release') ? typeOfWork : null;
  const type = named ?? types.get(ris.toUpperCase());
  if (type === undefined) notKept.add(`TY ${ris}`);
  if (typeOfWork !== null && named === null) notKept.add('M3');
  const serial = one(tags.isbn);
  const isIssn = serial !== null && /^\d{4}-?\d{3}[\dX]$/i.test(serial);
  if (isIssn) notKept.add('SN (ISSN)');
  return {
    key: one(tags.key) ?? `line ${line}`, type: type ?? 'document', title: one(tags.title), container: one(tags.container), publisher: one(tags.publisher),
    issued: dateOf(one(['DA']), one(['PY', 'Y1']), notKept), authors: all(['AU', 'A1']).map(nameOf), url: one(tags.url), doi: one(tags.doi), isbn: isIssn ? null : serial,
  };
}

/** "Family, Given, Suffix"; a comma behind marks an organisation, and so do several words without any. */
function nameOf(value: string): Name {
  if (/,\s*$/.test(value)) return { literal: value.replace(/,\s*$/, '') };
  const [family = '', given = '', suffix = ''] = value.split(',').map((part) => part.trim());
  if (given === '' && suffix === '') return family.includes(' ') ? { literal: family } : { family };
  return { family, ...(given ? { given } : {}), ...(suffix ? { suffix } : {}) };
}

/** DA and Y1 are year/month/day/other, PY is a year; "other" may say what numbers cannot. */
function dateOf(day: string | null, year: string | null, notKept: NotKept): string | null {
  const [ofYear = '', yearMonth = '', yearDay = '', yearOther = ''] = (year ?? '').split('/').map((part) => part.trim());
  const [ofDay = '', month = '', dayOfMonth = '', dayOther = ''] = (day ?? '').split('/').map((part) => part.trim());
  const other = dayOther || yearOther;
  const number = (...parts: string[]): number | null => {
    const digits = parts.find((part) => /^\d+$/.test(part));
    return digits === undefined ? null : Number(digits);
  };
  const approximate = /^(?:c|ca|circa|about)\b/i.test(other);
  const [years, months, days] = [number(ofDay, ofYear), number(month, yearMonth), number(dayOfMonth, yearDay)];
  const edtf = edtfOfParts(years, months, days, approximate) ?? edtfOfParts(years, null, null, approximate) ?? edtfOfWords(other) ?? edtfOfWords(day ?? '') ?? edtfOfWords(year ?? '');
  if (edtf === null && (day ?? year) !== null) notKept.add('date (not one)');
  else if (other !== '' && !approximate && years !== null) notKept.add('date (other)');
  return edtf;
}
