import type { PlainLine } from './plain-text-lines';

const NAME_WORD = /^(?:\p{Lu}[\p{L}\p{M}’'.-]*|(?:al|el|ad|as|ash|an)-\p{Lu}[\p{L}\p{M}’'-]*|al|el|bin|ibn|abu|de|del|della|der|den|di|du|da|la|le|van|von|y)$/u;
/** Words of titles and of prose that begin with a capital but are no names. */
const NO_NAME = /^(?:The|A|An|And|Or|Of|In|On|At|To|For|From|With|All|Any|This|That|His|Her|Its|Their|Our|Then|Now|When|While|Any|No|Not)$/;

function isName(text: string): boolean {
  const words = text.split(/\s+/);
  return words.length >= 2 && words.length <= 5 && words.every((word) => NAME_WORD.test(word) && !NO_NAME.test(word)) && !/\p{L}{2}\.$/u.test(text);
}

/**
 * Reads the line under a title as a byline, "By A. Name and B. Name": the names in order. Empty for any other line:
 * every part must look like a person's name, so that prose that begins with "By" stays prose.
 */
export function readByline(line: PlainLine): string[] {
  if (line.raw.length > 200 || !/^by /i.test(line.text)) return [];
  const names = line.text.slice(3).trim().split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s+&\s+/);
  return names.every(isName) ? names : [];
}
