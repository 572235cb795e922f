const LONGEST = 240;
/** The end of a sentence: a final mark, closing quotes, and a capital, a number or the end after it. */
const END = /[.!?…]+[”’"')\]]*(?=\s+[\p{Lu}\d“‘"'(]|\s*$)/gu;
/** Full stops that end no sentence: initials, titles before a name, months. */
const ABBREVIATION = /(?:^|[\s(“‘"])(?:\p{Lu}|(?:\p{L}\.)+\p{L}|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|vs|No|approx|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$/u;

/**
 * The first sentences of a text that fit in 240 characters; when already the first does not, as many of its words as do, with "…".
 * @returns null for an empty text
 */
export function summarise(text: string): string | null {
  const start = text.slice(0, 2000).replace(/\s+/g, ' ').trim();
  if (start === '') return null;
  if (start.length <= LONGEST) return start;
  let end = 0;
  for (const match of start.matchAll(END)) {
    const at = match.index + match[0].length;
    const before = start.slice(Math.max(0, at - 12), at);
    if (at > LONGEST) break;
    if (match[0] !== '.' || !ABBREVIATION.test(before)) end = at;
  }
  if (end > 0) return start.slice(0, end);
  const cut = start.lastIndexOf(' ', LONGEST - 1);
  return `${start.slice(0, cut > 0 ? cut : LONGEST - 1).replace(/[\s,;:–—\uD800-\uDBFF-]+$/, '')}…`;
}
