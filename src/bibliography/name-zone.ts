import { isOneOf, SPACES, wordsOf } from './characters';
import type { Draft, Span } from './draft';
import { record } from './draft';
import { displayName, readNames } from './names';
import { hasOrganisationWord, looksLikeOrganisation } from './organisations';
import type { Name } from './reference';
import { remember } from './remember';

const ROLE_AFTER = /[\s,(\[]*(?:eds?|editors?|edited|hrsg|hg|dir|coord|comps?|compilers?|trans(?:l(?:ators?)?)?|directors?|producers?|chair|writer|reporter|photographer|interviewer|autor|author)\.?[\s)\].,:]*$/iu;
const ROLE_WORD = /(?:ed|hrsg|hg|dir|coord|comp|trans|director|producer|chair|writer|reporter|photographer|interviewer|aut)[a-z]*\.?[\s)\].,:]*$/i;
const ROLE_BEFORE = /^(?:by|von|par|por|edited by|interview (?:with|by)|written by|reported by|review by|text by)[\s:]+/i;
const BLANK = `${SPACES}\u0000`;
const AFTER_NAMES = `${BLANK},:;`;
const BEFORE_ROLE = `${AFTER_NAMES}([–—-`;
const WORD = /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|\p{Lu}|van|von|der|den|de|del|della|di|da|dos|das|la|le|du|ten|ter|zu|zur|bin|ibn|al-?[\p{L}'’-]*|el-?[\p{L}'’-]*|ul-?[\p{L}-]*|los|las|y|e|i|af|av|ben|abu|d['’]\p{L}*|l['’]\p{L}+|'t|’t)$/u;

/** A zone without the role words at its ends ("eds.", "By"); editors who stand as authors are a sign. */
export function withoutRoles(draft: Draft, { start, end }: Span): Span {
  const before = ROLE_BEFORE.exec(draft.work.slice(start, end));
  let from = start + (before?.[0].length ?? 0);
  let to = end;
  while (from < to && isOneOf(BLANK, draft.work, from)) from++;
  for (let round = 0; round < 2; round++) {
    while (to > from && isOneOf(BEFORE_ROLE, draft.work, to - 1)) to--;
    const tail = draft.work.slice(Math.max(from, to - 24), to);
    const role = ROLE_WORD.test(tail) ? ROLE_AFTER.exec(tail) : null;
    if (!role || !/^[\s,([]/.test(role[0]) || /^[\s,]+Ed$/.test(role[0])) break; // "Williams, Ed" is a person
    to -= role[0].length;
    draft.signs.add('editors');
  }
  while (to > from && isOneOf(AFTER_NAMES, draft.work, to - 1)) to--;
  if (draft.work.charAt(to - 1) === '.' && !/(?:^|[\s.-])\p{Lu}\p{Ll}?\.$|\b(?:Jr|Sr|al|Inc|Ltd|Co|D|Esq)\.$/u.test(draft.work.slice(Math.max(from, to - 5), to))) to--;
  return { start: from, end: to };
}

/** Whether the name is built like one: a person of few name-like words with a given name, or an organisation. */
export function isNamelike(name: Name): boolean {
  if ('literal' in name) return /^et al/.test(name.literal) || (looksLikeOrganisation(name.literal) && !/[.?!:]\s|[“”"«»]/.test(name.literal) && !hasOrdinaryWords(name.literal));
  const words = wordsOf(`${name.given ?? ''} ${name.family}`);
  return words.length <= 6 && words.every((word) => WORD.test(word)) && !/\p{L}{3,}\.\s/u.test(`${name.given ?? ''} `);
}

/** Names of institutions in other languages begin with their kind and go on in lower case. */
const INSTITUTION_FIRST = /^(?:Institut[oe]?|Minist[èe]r\p{L}+|Agence|Agencia|Conseil|Consejo|Commission|Comité|Organi[sz]ation|Association|Asociación|Fédération|Société|Universit\p{L}+|Direction|Observatoire|Observatorio|Centre|Centro|Office|Bureau|Conférence|Gouvernement|Bundes\p{L}+|Statistisches|Secrétariat|Réseau|Ordre|Collège|École)\s/u;

/** Whether lower-case words stand inside that titles have and names of organisations have not. */
function hasOrdinaryWords(text: string): boolean {
  return wordsOf(text).some((word, at) => at > 0 && /^\p{Ll}{3,}$/u.test(word) && !/^(?:and|for|the|des|der|die|und|pour|les|del|van|von|sur|para|per|dei|delle|against|without|with|aux|until|from|dans|voor|del|della|degli)$/.test(word)) && !/^\p{Lu}{2,}/u.test(text) && !INSTITUTION_FIRST.test(text);
}

/** Two longer words in lower case side by side: no list of persons has them, and reading one is dear. */
const SENTENCE = /\s[a-zà-ÿ]{4,}\s[a-zà-ÿ]{4,}[\s,.:]/;

const LONGEST_ZONE = 1200;

/** The names of a text, as fields show them, and whether each is built like one. Several steps ask for one zone, and lists repeat their authors. */
const namesOf = remember((text: string) => readNames(text).map(({ name, span }) => ({ name, span, value: displayName(name), namelike: isNamelike(name) })), LONGEST_ZONE, 2000);

const namesIn = (draft: Draft, { start, end }: Span): ReturnType<typeof namesOf> => namesOf(draft.raw.slice(start, end));

/** Whether a stretch holds names and nothing else. */
export function isNameZone(draft: Draft, zone: Span): boolean {
  const text = draft.work.slice(zone.start, zone.end);
  if (text.length < 2 || text.length > LONGEST_ZONE || (SENTENCE.test(text) && !hasOrganisationWord(text))) return false;
  const before = draft.signs.has('editors');
  const { start, end } = withoutRoles(draft, zone);
  if (!before) draft.signs.delete('editors');
  if (end - start < 2) return false;
  const names = namesIn(draft, { start, end });
  return names.length > 0 && names.every(({ name, namelike }) => namelike || ('literal' in name && names.length === 1 && /^\p{Lu}[\p{L}\p{M}'’-]+$/u.test(name.literal)));
}

/** Whether a stretch holds names of persons and nothing else. */
export function isPersonZone(draft: Draft, zone: Span): boolean {
  return isNameZone(draft, zone) && namesIn(draft, withoutRoles(draft, zone)).every(({ name }) => 'family' in name || /^et al/.test(name.literal));
}

/** Reads and records the names of a zone; each surname that stands alone or name that is not built like one is a doubt. */
export function recordNames(draft: Draft, zone: Span, rule: string, confidence: number): void {
  const bare = withoutRoles(draft, zone);
  for (const { name, span, value, namelike } of namesIn(draft, bare)) {
    draft.names.push({ ...name });
    record(draft, 'author', { start: bare.start + span.start, end: bare.start + span.end }, rule, namelike ? confidence : confidence * 0.8, value);
  }
}
