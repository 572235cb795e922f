import { type CitationStyle, defaultStyle } from './citation-styles';
import type { CslItem } from './csl-item';
import { chicagoAuthorDate } from './styles/chicago-author-date';
import { chicagoNoteBibliography } from './styles/chicago-note-bibliography';
import { ieee } from './styles/ieee';
import { modernLanguageAssociation } from './styles/modern-language-association';

/** What is used of citeproc-js (https://citeproc-js.readthedocs.io/en/latest/running.html). */
interface Engine {
  opt: { development_extensions: { wrap_url_and_doi: boolean } };
  setOutputFormat(format: 'text' | 'html'): void;
  updateItems(ids: readonly string[], unsorted: boolean): void;
  makeBibliography(): [parameters: object, entries: string[]];
}
interface System { retrieveLocale(language: string): unknown; retrieveItem(id: string): CslItem }
interface Citeproc { Engine: new (system: System, style: string, language: string, force: boolean) => Engine }

const engines = new Map<CitationStyle, Engine>();
let current: CslItem | undefined;

/** One work as citeproc-js writes it alone in a bibliography, with links in HTML. Milliseconds. */
export function runCiteproc(item: CslItem, style: CitationStyle, format: 'text' | 'html'): string {
  current = item;
  const engine = engines.get(style) ?? createEngine(style);
  engines.set(style, engine);
  engine.setOutputFormat(format);
  engine.opt.development_extensions.wrap_url_and_doi = format === 'html';
  engine.updateItems([item.id], true);
  return engine.makeBibliography()[1][0] ?? '';
}

/** Makes the engine of the default style, whose macros take most of a second to expand: before requests wait behind it. */
export function prepareCiteproc(): void {
  if (!engines.has(defaultStyle)) engines.set(defaultStyle, createEngine(defaultStyle));
}

/**
 * Loaded on first use: commands do without. The engine and the data of styles and locales are all that is
 * taken; the core of citation-js, which can fetch, is never loaded.
 */
function createEngine(style: CitationStyle): Engine {
  /* eslint-disable @typescript-eslint/no-require-imports -- late, and JSON */
  const { Engine } = require('citeproc') as Citeproc;
  const styles = require('@citation-js/plugin-csl/lib/styles.json') as Record<'apa' | 'harvard1' | 'vancouver', string>;
  const locales = require('@citation-js/plugin-csl/lib/locales.json') as Record<string, unknown>;
  /* eslint-enable @typescript-eslint/no-require-imports */
  const texts = {
    ...styles, 'chicago-author-date': chicagoAuthorDate, 'chicago-note-bibliography': chicagoNoteBibliography, ieee, 'modern-language-association': modernLanguageAssociation,
  } satisfies Record<CitationStyle, string>;
  return new Engine({ retrieveLocale: (language) => locales[language] ?? locales['en-US'], retrieveItem: () => {
    if (!current) throw new Error('citeproc-js asked for an item before one was given');
    return current;
  } }, texts[style], 'en-US', true);
}
