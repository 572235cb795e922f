import { wordsOf } from './characters';
import type { Draft, Span } from './draft';
import { findKnownPublisher } from './known-publishers';
import { isGivenName } from './given-names';
import { looksLikeOrganisation } from './organisations';
import { isSingleName } from './single-names';

const W = String.raw`\p{Lu}[\p{L}\p{M}]*(?:['’-][\p{L}\p{M}]+)*`;
const PARTICLES = String.raw`(?:(?:van|von|der|den|de|del|della|di|da|dos|das|la|le|los|las|du|ten|ter|zu|zur|al|el|bin|ibn|af|av|St\.|[dD]['’]|O['’])\s?)*`;
const FAMILY = String.raw`${PARTICLES}(?:al-|el-|Al-|El-)?${W}(?:\s(?:${PARTICLES})${W})?`;
const INITIALS = String.raw`\p{Lu}\p{Ll}?\.(?:[\s-]?-?\p{Lu}\p{Ll}?\.){0,3}`;
const LONG = String.raw`(?=\p{Lu}[\p{L}'’-])${W}`;
const GIVEN = String.raw`(?:\p{Lu}\.\s?)?${LONG}(?:\s(?:${LONG}|de|van|von|du|da|del|la|di)){0,2}(?:\s(?:de|von|van|du|da|d['’]))?`;
const SUFFIX = String.raw`(?:,\s(?:Jr\.?|Sr\.?|II|III|IV))?`;
const END = String.raw`(?=\s*[,.;:&(\[\u0000]|\s+(?:and|et|und|y|e|en|og|och|with)\s|\s*$)`;

/** The ways a list writes one name; each is tried where a name must start. */
const FORMS = {
  invertedInitials: new RegExp(String.raw`${FAMILY},\s?(?:${INITIALS}|\p{Lu}{1,3}(?=[,;\s&(]|\.\s?[,;]|\.$))${SUFFIX}(?=[\s,.;:&(\[\u0000]|$)`, 'uy'),
  vancouver: new RegExp(String.raw`(?:${PARTICLES})${W}(?:\s${W})?\s(?:(?:\p{Lu}{1,3}|\p{Lu}\s\p{Lu})(?=\s*[,;:(]|\.\s|\.$|\s+(?:and|et|&)\s)|\p{Lu}\.(?:[\s-]?\p{Lu}\.){0,2}(?=\s*[,;:(]|\s\p{Lu}|\s+(?:and|et|&)\s))`, 'uy'),
  initialsFirst: new RegExp(String.raw`(?:${INITIALS})\s?(?=${PARTICLES}\p{Lu}?[\p{L}'’]{2})${FAMILY}${SUFFIX}${END}`, 'uy'),
  invertedGiven: new RegExp(String.raw`${FAMILY},\s${GIVEN}(?:(?:\s?\p{Lu}\.)+${SUFFIX}(?=[\s,;:&(\[\u0000]|$)|${SUFFIX}${END})`, 'uy'),
  plain: new RegExp(String.raw`${W}(?:\s(?:${W}|\p{Lu}\.(?:\s?\p{Lu}\.)?|(?:${PARTICLES.slice(0, -1)}+))){0,4}?\s(?:${PARTICLES})(?=\p{Lu}[\p{L}'’])${W}${SUFFIX}${END}`, 'uy'),
} as const;
type Form = keyof typeof FORMS;

/** Which forms a list goes on with, once it has begun with one. */
const CONTINUES: Readonly<Record<Form, readonly Form[]>> = {
  invertedInitials: ['invertedInitials', 'initialsFirst', 'invertedGiven'],
  vancouver: ['vancouver'],
  initialsFirst: ['initialsFirst', 'plain'],
  invertedGiven: ['plain', 'invertedGiven', 'initialsFirst'],
  plain: ['plain', 'initialsFirst'],
};
const JOINT = /\s*,?\s*;\s*|\s*,?\s+(?:and|et|und|y|e|og|och|with)\s+|\s*,?\s*&\s*|\s*,\s*/uy;
const ET_AL = /\s*,?\s*(?:et\.?\s*al\b\.?|and others\b)/iuy;
const ROLE = /\s*[,(]?\s*(?:eds?|editors?|hrsg|hg|dir|coord|comps?)\b\.?\s*\)?/iuy;
const MAKER = /\s?[,(]\s?(?:directors?|producers?|translators?|narrators?|hosts?|performers?|compilers?|photographers?)\)?(?=[.,]\s)/y;
const ROLE_BEFORE = /^(?:edited by|ed\. by|by|eds?\.)\s+(?=\p{Lu})/iu;
const NO_FAMILY = /^(?:The|An?|In|On|Of|Les|Das|Der|Die|El|Los|Un|Une|Ein|Eine|How|Why|What|When|Who|Where|Is|Are|From|For|To)$/;

/** The names a line begins with: where they end, how they are written, and how sure that is. */
export interface LeadingNames extends Span { form: Form | 'organisation'; confidence: number; joined: number }

function match(pattern: RegExp, work: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(work)?.[0] ?? null;
}

/** Finds the longest list of names the line begins with, or null when it begins with something else. */
export function findLeadingNames(draft: Draft): LeadingNames | null {
  const { work, end } = draft;
  const start = draft.start + (ROLE_BEFORE.exec(work.slice(draft.start, draft.start + 40))?.[0].length ?? 0);
  for (const form of Object.keys(FORMS) as Form[]) {
    const first = match(FORMS[form], work, start);
    if (first === null || !isPlausible(first, form, work, start + first.length, null)) continue;
    let at = start + first.length;
    let joined = 0;
    for (;;) {
      const etAl = match(ET_AL, work, at);
      if (etAl !== null) { at += etAl.length; break; }
      const joint = match(JOINT, work, at);
      if (joint === null || at >= end) break;
      const next = nextName(work, at + joint.length, form, joint);
      if (next === null) break;
      at += joint.length + next.length;
      joined++;
    }
    const role = match(ROLE, work, at);
    if (role !== null) { at += role.length; draft.signs.add('editors'); }
    const maker = match(MAKER, work, at);
    if (maker !== null) { at += maker.length; if (/direct|produc/.test(maker)) draft.signs.add('film'); }
    return { start, end: at, form, confidence: confidenceOf(form, first, joined), joined };
  }
  return findOrganisation(draft);
}

function nextName(work: string, at: number, form: Form, joint: string): string | null {
  for (const next of CONTINUES[form]) {
    const text = match(FORMS[next], work, at);
    if (text !== null && isPlausible(text, next, work, at + text.length, joint)) return text;
  }
  return null;
}

/** Rules a pattern cannot say: words that are no name, and commas that could as well begin the title. */
function isPlausible(text: string, form: Form, work: string, end: number, joint: string | null): boolean {
  const words = text.split(/[\s,]+/);
  const [first = '', second = ''] = words;
  if (form === 'initialsFirst' && /^(?:U\.\s?[SKN]|E\.\s?U|D\.\s?C)\./.test(text)) return false; // "U.S. Congress" has no initials
  if (NO_FAMILY.test(first) && !(form === 'invertedInitials')) return false;
  const comma = joint !== null && joint.trim() === ',';
  if (form === 'invertedGiven') {
    const given = wordsOf(text.slice(text.indexOf(',') + 1))[0] ?? '';
    const family = text.slice(0, text.indexOf(','));
    if (/\s\p{Lu}/u.test(family) && !/^\p{Ll}|^(?:Van|Von|De|Da|Di|Le|La|El|Al|St\.)\s/u.test(family) && (isGivenName(first) || !isGivenName(given))) return false; // "Edward Said, Orientalism"
    if (isSingleName(family)) return false; // "Voltaire, Candide"
    if (looksLikeOrganisation(family) || looksLikeOrganisation(text.slice(text.indexOf(',') + 1).trim()) || NO_FAMILY.test(given) || /^[LlDd]['’]/.test(given)) return false;
    if (/^\p{Lu}{2,}$/u.test(given) && !/^\p{Lu}{2,}$/u.test(first)) return false;
    // "Ricks, Thomas, Fiasco, The …": after a comma a second pair must have a given name in it.
    if (comma) return isGivenName(given) && !family.includes(' ');
    return true;
  }
  // "Karen E. Bartholomew" against "Fenner M. Letter from …".
  if (form === 'vancouver' && joint === null && isGivenName(first) && /\s\p{Lu}\.?$/u.test(text) && !/^\s*[,;]/.test(work.slice(end))) return false;
  if (form === 'plain') {
    if (looksLikeOrganisation(text.replace(/,.*$/, ''))) return false;
    const initial = /\s\p{Lu}\.\s/u.test(text);
    const known = isGivenName(first) || initial;
    if (joint !== null) return comma ? known && /^\s*(?:,|\s(?:and|et|und|y|&)|[.(])/u.test(work.slice(end, end + 6)) : true;
    if (words.length > 5) return false;
    if (!known) return /^,\s/.test(work.slice(end)) && words.length <= 3 && !/^(?:World|New|Great|American|British|National|Modern|Human|Social|Global)$/.test(first) && isLongEnough(work, end);
    return !/^:/.test(work.slice(end)) && !(second === '');
  }
  return true;
}

/** Whether a title could follow the comma: more than three words before the next comma, bracket or colon. */
function isLongEnough(work: string, end: number): boolean {
  return /^,\s+(?:\S+\s+){3}/.test(work.slice(end, end + 160));
}

function confidenceOf(form: Form, first: string, joined: number): number {
  if (form === 'plain') return isGivenName(first.split(/\s/)[0] ?? '') || /\s\p{Lu}\.\s/u.test(first) ? 0.93 : 0.7;
  if (form === 'invertedGiven') return isGivenName(/,\s*(\S+)/.exec(first)?.[1] ?? '') ? 0.96 : 0.9 - (joined > 0 ? 0.05 : 0);
  return 0.96;
}

/** Whether the next part is a known house and the last before what is blanked. */
function isHolderBeforeNumbers(text: string): boolean {
  const part = /^\s*([^,.]+),?\s*\u0000/.exec(text)?.[1];
  return part !== undefined && findKnownPublisher(part) !== null;
}

/** "U.S. Congress. Senate. Committee on Foreign Relations." names one author from the whole to the part. */
const CHAMBERS = /^(?:\.\s(?:Senate|House(?: of [A-Z]\w+)?|(?:Select |Joint )?(?:Sub)?[Cc]ommittee (?:on|of|for) [\p{L}, ]{1,60}|(?:Department|Office|Bureau|Division|Directorate) (?:of|for) [\p{L} ]{1,60})(?=\.\s))+/u;

/** "World Bank. World Development Report." or "U.S. Department of Justice, Deferred …": an organisation up to the first full stop or comma. */
function findOrganisation(draft: Draft): LeadingNames | null {
  const text = draft.work.slice(draft.start, Math.min(draft.end, draft.start + 140));
  for (const stop of text.matchAll(/[.,:](?=\s)/g)) {
    const name = text.slice(0, stop.index).replace(/\s\([A-Z][A-Za-z-]{1,9}\)$/, '');
    if (/(?:^|[\s.])\p{Lu}$/u.test(name) && stop[0] === '.') continue; // "U.S. Department"
    const words = wordsOf(name);
    const proper = words.every((word) => /^\p{Lu}|^(?:of|for|the|and|on|in|des|der|die|du|de|la|und|für|pour|et|&|del|y|e|les|van|voor)$/u.test(word));
    if (!proper || words.length > 9 || NO_FAMILY.test(words[0] ?? '') && words[0] !== 'The') return null;
    if (stop[0] === ',' && isHolderBeforeNumbers(text.slice(stop.index + 1))) return null; // then this is the title
    if (looksLikeOrganisation(name) && !/\u0000/.test(name)) {
      const chamber = stop[0] === '.' ? CHAMBERS.exec(text.slice(name.length))?.[0] ?? '' : '';
      return { start: draft.start, end: draft.start + name.length + chamber.length, form: 'organisation', confidence: 0.75, joined: 0 };
    }
    if (words.length === 1 && isSingleName(name) && stop[0] !== ':') return { start: draft.start, end: draft.start + name.length, form: 'organisation', confidence: 0.85, joined: 0 };
    if (words.length === 1 && /^\p{Lu}{3,}$/u.test(name)) return { start: draft.start, end: draft.start + name.length, form: 'organisation', confidence: 0.7, joined: 0 };
    return null;
  }
  return null;
}
