import { wordsOf } from './characters';
import { isGivenName } from './given-names';
import { findKnownPublisher } from './known-publishers';
import { hasOrganisationWord, looksLikeOrganisation } from './organisations';
import type { Span } from './draft';
import type { Name } from './reference';

/** A name and where it stands in the text it was read from. */
export interface FoundName { name: Name; span: Span }

export const SUFFIX = /^(?:Jr\.?|Sr\.?|II|III|IV|M\.?D\.?|Ph\.?\s?D\.?|Esq\.?)$/;
const INITIALS = /^(?:-?\p{Lu}\p{Ll}?\.[\s]?)+(?:-?\p{Lu}\.?)?$|^\p{Lu}{1,3}$|^(?:\p{Lu}[\s-])+\p{Lu}\.?$|^\p{Lu}\.?-\p{Lu}\.?$/u;
const STARTS_WITH_INITIAL = /^(?:\p{Lu}\p{Ll}?\.|\p{Lu}\s)/u;
/** "Tattersall MH", "Niebauer T.M.", "Gu F X": family name, then bare initials. */
const VANCOUVER = /^((?:\p{L}+\s)?\p{Lu}[\p{L}\p{M}'’\-]+)\s+(\p{Lu}{1,3}|(?:-?\p{Lu}\.\s?-?){1,3}|\p{Lu}(?:\s\p{Lu}){1,2})$/u;
/** Particles that belong to the family name in a list; "de", "von" and the like are dropped behind the given names, as an index does. */
const KEPT_PARTICLE = /^(?:van|ter|ten|der|den|bin|ibn|al|el|la|le|di|della|del|st\.?|san|mac|zu|zur|af|o['’])$/i;
const PARTICLE = /^(?:van|von|der|den|de|del|della|di|da|dos|das|la|le|du|ten|ter|zu|zur|bin|ibn|al|el|los|las|y|af|av|st\.?|san|ben|abu|d['’])$/i;
const ET_AL = /^(?:et\.?\s*al\.?|and others|others|et autres|u\.\s?a\.?|y otros|and colleagues|\.\.\.|…)$/i;
const SEPARATOR = /(?=[\s;/,&])(?:\s*;\s*(?:(?:and|et|und|y|&)\s+)?|\s*\/\s*|\s*,?\s+(?:and|et|und|y|e|og|och|en|&|with)\s+(?!al\b)|\s*,?\s*&\s*|\s*,\s*)/gu;

interface Piece extends Span { text: string; joined: 'start' | 'comma' | 'and' | 'semicolon' }

/** A name as fields show it: "Family, Given, Suffix", or the literal name. */
export function displayName(name: Name): string {
  return 'literal' in name ? name.literal : [name.family, name.given, name.suffix].filter((part) => part !== undefined).join(', ');
}

/** The pieces of a list of names, and how each is joined to the one before. */
function pieces(list: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  let joined: Piece['joined'] = 'start';
  SEPARATOR.lastIndex = 0;
  for (let match = SEPARATOR.exec(list); match !== null; match = SEPARATOR.exec(list)) {
    pushPiece(found, list, from, match.index, joined);
    from = match.index + match[0].length;
    if (found.length > 0) joined = /[;/]/.test(match[0]) ? 'semicolon' : match[0].trim() === ',' ? 'comma' : 'and';
  }
  pushPiece(found, list, from, list.length, joined);
  return found;
}

function pushPiece(found: Piece[], list: string, from: number, to: number, joined: Piece['joined']): void {
  const text = list.slice(from, to);
  const trimmed = text.trim();
  if (trimmed === '') return;
  const start = from + text.length - text.trimStart().length;
  found.push({ start, end: start + trimmed.length, text: trimmed, joined });
}

/** Reads a text that holds nothing but names: inverted, plain, initials, organisations, "et al.". */
export function readNames(list: string): FoundName[] {
  const whole = list.trim();
  if (whole === '') return [];
  const lead = list.search(/\S/);
  if (isOneOrganisation(whole)) return [{ name: { literal: whole }, span: { start: lead, end: lead + whole.length } }];
  const all = pieces(list);
  const names: FoundName[] = [];
  for (let at = 0; at < all.length; at++) {
    const piece = all[at];
    if (!piece) break;
    const conjunction = /^(?:and|et|und|&|y|with)\s+(?!al\b)/.exec(piece.text);
    const text = conjunction ? piece.text.slice(conjunction[0].length) : piece.text;
    const start = piece.start + (conjunction ? conjunction[0].length : 0);
    if (ET_AL.test(text)) { names.push({ name: { literal: 'et al.' }, span: { start, end: piece.end } }); continue; }
    const etAl = /\s+(?:et\.?\s+al\.?|and others)$/i.exec(text);
    const next = all[at + 1];
    if (!etAl && next?.joined === 'comma' && isGiven(next.text, text, all, at)) {
      const nextEtAl = /\s+(?:et\.?\s+al\.?|and others)$/i.exec(next.text);
      const given = nextEtAl ? next.text.slice(0, nextEtAl.index) : next.text;
      const after = all[at + 2];
      const suffix = !nextEtAl && after?.joined === 'comma' && SUFFIX.test(after.text) ? after : undefined;
      names.push({ name: person(text, given, suffix?.text), span: { start, end: suffix?.end ?? next.start + given.length } });
      if (nextEtAl) names.push({ name: { literal: 'et al.' }, span: { start: next.start + nextEtAl.index + 1, end: next.end } });
      at += suffix ? 2 : 1;
      continue;
    }
    const bare = etAl ? text.slice(0, etAl.index) : text;
    const suffix = next?.joined === 'comma' && SUFFIX.test(next.text) ? next : undefined;
    const name = plainName(bare);
    names.push({ name: suffix && 'family' in name ? { ...name, suffix: suffix.text } : name, span: { start, end: suffix?.end ?? start + bare.length } });
    if (etAl) names.push({ name: { literal: 'et al.' }, span: { start: start + etAl.index + 1, end: piece.end } });
    if (suffix) at++;
  }
  return names;
}

/** "Office of War Information, Bureau of Graphics" or "World Bank and IMF" are one name when every part says organisation. */
function isOneOrganisation(text: string): boolean {
  if (/;|\bet al\b/.test(text) || text.length > 120) return false;
  if (/\s(?:and|&|et|und|y)\s/.test(text) && !hasOrganisationWord(text)) return findKnownPublisher(text) !== null;
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => looksLikeOrganisation(part) && !/\s(?:and|&)\s+\p{Lu}\p{L}*\.?\s+\p{Lu}\p{L}+$/u.test(part)) && !/^[^,]+,\s*(?:\p{Lu}\.\s?)+$/u.test(text);
}

/** Whether the piece after a comma is the given name of the piece before it ("Rubin, Alissa") and not the next author. */
function isGiven(given: string, family: string, all: readonly Piece[], at: number): boolean {
  if (SUFFIX.test(given) || VANCOUVER.test(family)) return false;
  if (INITIALS.test(given.replace(/\s+et al\.?$/, ''))) return !/\s\p{Lu}\.?$/u.test(family);
  if (looksLikeOrganisation(family) || /^\p{Lu}\.$/u.test(family) || /\s[a-z]+\s/.test(` ${given} `) && !/\s(?:de|von|van|la|du|di|da|al|el|der|den|et al)/.test(` ${given}`)) return false;
  const words = wordsOf(family);
  if (STARTS_WITH_INITIAL.test(family)) return false;
  const own = words.filter((word) => !PARTICLE.test(word)).length;
  if (own > 2) return false;
  if (own <= 1) return true;
  // Two words before the comma: "García Márquez, Gabriel" against the plain list "Ann Hare, Jan Voss".
  return !isGivenName(words[0] ?? '') && (isGivenName(wordsOf(given)[0] ?? '') || at + 2 >= all.length) && !(given.includes(' ') && !isGivenName(wordsOf(given)[0] ?? ''));
}

function person(family: string, given: string, suffix?: string): Name {
  const own = /^(.*\S)\s+(Jr\.?|Sr\.?|III|II|IV)$/.exec(given);
  if (own && suffix === undefined) return { family, given: own[1] ?? given, suffix: own[2] ?? '' };
  return { family, given, ...(suffix === undefined ? {} : { suffix }) };
}

const STAFF = /^(?:special |staff |our |foreign |wire |local )?(?:correspondents?|reporters?|writers?|staff|agencies|services)$/i;

/** Takes apart a name that is written given name first, or keeps it whole when it is an organisation. */
export function plainName(text: string): Name {
  if (looksLikeOrganisation(text) || STAFF.test(text)) return { literal: text };
  const vancouver = VANCOUVER.exec(text);
  if (vancouver && !(/^\p{Lu}{3,}$/u.test(vancouver[1] ?? '') && (vancouver[2] ?? '').length > 2)) return { family: vancouver[1] ?? text, given: vancouver[2] ?? '' };
  const words = wordsOf(text);
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1) ?? '') ? words.pop() : undefined;
  if (words.length < 2) {
    const glued = /^((?:\p{Lu}\.-?)+)(\p{Lu}\p{L}{2,}.*)$/u.exec(text); // "J.Clifford"
    return glued ? { family: glued[2] ?? text, given: glued[1] ?? '' } : { literal: text };
  }
  // "LEDUC Henri": a family name in capitals comes first.
  if (/^\p{Lu}{2,}$/u.test(words[0] ?? '') && /^\p{Lu}\p{Ll}+$/u.test(words[1] ?? '')) return person(words[0] ?? '', words.slice(1).join(' '), suffix);
  let cut = words.length - 1;
  while (cut > 1 && KEPT_PARTICLE.test(words[cut - 1] ?? '') && !/^(?:de|von)$/.test(words[cut - 2] ?? '') && (/^\p{Ll}/u.test(words[cut - 1] ?? '') || /^(?:Van|Von|Al|El|St\.?|Bin|Ter|Di|Della|Del)$/.test(words[cut - 1] ?? ''))) cut--;
  return person(words.slice(cut).join(' '), words.slice(0, cut).join(' '), suffix);
}
