import { isOneOf, wordsOf } from './characters';
import { findKnownPublisher } from './known-publishers';
import { remember } from './remember';

/** Words that no person is called by, in the languages lists are written in. */
const WORDS = new Set(('agency agence association board bureau center centre centro club college coalition collective collectif comité commission committee company '
  + 'conference congress consortium corporation corp council court department directorate division embassy federation foundation forum fund fundación '
  + 'group groupe gmbh government inc initiative institute institut instituto institution international ltd llc magazine media ministry ministère mission '
  + 'movement museum nations network news newspaper newspapers office organisation organization panel parliament party police press program programme project '
  + 'radio republic research review school secretariat senate service services society staff state states studies survey team television times today tribunal '
  + 'trust tv union unit united universität université university universidad university watch wire working world writers editors correspondent bank journal blog online ministerio centers centres institutes councils departments agencies associates societies networks systems administration '
  + 'authority academy library libraries archives hospital holdings technologies software labs laboratory laboratories church statistics national european federal parliamentary iraq iran syria lebanon israel egypt afghanistan kurdistan palestine usa uk eu canada australia britain america europe collaboration committee').split(' '));

/** Whether one of the words says that it is an organisation. */
export function hasOrganisationWord(text: string): boolean {
  return wordsOf(text.toLowerCase()).some((word) => WORDS.has(word) || (isOneOf('.,()', word, word.length - 1) && WORDS.has(word.replace(/[.,()]+$/, ''))));
}

/** Whether a name is an organisation's: a known house, a word such as "Council", an acronym, or lower-case words inside that no person's name has. */
export const looksLikeOrganisation: (text: string) => boolean = remember(isOrganisation);

function isOrganisation(text: string): boolean {
  const words = wordsOf(text);
  if (hasOrganisationWord(text)) return true;
  if (words.length > 5) return true;
  if (/\s(?:Of|For|The|And|On|In)\s/.test(text)) return true;
  if (/\b(?:of|for|the|and|on|des|für|pour|against|without|in|&)\b|^The\s|\d|[@©]/.test(text)) return true;
  if (words.length === 1) return (/^\p{Lu}{2,}$/u.test(text) && findKnownPublisher(text) !== null) || /\p{Ll}\p{Lu}/u.test(text.replace(/^(?:Mc|Mac|De|Di|Le|La|Van|Fitz|O['’])/, '')) || text.includes('.com');
  // "PBS Newhour": an acronym first; "MARK JEWELL" is a person in capitals, "Tattersall MH" a Vancouver name.
  if (/^\p{Lu}{3,4}\s+\p{Lu}?\p{Ll}/u.test(text)) return true;
  return findKnownPublisher(text) !== null;
}
