/** A comment as it comes, checked for length and characters. */
export interface NewComment { authorName: string; body: string }

/** What the graph knows that bears on a comment; nothing of it names a reader. */
export interface Facts {
  /** The caller's key allows to moderate. */
  byModerator: boolean;
  /** The publication looks at every comment first. */
  moderated: boolean;
  /** Comments of this reader in the last minute and the last hour. */
  inMinute: number;
  inHour: number;
  /** Comments on this article in the last ten minutes, by anyone. */
  onArticle: number;
  /** The same letters were posted in the last day: by this reader on this article, by this reader elsewhere, by another reader. */
  repeats: 'HERE' | 'ELSEWHERE' | 'ANOTHER' | null;
  /** Something nearly the same was posted in the last day. */
  nearlyRepeats: boolean;
  /** Words and phrases of the publication, as `wordsOf` writes them, each with what becomes of a comment that has it. */
  words: readonly { word: string; status: 'PENDING' | 'REJECTED' | 'SPAM' }[];
}

/** What a phase decides. `REFUSED` is not kept at all. */
export interface Decision {
  status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'SPAM' | 'REFUSED';
  /** For the reader who posted, and for moderators. */
  reason: string;
  /** What exactly matched; null where the phase itself says it all. */
  rule: string | null;
}

/** One question about a comment: a decision, or null where it has nothing to say. Pure. */
export type Phase = (comment: NewComment, facts: Facts) => Decision | null;
