import type { Draft, Sign } from './draft';
import { findKnownPublisher } from './known-publishers';
import type { PublisherKind } from './known-publishers';
import { looksLikePress } from './press';
import type { WorkType } from './reference';
import { isSingleName } from './single-names';

/** The type of a work when nothing but its publisher tells. */
const TYPE_OF_KIND = {
  NEWSPAPER: 'article-newspaper', WIRE: 'article-newspaper', MAGAZINE: 'article-magazine', JOURNAL: 'article-journal',
  BROADCASTER: 'webpage', WEBSITE: 'webpage', BLOG: 'post-weblog', THINK_TANK: 'report', GOVERNMENT: 'report', ORGANISATION: 'report', PRESS: 'book',
} satisfies Record<PublisherKind, WorkType>;

/** Signs that settle the type alone, the strongest first. */
const TYPE_OF_SIGN: readonly (readonly [Sign, WorkType])[] = [
  ['patent', 'patent'], ['thesis', 'thesis'], ['press-release', 'press-release'], ['conference', 'paper-conference'], ['chapter', 'chapter'],
  ['hearing', 'hearing'], ['interview', 'interview'], ['film', 'motion_picture'], ['broadcast', 'broadcast'], ['dataset', 'dataset'], ['software', 'software'], ['blog', 'post-weblog'], ['legal-case', 'legal_case'],
];

/** Words in the name of a container that tell what it is; the first row that matches wins. */
const TYPE_OF_WORDS: readonly (readonly [RegExp, WorkType])[] = [
  [/\b(?:blog|weblog)\b/i, 'post-weblog'],
  [/\b(?:research|working|policy|briefing|discussion|occasional|staff|issue|white)\s(?:papers?|briefs?|reports?)\b/i, 'report'],
  [/\b(?:hearing|hearings)\b/i, 'hearing'],
  [/\b(?:magazine|weekly|monthly|digest|hebdo)\b/i, 'article-magazine'],
  [/\b(?:proceedings of the national academy|transactions|annals|annales|bulletin|acta|archives?|archiv|journal (?:of|für|for|de|du|des)|review of|studies|studien|studi|études|quarterly|zeitschrift|jahrbuch|revue|rivista|revista|cahiers|letters|physic\p{L}*|chem\p{L}*|biolog\p{L}*|medic\p{L}*|clin\p{L}*|psycholog\p{L}*|j\.|res\.|rev\.)(?![\p{L}])/iu, 'article-journal'],
  [/\b(?:proceedings|proc\.|conference|symposium|workshop)(?![\p{L}])/iu, 'paper-conference'],
  [/\b(?:times|post|herald|tribune|gazette|news(?:paper)?s?|daily|chronicle|globe|star|sun|mirror|courier|telegraph|observer|inquirer|bee|dispatch|examiner|register|record|zeitung|advertiser|gazet|diario|jornal|giornale|le monde|reporter|standard)\b/i, 'article-newspaper'],
  [/\b(?:journal|review|law)\b/i, 'article-journal'],
  [/\b(?:institut\p{L}*|cent(?:er|re)|foundation|council|department|ministry|agency|office|commission|committee|universit\p{L}+|bank|service|organi[sz]ation|corporation|bureau|administration|association|laborator\p{L}+|division|government|authority|society)(?![\p{L}])/iu, 'report'],
  [/\.(?:com|org|net|gov|edu|co\.uk|info|fr|de|tv|it|es)\b/i, 'webpage'],
];

/** What the type of a work rests on. */
export type TypeGround = 'sign' | 'known' | 'words' | 'press' | 'guess';
/** A type, and what it rests on. */
export interface TypeDecision { type: WorkType; ground: TypeGround }
type Precision = 'day' | 'month' | 'year' | null;

/** Decides the type from the signs on the line, the name of the container and how exact the date is. */
export function decideType(draft: Draft, container: string | null, precision: Precision, url: string | null): TypeDecision {
  const { signs } = draft;
  const strong = signs.size === 0 ? undefined : TYPE_OF_SIGN.find(([sign]) => signs.has(sign));
  if (strong) return { type: strong[1], ground: 'sign' };
  if (signs.has('congress')) return { type: /\bhearings?\b/i.test(draft.raw) ? 'hearing' : 'report', ground: 'sign' };
  if (draft.title && INTERVIEW.test(draft.raw.slice(draft.title.start, draft.title.end))) return { type: 'interview', ground: 'sign' };
  if ((container === null || /^(?:U\.\s?S\.?|F\.\s?\dd|F\. Supp\.?|S\. Ct\.?)$/.test(container)) && /\sv(?:s|ersus)?\.\s/.test(draft.raw)) return { type: 'legal_case', ground: 'sign' };
  if (signs.has('report')) return { type: 'report', ground: 'sign' };
  const only = draft.names.length === 1 ? draft.names[0] : undefined;
  const organisation = only && 'literal' in only && !isSingleName(only.literal) ? only.literal : null;
  if (container === null) return typeWithoutContainer(draft, organisation, precision, url);
  const known = findKnownPublisher(container) ?? findKnownPublisher(container.split(',')[0] ?? '');
  if (signs.has('press')) return { type: organisation !== null && !looksLikePress(container) ? 'report' : bookOrReport(known?.kind ?? null, container), ground: 'press' };
  if (known) return { type: known.kind === 'PRESS' && draft.quoted ? 'webpage' : TYPE_OF_KIND[known.kind], ground: 'known' };
  const byContainer = typeOfContainer(draft, container, precision, url);
  const author = organisation === null ? null : findKnownPublisher(organisation); // a programme of a known broadcaster
  return author && byContainer.ground === 'guess' ? { type: TYPE_OF_KIND[author.kind], ground: 'words' } : byContainer;
}

function typeWithoutContainer(draft: Draft, organisation: string | null, precision: Precision, url: string | null): TypeDecision {
  const house = organisation === null ? null : findKnownPublisher(organisation);
  if (house) return { type: TYPE_OF_KIND[house.kind], ground: 'known' };
  if (organisation !== null && draft.quoted && precision === 'day') return { type: 'article-newspaper', ground: 'guess' };
  if (url !== null || draft.quoted || precision === 'day' || draft.signs.has('online')) return { type: 'webpage', ground: url === null ? 'guess' : 'words' };
  return { type: organisation === null ? 'book' : 'report', ground: 'guess' };
}

const INTERVIEW = /^(?:author(?:['’]s)?\s|personal\s|(?:tele)?phone\s|e-?mail\s|skype\s|confidential\s)?(?:interviews?|conversations?|correspondence|communication)(?: (?:with|by|of) |\.?$)/i;

/** Houses whose unquoted works with a place or bracket are reports; societies and universities print books. */
const OFFICE = /(?<![\p{L}])(?:institut\p{L}*|cent(?:er|re)|foundation|council|department|ministry|ministère|agency|office|commission|committee|bank|bureau|government|laborator\p{L}+|service|authority)(?![\p{L}])/iu;

function bookOrReport(kind: PublisherKind | null, container: string): WorkType {
  if (kind !== null) return TYPE_OF_KIND[kind] === 'report' ? 'report' : 'book';
  return !looksLikePress(container) && OFFICE.test(container) ? 'report' : 'book';
}

const SOCIETY = /(?:Association|Society|Union|Institute|Federation|Academy|Council)$/;

const words = (type: WorkType): TypeDecision => ({ type, ground: 'words' });

function typeOfContainer(draft: Draft, container: string, precision: Precision, url: string | null): TypeDecision {
  const numbered = draft.signs.has('volume') || draft.signs.has('issue');
  if (looksLikePress(container) && precision !== 'day' && !numbered) return { type: 'book', ground: 'press' };
  const row = TYPE_OF_WORDS.find(([pattern]) => pattern.test(container))?.[1];
  const paged = numbered || draft.signs.has('pages');
  if (row === 'article-journal' && !paged && precision === 'year' && SOCIETY.test(container)) { // "… (2nd ed.). American Psychological Association."
    return { type: draft.names.every((name) => 'family' in name) ? 'book' : 'report', ground: 'guess' };
  }
  if (row === 'article-newspaper') {
    if (precision === 'day' || !paged) return words(precision === 'month' || (precision === 'year' && paged) ? 'article-magazine' : row);
    return words(numbered && precision === 'year' ? 'article-journal' : 'article-magazine');
  }
  if (row === 'report' && paged && precision !== 'day') return { type: 'article-journal', ground: 'guess' };
  if (row === 'paper-conference' && numbered) return words('article-journal');
  if (row !== undefined) return words(row);
  if (url !== null && !paged) return { type: 'webpage', ground: 'guess' };
  if (precision === 'day') return { type: 'article-newspaper', ground: 'guess' };
  if (precision === 'month') return { type: numbered ? 'article-journal' : 'article-magazine', ground: 'guess' };
  if (paged) return words('article-journal');
  if (draft.quoted) return { type: 'webpage', ground: 'guess' };
  return { type: draft.names.length === 1 && draft.names.every((name) => 'literal' in name && !isSingleName(name.literal)) ? 'report' : 'book', ground: 'guess' };
}
