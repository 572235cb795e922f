import type { Draft } from './draft';
import { findKnownPublisher } from './known-publishers';
import type { PublisherKind } from './known-publishers';
import type { WorkType } from './reference';

/** The type of a work when nothing but its publisher tells. */
const TYPE_OF_KIND = {
  NEWSPAPER: 'article-newspaper', WIRE: 'article-newspaper', MAGAZINE: 'article-magazine', JOURNAL: 'article-journal',
  BROADCASTER: 'webpage', WEBSITE: 'webpage', BLOG: 'post-weblog', THINK_TANK: 'report', GOVERNMENT: 'report', ORGANISATION: 'report', PRESS: 'book',
} satisfies Record<PublisherKind, WorkType>;

/** Words in the name of a container that tell what it is; the first row that matches wins. */
const TYPE_OF_WORDS: readonly (readonly [RegExp, WorkType])[] = [
  [/\bblog\b|\bweblog\b/i, 'post-weblog'],
  [/\b(?:magazine|weekly|monthly|digest|news(?:letter)?\s+magazine)\b/i, 'article-magazine'],
  [/\b(?:transactions|proceedings|annals|bulletin|acta|archives|journal of|review of|studies|quarterly|zeitschrift|revue|rivista|revista|letters|physica?l?)\b/i, 'article-journal'],
  [/\b(?:times|post|herald|tribune|gazette|news(?:paper)?s?|daily|chronicle|globe|star|sun|mirror|courier|telegraph|observer|inquirer|bee|dispatch|examiner|register|record|press|zeitung|journal)\b/i, 'article-newspaper'],
  [/\b(?:institute?|institution|cent(?:er|re)|foundation|council|department|ministry|agency|office|commission|committee|university|universit\p{L}+|bank|service|organi[sz]ation|corporation|bureau|administration|association)\b/iu, 'report'],
  [/\b(?:journal|review|law)\b/i, 'article-journal'],
  [/\.(?:com|org|net|gov|edu|co\.uk|info|fr|de|tv)\b/i, 'webpage'],
];

/** Decides the type of the work from the signs on the line and the house that published it. */
export function decideType(draft: Draft, container: string | null, precision: 'day' | 'month' | 'year' | null): WorkType {
  const { signs } = draft;
  if (signs.has('press')) return 'book';
  if (signs.has('blog')) return 'post-weblog';
  const known = container === null ? null : findKnownPublisher(container);
  if (known) return TYPE_OF_KIND[known.kind];
  if (container !== null) {
    const row = TYPE_OF_WORDS.find(([words]) => words.test(container));
    if (row) return row[1];
    return precision === 'day' ? 'article-newspaper' : 'webpage';
  }
  const only = draft.names.length === 1 ? draft.names[0] : undefined;
  const house = only && 'literal' in only ? findKnownPublisher(only.literal) : null;
  if (house) return TYPE_OF_KIND[house.kind];
  return only && 'literal' in only ? 'article-newspaper' : 'webpage';
}
