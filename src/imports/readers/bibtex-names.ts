import type { Name } from '../../bibliography/reference';
import { textOfTex } from '../../exports/tex-text';

/** The names of a BibTeX value ("Tame the BeaST", 2.3), and whether it ends in "and others". Words in braces hold together; a name that is all braces is an organisation. */
export function namesOfBibtex(value: string): { names: Name[]; others: boolean } {
  const parts = splitOutside(value, /^\s+and(?=\s)/i).map((part) => part.trim().replace(/^and(?=\s|$)|(?:^|\s)and$/i, '').trim()).filter((part) => part !== '');
  const named = parts.filter((part) => part.toLowerCase() !== 'others');
  return { names: named.flatMap((part) => nameOf(part) ?? []), others: named.length < parts.length };
}

function nameOf(part: string): Name | null {
  if (/^\{[^]*\}$/.test(part) && splitOutside(part.slice(1, -1), /^$/).length === 1 && isOneGroup(part)) return literal(part);
  const pieces = splitOutside(part, /^,/).map((piece) => piece.trim());
  const labelled = pieces.map((piece) => /^(given|family|prefix|suffix)\s*=\s*([^]*)$/i.exec(piece));
  if (labelled[0]) { // biber's extended name format
    const of = (label: string): string => labelled.flatMap((found) => (found?.[1]?.toLowerCase() === label ? [found[2] ?? ''] : [])).at(-1) ?? '';
    return person(`${of('prefix')} ${of('family')}`, of('given'), of('suffix'));
  }
  const [first = '', second = '', third = ''] = pieces;
  if (pieces.length > 2) return person(first, third, second); // von Last, Jr, First
  if (pieces.length === 2) return person(first, second, '');
  const words = splitOutside(first, /^[\s~]+/).filter((word) => word !== '');
  if (words.length < 2) return literal(first);
  const von = words.findIndex((word, i) => i < words.length - 1 && startsSmall(word));
  const family = von >= 0 ? von : words.length - 1;
  return person(words.slice(family).join(' '), words.slice(0, family).join(' '), '');
}

function person(family: string, given: string, suffix: string): Name | null {
  const [familyText, givenText, suffixText] = [textOfTex(family), textOfTex(given), textOfTex(suffix)];
  if (familyText === '') return givenText === '' ? null : { literal: givenText };
  return { family: familyText, ...(givenText ? { given: givenText } : {}), ...(suffixText ? { suffix: suffixText } : {}) };
}

function literal(part: string): Name | null {
  const text = textOfTex(part);
  return text === '' ? null : { literal: text };
}

/** BibTeX tells "von" by its first letter outside of braces. */
function startsSmall(word: string): boolean {
  const [letter] = /\p{L}/u.exec(word.startsWith('{') && !word.startsWith('{\\') ? '' : word.replace(/\\[a-zA-Z]+/g, '')) ?? [];
  return letter !== undefined && letter === letter.toLowerCase() && letter !== letter.toUpperCase();
}

function isOneGroup(part: string): boolean {
  let depth = 0;
  for (let at = 0; at < part.length - 1; at++) {
    if (part[at] === '\\') at += 1;
    else if (part[at] === '{') depth += 1;
    else if (part[at] === '}' && --depth === 0) return false;
  }
  return true;
}

/** Splits where the pattern fits outside of braces. */
function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '\\') at += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    else if (depth === 0 && /[\s~,]/.test(sign)) {
      const found = separator.exec(text.slice(at, at + 200));
      if (!found || found[0] === '') continue;
      parts.push(text.slice(start, at));
      at += found[0].length - 1;
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
