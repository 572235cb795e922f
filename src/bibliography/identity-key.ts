const SPECIAL: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ð: 'd', þ: 'th', ı: 'i', '&': ' and ' };
const MARKS = /[\p{M}'’‘‛`´ʹʼʾʿ′"“”„‟«»‹›]/gu;

/**
 * The key two spellings of one name or title share: it survives case, every quote and dash, punctuation, accents and
 * compatibility forms, a leading "The", whitespace, and "&" for "and". Empty for text without a letter or digit.
 */
export function identityKey(text: string): string {
  const key = PLAIN.test(text) ? asciiKey(text) : fullKey(text);
  return key.startsWith('the ') ? key.slice(4) : key;
}

const PLAIN = /^[\x20-\x7e]*$/;

/** The same as `fullKey` for text of plain ASCII, and several times as fast. */
function asciiKey(text: string): string {
  return text.toLowerCase().replace(/['"`]/g, '').replace(/&/g, ' and ')
    .replace(/(?<![a-z0-9])(?:[a-z]\.){2,}/g, (initials) => initials.replaceAll('.', '') + ' ').replace(/[^a-z0-9]+/g, ' ').trim();
}

function fullKey(text: string): string {
  const folded = text.normalize('NFKD').toLowerCase().replace(MARKS, '').replace(/[ßæœøđłðþı&]/g, (letter) => SPECIAL[letter] ?? letter);
  // U.S. and N.Y. are one word; any other punctuation separates words.
  return folded.replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (initials) => initials.replaceAll('.', '') + ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
