import type { Draft, Sign } from './draft';
import { findKnownPublisher } from './known-publishers';
import type { PublisherKind } from './known-publishers';
import { looksLikePress } from './press';
import type { WorkType } from './reference';

/** The type of a work when nothing but its publisher tells. */
const TYPE_OF_KIND = {
  NEWSPAPER: 'article-newspaper', WIRE: 'article-newspaper', MAGAZINE: 'article-magazine', JOURNAL: 'article-journal',
  BROADCASTER: 'webpage', WEBSITE: 'webpage', BLOG: 'post-weblog', THINK_TANK: 'report', GOVERNMENT: 'report', ORGANISATION: 'report', PRESS: 'book',
} satisfies Record<PublisherKind, WorkType>;

/** Signs that settle the type alone, the strongest first. */
const TYPE_OF_SIGN: readonly (readonly [Sign, WorkType])[] = [
  ['patent', 'patent'], ['thesis', 'thesis'], ['press-release', 'press-release'], ['conference', 'paper-conference'], ['chapter', 'chapter'],
  ['interview', 'interview'], ['film', 'motion_picture'], ['broadcast', 'broadcast'], ['dataset', 'dataset'], ['software', 'software'], ['blog', 'post-weblog'], ['legal-case', 'legal_case'],
];

/** Words in the name of a container that tell what it is; the first row that matches wins. */
const TYPE_OF_WORDS: readonly (readonly [RegExp, WorkType])[] = [
  [/\b(?:blog|weblog)\b/i, 'post-weblog'],
  [/\b(?:hearing|hearings)\b/i, 'hearing'],
  [/\b(?:magazine|weekly|monthly|digest|hebdo)\b/i, 'article-magazine'],
  [/\b(?:proceedings of the national academy|transactions|annals|annales|bulletin|acta|archives?|archiv|journal (?:of|für|for|de|du|des)|review of|studies|studien|studi|études|quarterly|zeitschrift|jahrbuch|revue|rivista|revista|cahiers|letters|physic\p{L}*|chem\p{L}*|biolog\p{L}*|medic\p{L}*|clin\p{L}*|psycholog\p{L}*|j\.|res\.|rev\.)(?![\p{L}])/iu, 'article-journal'],
  [/\b(?:proceedings|proc\.|conference|symposium|workshop)(?![\p{L}])/iu, 'paper-conference'],
  [/\b(?:times|post|herald|tribune|gazette|news(?:paper)?s?|daily|chronicle|globe|star|sun|mirror|courier|telegraph|observer|inquirer|bee|dispatch|examiner|register|record|zeitung|advertiser|gazet|diario|jornal|giornale|le monde|reporter|standard)\b/i, 'article-newspaper'],
  [/\b(?:journal|review|law)\b/i, 'article-journal'],
  [/\b(?:institut\p{L}*|cent(?:er|re)|foundation|council|department|ministry|agency|office|commission|committee|universit\p{L}+|bank|service|organi[sz]ation|corporation|bureau|administration|association|laborator\p{L}+|division|government|authority|society)(?![\p{L}])/iu, 'report'],
  [/\.(?:com|org|net|gov|edu|co\.uk|info|fr|de|tv|it|es)\b/i, 'webpage'],
];

/** Decides the type from the signs on the line, the name of the container and how exact the date is. */
export function decideType(draft: Draft, container: string | null, precision: 'day' | 'month' | 'year' | null, url: string | null): WorkType {
  const { signs } = draft;
  const strong = TYPE_OF_SIGN.find(([sign]) => signs.has(sign));
  if (strong) return strong[1];
  if (/\sv(?:s|ersus)?\.\s/.test(draft.raw) && container === null) return 'legal_case';
  if (signs.has('report')) return 'report';
  const known = container === null ? null : findKnownPublisher(container) ?? findKnownPublisher(container.split(',')[0] ?? '');
  const numbered = signs.has('volume') || signs.has('issue');
  if (signs.has('press') && draft.names.length === 1 && draft.names[0] && 'literal' in draft.names[0] && !looksLikePress(container ?? '')) return 'report';
  if (signs.has('press')) return known && known.kind !== 'PRESS' ? bookOrReport(known.kind) : bookOrReport(null, container);
  if (known) return known.kind === 'PRESS' && draft.quoted ? 'webpage' : TYPE_OF_KIND[known.kind];
  if (container !== null) return typeOfContainer(draft, container, precision, numbered, url);
  const only = draft.names.length === 1 ? draft.names[0] : undefined;
  const house = only && 'literal' in only ? findKnownPublisher(only.literal) : null;
  if (house) return TYPE_OF_KIND[house.kind];
  if (only && 'literal' in only && (precision === 'day' || !draft.quoted)) return draft.quoted ? 'article-newspaper' : url === null ? 'report' : 'webpage';
  return url !== null || draft.quoted || precision === 'day' || signs.has('online') ? 'webpage' : 'book';
}

function bookOrReport(kind: PublisherKind | null, container: string | null = null): WorkType {
  if (kind === 'THINK_TANK' || kind === 'GOVERNMENT' || kind === 'ORGANISATION') return 'report';
  if (container !== null && !looksLikePress(container) && TYPE_OF_WORDS.find(([words]) => words.test(container))?.[1] === 'report') return 'report';
  return 'book';
}

function typeOfContainer(draft: Draft, container: string, precision: 'day' | 'month' | 'year' | null, numbered: boolean, url: string | null): WorkType {
  if (looksLikePress(container) && precision !== 'day' && !numbered) return 'book';
  const row = TYPE_OF_WORDS.find(([words]) => words.test(container))?.[1];
  const paged = numbered || draft.signs.has('pages');
  if (row === 'article-newspaper') {
    if (precision === 'day' || !paged) return precision === 'month' || (precision === 'year' && paged) ? 'article-magazine' : 'article-newspaper';
    return numbered && precision === 'year' ? 'article-journal' : 'article-magazine';
  }
  if (row === 'report' && paged && precision !== 'day') return 'article-journal';
  if (row === 'paper-conference' && numbered) return 'article-journal';
  if (row !== undefined) return row;
  if (url !== null && !paged) return 'webpage';
  if (precision === 'day') return 'article-newspaper';
  if (precision === 'month') return numbered ? 'article-journal' : 'article-magazine';
  if (paged) return 'article-journal';
  return draft.quoted ? 'webpage' : 'book';
}
