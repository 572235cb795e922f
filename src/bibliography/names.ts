import type { Draft, Span } from './draft';
import type { Name } from './reference';
import { looksLikeOrganisation } from './organisations';

/** A name and where it stands. */
export interface FoundName { name: Name; span: Span }

const SUFFIX = /^(?:Jr\.?|Sr\.?|II|III|IV|M\.?D\.?|Ph\.?D\.?|Esq\.?)$/;
const INITIALS = /^(?:\p{Lu}\p{Ll}?\.?[\s-]?){1,4}$|^\p{Lu}{1,3}$/u;
const INITIALS_STRICT = /^(?:-?\p{Lu}\p{Ll}?\.[\s]?)+(?:\p{Lu}\.?)?$|^\p{Lu}{1,3}$|^(?:\p{Lu}\s)+\p{Lu}$/u;
const VANCOUVER = /^(\p{Lu}[\p{L}'’\-]+(?:\s\p{Lu}?[\p{L}'’\-]+)*)\s+(\p{Lu}{1,3}|\p{Lu}(?:\s\p{Lu}){1,2})$/u;
const PARTICLE = /^(?:van|von|der|den|de|del|della|di|da|dos|das|la|le|du|ten|ter|zu|zur|bin|ibn|al|el|los|las|y|af|av)$/;
const ET_AL = /^(?:et\.?\s+al\.?|and others|et autres|u\.\s?a\.|y otros|and co-authors)$/i;
const SEPARATOR = /\s*;\s*|\s*,?\s+(?:and|et|und|y|e|og|och|en|&)\s+|\s*,?\s*&\s*|\s*,\s*/gu;

interface Piece extends Span { text: string; joined: 'start' | 'comma' | 'and' | 'semicolon' }

/** The pieces of a zone of names, and how each is joined to the one before. */
function pieces(raw: string, start: number, end: number): Piece[] {
  const found: Piece[] = [];
  let from = start;
  let joined: Piece['joined'] = 'start';
  const push = (to: number): void => {
    const text = raw.slice(from, to);
    const lead = text.length - text.trimStart().length;
    const trimmed = text.trim();
    if (trimmed !== '') found.push({ start: from + lead, end: from + lead + trimmed.length, text: trimmed, joined });
  };
  const zone = raw.slice(start, end);
  for (const match of zone.matchAll(SEPARATOR)) {
    push(start + match.index);
    const before = found.length;
    from = start + match.index + match[0].length;
    if (before === 0) continue;
    joined = match[0].includes(';') ? 'semicolon' : match[0].trim() === ',' ? 'comma' : 'and';
  }
  push(end);
  return found;
}

/** Reads a zone that is known to hold nothing but names: inverted, plain, initials, organisations, "et al.". */
export function readNames(draft: Draft, zone: Span): FoundName[] {
  const all = pieces(draft.raw, zone.start, zone.end);
  const names: FoundName[] = [];
  const plain = (piece: Piece): Name => plainName(piece.text);
  for (let at = 0; at < all.length; at++) {
    const piece = all[at];
    if (!piece) break;
    const leading = /^(?:and|et|und|&)\s+/.exec(piece.text);
    const text = leading ? piece.text.slice(leading[0].length) : piece.text;
    const span = { start: piece.start + (leading ? leading[0].length : 0), end: piece.end };
    if (ET_AL.test(text)) { names.push({ name: { literal: 'et al.' }, span }); continue; }
    const next = all[at + 1];
    if (next?.joined === 'comma' && isGiven(next.text, text, all, at)) {
      const etAl = /\s+(et al\.?)$/.exec(next.text);
      const given = etAl ? next.text.slice(0, etAl.index) : next.text;
      const after = all[at + 2];
      const suffix = after?.joined === 'comma' && SUFFIX.test(after.text) ? after.text : undefined;
      names.push({
        name: { family: text, given, ...(suffix === undefined ? {} : { suffix }) },
        span: { start: span.start, end: suffix === undefined || !after ? next.start + given.length : after.end },
      });
      if (etAl) names.push({ name: { literal: 'et al.' }, span: { start: next.end - 6, end: next.end } });
      at += suffix === undefined ? 1 : 2;
      continue;
    }
    names.push({ name: plain({ ...piece, text }), span });
  }
  return names;
}

/** Whether the piece after a comma is the given name of the piece before it ("Rubin, Alissa") and not the next author. */
function isGiven(given: string, family: string, all: readonly Piece[], at: number): boolean {
  if (SUFFIX.test(given) || VANCOUVER.test(family)) return false; // "Tattersall MH, Butow PN"
  if (INITIALS_STRICT.test(given)) return true;
  if (looksLikeOrganisation(family)) return false;
  const familyWords = family.split(/\s+/).filter((word) => !PARTICLE.test(word.toLowerCase())).length;
  if (familyWords > 2 || INITIALS.test(family.split(/\s+/)[0] ?? '')) return false;
  if (familyWords === 1) return !looksLikeOrganisation(given);
  // Two words before the comma: "García Márquez, Gabriel" if the whole list pairs up, else two plain names.
  const single = all.filter((piece) => !piece.text.includes(' ')).length;
  return single * 2 >= all.length - (at > 0 ? 0 : 1) && !given.includes(' ');
}

/** Takes apart a name that is written given name first, or keeps it whole when it is an organisation. */
export function plainName(text: string): Name {
  if (looksLikeOrganisation(text)) return { literal: text };
  const vancouver = VANCOUVER.exec(text);
  if (vancouver) return { family: vancouver[1] ?? text, given: vancouver[2] ?? '' };
  const words = text.split(/\s+/);
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1) ?? '') ? words.pop() : undefined;
  if (words.length < 2) return { literal: text };
  let cut = words.length - 1;
  while (cut > 1 && PARTICLE.test((words[cut - 1] ?? '').toLowerCase()) && /^\p{Ll}/u.test(words[cut - 1] ?? '')) cut--;
  return { family: words.slice(cut).join(' '), given: words.slice(0, cut).join(' '), ...(suffix === undefined ? {} : { suffix }) };
}
