const SPECIAL: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ð: 'd', þ: 'th', ı: 'i', '&': ' and ' };
const MARKS = /[\p{M}'’‘‛`´ʹʼʾʿ′"“”„‟«»‹›]/gu;

/**
 * The key two spellings of one name or title share: it survives case, every quote and dash, punctuation, accents and
 * compatibility forms, a leading "The", whitespace, and "&" for "and". Empty for text without a letter or digit.
 */
export function identityKey(text: string): string {
  const folded = text.normalize('NFKD').toLowerCase().replace(MARKS, '').replace(/[ßæœøđłðþı&]/g, (letter) => SPECIAL[letter] ?? letter);
  // U.S. and N.Y. are one word; any other punctuation separates words.
  const words = folded.replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (initials) => initials.replaceAll('.', '') + ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return words.replace(/^the (?=.)/, '');
}
