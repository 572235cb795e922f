import type { CitedWork } from './cited-work';
import { type CitationStyle, defaultStyle } from './citation-styles';
import { cslOfWork } from './csl-of-work';
import { formatReference } from './format-reference';
import { numberEntry } from './number-entry';
import type { Asker } from './run-citeproc';
import { writeBibtex } from './write-bibtex';
import { jsonLdOfWork, scriptJson } from './write-json-ld';
import { writeRis } from './write-ris';

export type BibliographyFormatName = 'CSL_JSON' | 'BIBTEX' | 'RIS' | 'JSON_LD' | 'TEXT' | 'HTML';

/** A line of a bibliography: the work it cites, or its text where that was not recognised. */
export type BibliographyLine = { work: CitedWork } | { raw: string };

/**
 * A bibliography in a format, in its own order, each work once. A line without a work stands as it was written in TEXT and HTML; the other
 * formats have no place for it. `style` is for TEXT and HTML.
 */
export async function writeBibliography(lines: readonly BibliographyLine[], format: BibliographyFormatName, style: CitationStyle = defaultStyle, asker?: Asker): Promise<string> {
  const works = [...new Map(lines.flatMap((line) => ('work' in line ? [[line.work.id, line.work] as const] : []))).values()];
  switch (format) {
    case 'CSL_JSON': return JSON.stringify(works.map(cslOfWork), null, 2);
    case 'BIBTEX': return works.map(writeBibtex).join('\n');
    case 'RIS': return works.map(writeRis).join('');
    case 'JSON_LD': return scriptJson({ '@context': 'https://schema.org', '@graph': works.map(jsonLdOfWork) }, 2);
    case 'TEXT': return (await entries(lines, style, 'text', asker)).join('\n');
    case 'HTML': return `<div class="csl-bib-body">\n${(await entries(lines, style, 'html', asker)).map((entry) => `  <div class="csl-entry">${entry}</div>\n`).join('')}</div>`;
  }
}

async function entries(lines: readonly BibliographyLine[], style: CitationStyle, format: 'text' | 'html', asker?: Asker): Promise<string[]> {
  const seen = new Set<number>();
  const written: string[] = [];
  for (const line of lines) {
    if ('work' in line && seen.has(line.work.id)) continue;
    if ('work' in line) seen.add(line.work.id);
    const entry = 'work' in line ? await formatReference(cslOfWork(line.work), style, format, asker) : rawLine(line.raw, format);
    written.push(numberEntry(entry, style, format, written.length + 1));
  }
  return written;
}

function rawLine(raw: string, format: 'text' | 'html'): string {
  const line = raw.replace(/\s+/g, ' ').trim();
  return format === 'html' ? line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;') : line;
}
