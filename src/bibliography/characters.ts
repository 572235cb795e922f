/** Spaces that lines hold. */
export const SPACES = ' \t\n\r\u00a0\u2002\u2003\u2009\u202f\u200b';

/** Whether the character of `text` at `at` is one of `characters`; false beyond either end. A pattern would be several times as dear. */
export function isOneOf(characters: string, text: string, at: number): boolean {
  return at >= 0 && at < text.length && characters.includes(text.charAt(at));
}

/** The words between spaces. */
export function wordsOf(text: string): string[] {
  const words = text.trim().split(' ');
  return (text.includes('  ') || /[^\S ]/.test(text)) ? text.trim().split(/\s+/) : words;
}
