import { LRUCache } from 'lru-cache';
import type { CitationStyle } from './citation-styles';
import type { CslItem } from './csl-item';
import { withoutNumber } from './number-entry';
import { type Asker, runCiteproc } from './run-citeproc';

/** A reference is the same until the work is changed; writing one costs milliseconds. */
const written = new LRUCache<string, string>({ max: 5_000 });

/**
 * One work in a style, as one line of text or as a fragment of safe HTML; without the number that some styles give the entries of a list.
 * Each work is written alone: a list then costs what its works cost, whatever its length, and other requests get their turn between them. Fails when who asks is stopped.
 */
export async function formatReference(item: CslItem, style: CitationStyle, format: 'text' | 'html', asker?: Asker): Promise<string> {
  const key = `${style} ${format} ${JSON.stringify(item)}`;
  const kept = written.get(key);
  if (kept !== undefined) return kept;
  const text = tidy(await runCiteproc(guarded(item), style, format, asker), style, format);
  written.set(key, text);
  return text;
}

const open = '\ue000';
const close = '\ue001';

/** citeproc-js reads tags in text as its own rich text, which a title of plain text has none of: angle brackets are taken out of its sight. */
function guarded<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replace(/[\ue000\ue001]/g, '').replaceAll('<', open).replaceAll('>', close) as Value;
  if (Array.isArray(value)) return value.map(guarded) as Value;
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, guarded(of as unknown)])) as Value;
  return value;
}

function tidy(entry: string, style: CitationStyle, format: 'text' | 'html'): string {
  const [less, more] = format === 'html' ? ['&lt;', '&gt;'] : ['<', '>'];
  const inner = format === 'html' ? entry.replace(/^\s*<div[^>]*>\s*([^]*?)\s*<\/div>\s*$/, '$1') : entry;
  return withoutNumber(inner.replaceAll(open, less).replaceAll(close, more).replace(/\s+/g, ' ').trim(), style, format);
}
