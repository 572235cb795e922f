/** Text as words are looked for in it: lower case, without accents, invisible characters and punctuation, one space between words. */
export function wordsOf(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[\p{M}\p{Cf}]/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
