/** Spaces that lines hold. */
export const SPACES = ' \t\n\r\u00a0\u2002\u2003\u2009\u202f\u200b';

/** Whether the character of `text` at `at` is one of `characters`; false beyond either end. A pattern would be several times as dear. */
export function isOneOf(characters: string, text: string, at: number): boolean {
  return at >= 0 && at < text.length && characters.includes(text.charAt(at));
}

const UNEVEN = / {2}|[^\S ]/;

/** The words between spaces. */
export function wordsOf(text: string): string[] {
  const trimmed = text.trim();
  return UNEVEN.test(trimmed) ? trimmed.split(/\s+/) : trimmed.split(' ');
}

export const SEPARATOR = 0;
export const DIGIT = 1;
export const LETTER = 2;

/** What kind of character a code unit is; all that is no space, punctuation or digit counts as a letter. */
export function kindOf(code: number): typeof SEPARATOR | typeof DIGIT | typeof LETTER {
  if (code < 0x80) {
    if (code >= 0x30 && code <= 0x39) return DIGIT;
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ? LETTER : SEPARATOR;
  }
  if (code >= 0xa0 && code <= 0xbf) return code === 0xaa || code === 0xb5 || code === 0xba ? LETTER : SEPARATOR;
  return code >= 0x2010 && code <= 0x2060 ? SEPARATOR : LETTER;
}
