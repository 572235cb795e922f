import type { ImportedContent } from './imported-content';
import { openPlainText } from './read-plain-text';

/** Readers by the name that `--format` takes. */
export const readers = { 'plain-text': openPlainText } satisfies Record<string, (text: string, hints: { name: string }) => ImportedContent>;
export type Format = keyof typeof readers;
export const formats = Object.keys(readers) as Format[];

/** The format of a text by what stands in it, never by its name; null when none is known. */
export function formatOf(text: string): Format | null {
  const start = text.replace(/^\uFEFF/, '').trimStart().slice(0, 200);
  if (/^<(\?xml|!doctype|[a-z]+[\s:>])/i.test(start) || /^[[{]\s*["{[\]}]/.test(start) || /^(TY {2}- |@\w+\s*\{|BEGIN:VCALENDAR|%PDF|PK\x03\x04)/.test(start)) return null;
  return 'plain-text';
}
