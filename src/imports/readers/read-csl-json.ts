import type { Name } from '../../bibliography/reference';
import { edtfOfParts, edtfOfWords } from '../../exports/csl-date';
import { type CslName, cslTypes } from '../../exports/csl-item';
import { nameOfCsl } from '../../exports/csl-name';
import { pressRelease } from '../../exports/csl-of-work';
import type { ImportedContent, ImportedReference } from '../imported-content';
import { type FoundReference, buildReference } from './build-reference';
import { jsonItems } from './json-items';
import { NotKept } from './not-kept';

type Item = Readonly<Record<string, unknown>>;
const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null);

/** What becomes a field of the graph; the rest of an item is counted. */
const read = new Set(['id', 'citation-key', 'type', 'title', 'author', 'container-title', 'publisher', 'issued', 'URL', 'DOI', 'ISBN']);

/** Reads a CSL-JSON library (https://github.com/citation-style-language/schema, csl-data.json), each item alone. */
export function readCslJson(json: string, hints: { name: string }): ImportedContent {
  const notKept = new NotKept();
  const references: ImportedReference[] = [];
  const failed: ImportedContent['failed'] = [];
  for (const item of jsonItems(json.replace(/^\uFEFF/, ''))) {
    if ('broken' in item) {
      failed.push({ item: `${hints.name}, line ${item.line}`, reason: `expected an item in JSON: ${item.broken}` });
      continue;
    }
    const key = (isItem(item.value) && (text(item.value.id) ?? text(item.value['citation-key']))) || `line ${item.line}`;
    const built = isItem(item.value) ? buildReference(found(item.value, key, notKept), notKept) : { reason: 'expected an object' };
    if ('reason' in built) failed.push({ item: `${hints.name}, ${key}`, reason: built.reason });
    else references.push(built.reference);
  }
  if (references.length + failed.length === 0) failed.push({ item: hints.name, reason: 'expected a list of CSL-JSON items, found none' });
  return { format: 'csl-json', origin: { name: null, url: null }, articles: [], references, notKept: notKept.take(), failed };
}

function found(item: Item, key: string, notKept: NotKept): FoundReference {
  const isPressRelease = text(item.genre)?.toLowerCase() === pressRelease.toLowerCase();
  for (const [name, value] of Object.entries(item)) {
    if (!read.has(name) && value !== null && value !== '' && !(name === 'genre' && isPressRelease)) notKept.add(name);
  }
  const type = text(item.type);
  if (type !== null && !cslTypes.includes(type)) notKept.add(`type ${type}`);
  return {
    key, type: isPressRelease ? 'press-release' : type !== null && cslTypes.includes(type) ? type : 'document', title: plainText(text(item.title)),
    container: plainText(text(item['container-title'])), publisher: plainText(text(item.publisher)), issued: dateOf(item.issued, notKept),
    authors: namesOf(item.author), url: text(item.URL), doi: text(item.DOI), isbn: text(item.ISBN),
  };
}

/** CSL lets titles carry italics, small capitals and the like as tags; the graph keeps plain text. Other angle brackets are text. */
function plainText(value: string | null): string | null {
  return value === null ? null : value.replace(/<\/?(?:i|b|sup|sub|sc)>|<span (?:class="nocase"|style="font-variant: ?small-caps;")>|<\/span>/g, '');
}

function namesOf(value: unknown): Name[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isItem).flatMap((name) => nameOfCsl(Object.fromEntries(Object.entries(name).filter(([, part]) => typeof part === 'string')) as CslName) ?? []);
}

function dateOf(value: unknown, notKept: NotKept): string | null {
  if (value === undefined || value === null) return null;
  const date: Item = isItem(value) ? value : { raw: value };
  const [parts, end] = Array.isArray(date['date-parts']) ? (date['date-parts'] as unknown[]) : [];
  if (end !== undefined) notKept.add('issued (end of a range)');
  if (date.season !== undefined) notKept.add('issued (season)');
  const [year = null, month = null, day = null] = Array.isArray(parts) ? parts.map((part) => (part === null || part === '' ? null : Number(part))) : [];
  const circa = Boolean(date.circa) && date.circa !== '0' && date.circa !== 'false';
  // A month above 12 is a season of older files: the year is still right.
  const edtf = year === null ? edtfOfWords(text(date.raw) ?? text(date.literal) ?? '') : edtfOfParts(year, month, day, circa) ?? edtfOfParts(year, null, null, circa);
  if (edtf === null) notKept.add('issued (not a date)');
  return edtf;
}
