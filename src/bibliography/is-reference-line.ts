import { wordsOf } from './characters';
import { parseBibliography } from './parse-bibliography';
import type { Name } from './reference';

const LONGEST = 600;
const NAME = /^(?:\p{Lu}[\p{L}\p{M}.'’&/-]*|van|von|der|den|de|del|della|di|da|dos|la|le|du|bin|ibn|al-?\p{L}*|el-?\p{L}*|of|for|the|and|on|in|at|[&’'-])(?:\s+|$)/u;

/** Whether every word of a name is one that names have; a clause of prose before a quotation fails. */
function isNamelike(name: Name): boolean {
  let rest = 'literal' in name ? name.literal : `${name.given ?? ''} ${name.family}`.trim();
  if (wordsOf(rest).length > 9) return false;
  while (rest !== '') {
    const word = NAME.exec(rest);
    if (!word) return rest === 'et al.';
    rest = rest.slice(word[0].length);
  }
  return true;
}

const PLAIN_NEWS_LINE = /^(?=\p{Lu})(?:(?:\p{Lu}[\p{L}\p{M}.'’-]*|and|of|the|for|on|van|von|der|den|de|la|le|bin|ibn|al),? ){1,20}(?<=, )[“"][^“”"]{8,250}[”"],? (?:\p{Lu}[^“”".;:]{1,80}, )?(?:\d{1,2}\/\d{1,2}\/\d{2,4}|\p{Lu}\p{Ll}{2,8} \d{4})$/u;

/**
 * Whether a line has the commonest form of a news list: names, a comma, a quoted title, a house, a numeric date or a month with its year at the very end. Such a line is a
 * reference, told without parsing it, which costs a hundred times as much.
 */
export function isPlainNewsLine(text: string): boolean {
  return text.length >= 20 && text.length <= LONGEST && PLAIN_NEWS_LINE.test(text);
}

/**
 * Whether a line of running text is a bibliography line. Conservative: it must name an author, a title and a date in a known
 * order with nothing left over, so that prose, captions and subheadings are not taken; some true references are missed.
 */
export function isReferenceLine(line: string): boolean {
  const text = line.trim();
  if (text.length < 20 || text.length > LONGEST || !/\d/.test(text) || !/^[\p{Lu}“"«„‘'[(\d·•¹²³]/u.test(text)) return false;
  if (isPlainNewsLine(text)) return true;
  const [reference] = parseBibliography([text]);
  if (!reference || reference.type === null || reference.title === null || reference.date === null || reference.authors.length === 0) return false;
  if (reference.confidence < 0.6 || !reference.authors.every(isNamelike)) return false;
  const container = reference.container ?? reference.publisher ?? '';
  if (container.length > 100 || (container !== '' && !/^[\p{Lu}\d“"‘'«]|^(?:al|die|the|le|la|el|de|dpa|i)[-\s\p{Lu}]/u.test(container))) return false;
  const last = Math.max(...reference.fields.map((found) => found.end));
  return text.length - last < 60; // prose goes on after the date
}
