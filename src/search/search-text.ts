/** A query as people write it, taken apart for PostgreSQL. Quotes make a phrase, `-` excludes, OR separates alternatives. */
export interface SearchText {
  /** All alternatives but the last, in the syntax of websearch_to_tsquery; empty when there is one. */
  readonly before: string;
  /** The last alternative without its last word, when that is a beginning. */
  readonly last: string;
  /** The last word while it may still be typed: what begins with it matches. Empty when there is none. */
  readonly beginning: string;
  /** Words that are looked for, as written. */
  readonly words: readonly string[];
  /** The words in their order, when nothing but words is asked for; empty otherwise. */
  readonly plain: string;
}

interface Token { text: string; quoted: boolean; excluded: boolean }

/** Shorter beginnings fit half of a language. */
const shortestBeginning = 3;

/** Alternatives that only exclude are left out: they would find nearly everything. Null when nothing is looked for. */
export function readSearchText(text: string): SearchText | null {
  const alternatives = alternativesOf(text).filter((tokens) => tokens.some(({ excluded }) => !excluded));
  const last = alternatives.at(-1);
  if (!last) return null;
  const end = last.at(-1);
  const typing = end && isBeginning(end) && !/\s$/u.test(text) ? end : null;
  const positive = alternatives.flat().filter(({ excluded }) => !excluded);
  const onlyWords = alternatives.length === 1 && positive.length === last.length;
  return {
    before: alternatives.slice(0, -1).map(written).join(' OR '),
    last: written(typing ? last.slice(0, -1) : last),
    beginning: typing?.text ?? '',
    words: positive.flatMap((token) => token.text.split(' ')),
    plain: onlyWords ? positive.map((token) => token.text).join(' ') : '',
  };
}

/** The same query with words in the place of others. */
export function replaceWords(text: string, replacements: ReadonlyMap<string, string>): string {
  return text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => replacements.get(foldWord(word)) ?? word);
}

/** A word without case and accents, as PostgreSQL's unaccent keeps Latin ones. */
export function foldWord(word: string): string {
  return word.normalize('NFD').replace(/\p{Mn}/gu, '').normalize('NFC').toLowerCase();
}

function alternativesOf(text: string): Token[][] {
  const alternatives: Token[][] = [[]];
  for (const [, sign, phrase, word = ''] of text.replace(/[“”„«»]/gu, '"').matchAll(/(-?)"([^"]*)"?|([^\s"]+)/gu)) {
    if (phrase === undefined && /^or$/i.test(word)) {
      alternatives.push([]);
      continue;
    }
    const written = phrase ?? word.replace(/^-+/, '');
    // Letters, digits and what stands between them in words; everything else is an operator of some query language, or nothing.
    const clean = written.replace(/[^\p{L}\p{M}\p{N}'’.\-/@_]+/gu, ' ').replace(/\s+/gu, ' ').trim();
    if (/[\p{L}\p{N}]/u.test(clean)) alternatives.at(-1)?.push({ text: clean, quoted: phrase !== undefined, excluded: phrase === undefined ? word.startsWith('-') : sign === '-' });
  }
  return alternatives;
}

function isBeginning({ text, quoted, excluded }: Token): boolean {
  return !quoted && !excluded && /^[\p{L}\p{M}\p{N}]+$/u.test(text) && [...text].length >= shortestBeginning;
}

function written(tokens: readonly Token[]): string {
  return tokens.map(({ text, quoted, excluded }) => `${excluded ? '-' : ''}${quoted || text.includes(' ') ? `"${text}"` : text}`).join(' ');
}
