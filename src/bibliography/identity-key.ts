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

/** Letters, digits and single spaces: nothing to take away. */
const BARE = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** The same as `fullKey` for text of plain ASCII, and several times as fast: most titles and names have no quote, "&" or full stop. */
function asciiKey(text: string): string {
  let key = text.toLowerCase();
  if (BARE.test(key)) return key;
  if (/['"`]/.test(key)) key = key.replace(/['"`]/g, '');
  if (key.includes('&')) key = key.replace(/&/g, ' and ');
  if (key.includes('.')) key = key.replace(/(?<![a-z0-9])(?:[a-z]\.){2,}/g, (initials) => initials.replaceAll('.', '') + ' ');
  return key.replace(/[^a-z0-9]+/g, ' ').trim();
}

function fullKey(text: string): string {
  const folded = text.normalize('NFKD').toLowerCase().replace(MARKS, '').replace(/[ßæœøđłðþı&]/g, (letter) => SPECIAL[letter] ?? letter);
  // U.S. and N.Y. are one word; any other punctuation separates words.
  return folded.replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (initials) => initials.replaceAll('.', '') + ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
