import { InvalidInput } from '../errors';

/** The styles a reference can be written in, by their names in the CSL repository. */
export const citationStyles = ['apa', 'chicago-author-date', 'chicago-note-bibliography', 'harvard1', 'ieee', 'modern-language-association', 'vancouver'] as const;
export type CitationStyle = (typeof citationStyles)[number];

/** Short names that people use. */
const shortNames: Readonly<Record<string, CitationStyle>> = { mla: 'modern-language-association', harvard: 'harvard1', chicago: 'chicago-author-date' };

export const defaultStyle: CitationStyle = 'apa';

/** The style of an argument; InvalidInput with the list for one that is not here. */
export function citationStyle(name: string): CitationStyle {
  const known = citationStyles.find((style) => style === name) ?? (Object.hasOwn(shortNames, name) ? shortNames[name] : undefined);
  if (known === undefined) throw new InvalidInput('style', `one of ${citationStyles.join(', ')}`, name);
  return known;
}
