import type { CitationStyle } from './citation-styles';

/** Styles that number their entries, and how the number stands. */
const numbers: Partial<Readonly<Record<CitationStyle, (position: number) => string>>> = { vancouver: (position) => `${position}.`, ieee: (position) => `[${position}]` };

/** A reference without the "1." that a numbering style gives a work that is written alone. */
export function withoutNumber(reference: string, style: CitationStyle, format: 'text' | 'html'): string {
  if (!numbers[style]) return reference;
  const found = format === 'html'
    ? /^<div class="csl-left-margin">[^<]*<\/div>\s*<div class="csl-right-inline">([^]*)<\/div>$/.exec(reference)
    : /^(?:1\.|\[1\])\s*([^]*)$/.exec(reference);
  return found?.[1] ?? reference;
}

/** An entry with its number in the list; styles without numbers leave it as it is. */
export function numberEntry(entry: string, style: CitationStyle, format: 'text' | 'html', position: number): string {
  const number = numbers[style]?.(position);
  if (number === undefined) return entry;
  return format === 'html' ? `<span class="csl-left-margin">${number}</span> <span class="csl-right-inline">${entry}</span>` : `${number} ${entry}`;
}
