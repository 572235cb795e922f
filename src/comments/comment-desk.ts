import type { Config } from '../config';
import type { Database } from '../database/database';
import type { Caller } from '../keys/find-caller';
import { allows } from '../keys/scopes';
import { Slots } from '../slots';
import { PostingPace, articlePace } from './posting-pace';
import { type ReaderHash, createReaderHash } from './reader-hash';

/** Comments that are written at a time, in one process, and that may wait for it. */
const atOnce = 2;
export const mostQueued = 50;

/** Where comments come in: what a process knows of readers, and how the publication wants it. */
export interface CommentDesk {
  mode: Config['comments'];
  /** Of one reader. */
  pace: PostingPace;
  /** On one article, by anyone. */
  articlePace: PostingPace;
  /** Few are written at a time: however many come, they take few of the connections that everyone else needs. */
  slots: Slots;
  readerHash: ReaderHash;
}

/** One a server. */
export function createCommentDesk(db: Database, mode: Config['comments']): CommentDesk {
  return { mode, pace: new PostingPace(), articlePace: articlePace(), slots: new Slots(atOnce), readerHash: createReaderHash(db) };
}

/** What a reader is known by; null for a program that posts for readers (a key with the scope `comment`): it has one address for all of them, and limits of its own. */
export function readerOf(caller: Caller | null, address: string | null): string | null {
  if (caller && allows(caller.scopes, 'comment')) return null;
  return caller ? `key ${caller.name}` : address ?? 'unknown address';
}

/** Whether a caller decides about comments. */
export function isModerator(caller: Caller | null): boolean {
  return caller !== null && allows(caller.scopes, 'moderate');
}
