/** A work as CSL-JSON writes it (CSL 1.0.2, https://docs.citationstyles.org/en/v1.0.2/specification.html, appendix III and IV): the variables this graph knows. */
export interface CslItem {
  id: string;
  type: string;
  title: string;
  author?: CslName[];
  'container-title'?: string;
  publisher?: string;
  issued?: CslDate;
  URL?: string;
  DOI?: string;
  ISBN?: string;
  /** What sort of document it is, where CSL has no type for it. */
  genre?: string;
}

/** A person in parts, or an organisation as `literal`. */
export interface CslName {
  family?: string;
  given?: string;
  suffix?: string;
  /** "de" of Jean de La Fontaine: goes with the given name. */
  'dropping-particle'?: string;
  /** "van" of van Beethoven: goes with the family name. */
  'non-dropping-particle'?: string;
  literal?: string;
}

/** Year, month and day as far as they are known; a year before Christ is negative and 0 is none (so 481 BC is −481). `literal` where no year is known. */
export interface CslDate { 'date-parts'?: number[][]; circa?: boolean; literal?: string }

/** The item types of CSL 1.0.2, in the order of the specification. */
export const cslTypes: readonly string[] = [
  'article', 'article-journal', 'article-magazine', 'article-newspaper', 'bill', 'book', 'broadcast', 'chapter', 'classic', 'collection', 'dataset', 'document', 'entry',
  'entry-dictionary', 'entry-encyclopedia', 'event', 'figure', 'graphic', 'hearing', 'interview', 'legal_case', 'legislation', 'manuscript', 'map', 'motion_picture',
  'musical_score', 'pamphlet', 'paper-conference', 'patent', 'performance', 'periodical', 'personal_communication', 'post', 'post-weblog', 'regulation', 'report',
  'review', 'review-book', 'software', 'song', 'speech', 'standard', 'thesis', 'treaty', 'webpage',
];
